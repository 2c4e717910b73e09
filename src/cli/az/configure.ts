import { plain, settings } from './config/settings.ts';
import { implement } from './implement.ts';
import { CliError } from './errors.ts';

export const configure = implement('configure', {
  takes: { defaults: 'texts?', listDefaults: 'bool?', scope: 'text' },
  run: ({ defaults, listDefaults }, { session }) => {
    for (const item of defaults ?? []) {
      const cut = item.indexOf('=');
      if (cut < 0) throw new CliError('usage error: --defaults STRING=STRING STRING=STRING ...');
      session.defaults[item.slice(0, cut)] = plain(item.slice(cut + 1));
    }
    if (defaults !== undefined) return undefined;
    if (!listDefaults) throw new CliError('This command is interactive and no tty available.');
    return (settings(session)['defaults'] ?? []).filter(({ value }) => value !== '');
  },
});
