import type { AzSession } from '../session.ts';

/** Where az says that a setting comes from. */
export const CONFIG_FILE = '/home/user/.azure/config';

/** A setting as az prints it. */
export type Setting = { name: string; source: string; value: string };

/**
 * The settings of az by section. Those of `defaults` are kept by their bare names, as `az configure` makes them, the
 * others under `section.name`; a section that was made stays, under `section.`, when its last setting goes.
 */
function split(key: string): [section: string, name: string] {
  const cut = key.indexOf('.');
  return cut < 0 ? ['defaults', key] : [key.slice(0, cut), key.slice(cut + 1)];
}

const keyOf = (section: string, name: string): string => (section === 'defaults' && name ? name : `${section}.${name}`);

/** Every setting, keyed by section. */
export function settings({ defaults }: AzSession): Record<string, Setting[]> {
  const source = CONFIG_FILE;
  const found: Record<string, Setting[]> = { cloud: [{ name: 'name', source, value: 'AzureCloud' }] };
  for (const [key, value] of Object.entries(defaults)) {
    const [section, name] = split(key);
    const items = (found[section] ??= []);
    if (name) items.push({ name, source, value });
  }
  return found;
}

/** Changes a setting, or takes it away where no value is given. Names have no capitals, as Python's files of settings. */
export function change({ defaults }: AzSession, section: string, name: string, value: string | undefined): void {
  const key = keyOf(section, name.toLowerCase());
  if (value === undefined) delete defaults[key];
  else {
    defaults[keyOf(section, '')] = '';
    defaults[key] = value;
  }
}

/** A quoted nothing is nothing: how an empty value is typed. */
export function plain(value: string): string {
  return value === "''" || value === '""' ? '' : value;
}

/** Whether a setting such as `core.only_show_errors` is on. */
export function isOn({ defaults }: AzSession, key: string): boolean {
  return /^(?:1|yes|true|on)$/i.test(defaults[key] ?? '');
}
