import { defineCommand } from './define.ts';
import { CliError } from './errors.ts';

export const configure = defineCommand({
  words: 'configure',
  summary: 'Manage Azure CLI configuration. This command is interactive.',
  detail: 'For automation scenarios or to set all available options, use the new `az config`.',
  tenantLevel: true,
  parameters: {
    defaults: {
      short: 'd',
      takes: 'many',
      help: "Space-separated 'name=value' pairs for common argument defaults.",
    },
    listDefaults: { short: 'l', kind: 'bool', help: 'List all applicable defaults.' },
    scope: {
      choices: ['global', 'local'],
      default: 'global',
      help: 'Scope of defaults. Using "local" for settings only effective under current folder.',
    },
  },
  examples: [
    {
      says: 'Set default resource group, webapp and VM names.',
      line: 'az configure --defaults group=myRG web=myweb vm=myvm',
    },
    { says: 'Clear default webapp and VM names.', line: "az configure --defaults vm='' web=''" },
  ],
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
