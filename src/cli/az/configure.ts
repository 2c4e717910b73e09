import { implement } from './implement.ts';
import { CliError } from './errors.ts';

export const configure = implement('configure', {
  takes: { defaults: 'texts?', listDefaults: 'bool?', scope: 'text' },
  run: ({ defaults, listDefaults }, { session }) => {
    for (const item of defaults ?? []) {
      const cut = item.indexOf('=');
      if (cut < 0) throw new CliError('usage error: --defaults STRING=STRING STRING=STRING ...');
      const value = item.slice(cut + 1);
      session.defaults[item.slice(0, cut)] = value === "''" || value === '""' ? '' : value;
    }
    if (defaults !== undefined) return undefined;
    if (!listDefaults) throw new CliError('This command is interactive and no tty available.');
    return Object.entries(session.defaults)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => ({ name, source: '/home/user/.azure/config', value }));
  },
});
