import { CliError } from '../errors.ts';
import { implement, type Body } from '../implement.ts';
import { change, plain, settings } from './settings.ts';

/** `section.name` in two; undefined when there is no point. */
function parts(key: string): [section: string, name: string] | undefined {
  const cut = key.indexOf('.');
  return cut < 0 ? undefined : [key.slice(0, cut), key.slice(cut + 1)];
}

const configGet = implement('config get', {
  takes: { key: 'text?' },
  run: ({ key }, { session }) => {
    const all = settings(session);
    if (!key) return all;
    const [section, name] = parts(key) ?? [key, ''];
    const items = all[section] ?? [];
    if (name === '') return items;
    const found = items.find((item) => item.name === name);
    if (found === undefined) throw new CliError(`Configuration '${key}' is not set.`);
    return found;
  },
});

const configSet = implement('config set', {
  takes: { keyValue: 'texts?' },
  run: ({ keyValue }, { session }) => {
    for (const given of keyValue ?? []) {
      const cut = given.indexOf('=');
      const key = cut < 0 ? undefined : parts(given.slice(0, cut));
      if (key === undefined) throw new CliError('usage error: [section].[name]=[value] ...');
      change(session, ...key, plain(given.slice(cut + 1)));
    }
    return undefined;
  },
});

const configUnset = implement('config unset', {
  takes: { key: 'texts?' },
  run: ({ key }, { session }) => {
    for (const given of key ?? []) {
      const names = parts(given);
      if (names === undefined) throw new CliError('usage error: [section].[name]');
      change(session, ...names, undefined);
    }
    return undefined;
  },
});

/** What this lab does of `az config`. */
export const configBodies: readonly Body[] = [configGet, configSet, configUnset];
