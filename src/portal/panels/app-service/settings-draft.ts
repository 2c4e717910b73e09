/** App settings by name. */
export type Settings = Record<string, string>;

/** What is to be changed but has not been applied: a value, or null for a deletion. */
export type Draft = Record<string, string | null>;

export interface SettingRow {
  name: string;
  value: string;
  state: 'same' | 'new' | 'changed' | 'deleted';
}

/** The settings as they would be, with what becomes of each; deleted ones stay in sight until it is applied. */
export function rowsOf(settings: Settings, draft: Draft): SettingRow[] {
  const names = [...new Set([...Object.keys(settings), ...Object.keys(draft)])].sort((a, b) => a.localeCompare(b));
  return names.flatMap((name): SettingRow[] => {
    const before = Object.hasOwn(settings, name) ? settings[name] : undefined;
    const wanted = Object.hasOwn(draft, name) ? draft[name] : undefined;
    if (wanted === undefined) return [{ name, value: before ?? '', state: 'same' }];
    if (wanted === null) return before === undefined ? [] : [{ name, value: before, state: 'deleted' }];
    if (before === undefined) return [{ name, value: wanted, state: 'new' }];
    return [{ name, value: wanted, state: wanted === before ? 'same' : 'changed' }];
  });
}

/** Whether there is anything to apply. */
export const isChanged = (settings: Settings, draft: Draft): boolean =>
  rowsOf(settings, draft).some(({ state }) => state !== 'same');

/** All settings as they are to be sent: the request replaces the whole set. */
export const appliedTo = (settings: Settings, draft: Draft): Settings =>
  Object.fromEntries(
    rowsOf(settings, draft)
      .filter(({ state }) => state !== 'deleted')
      .map(({ name, value }) => [name, value]),
  );
