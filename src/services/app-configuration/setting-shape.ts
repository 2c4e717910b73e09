import type { SettingRow, Version } from './models.ts';

const time = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00');

/** A setting as the data plane shows it; `$select` names the fields that are wanted. */
export function settingBody(
  { key, label }: Pick<SettingRow, 'key' | 'label'>,
  { etag, contentType, description, value, at, locked, tags }: Version,
  select?: string,
): Record<string, unknown> {
  const told = description !== undefined && { description };
  const all = { etag, key, label, content_type: contentType, ...told, value, tags, locked, last_modified: time(at) };
  if (!select) return all;
  const wanted = select.toLowerCase().split(',');
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name)));
}

const kinds = { kv: 'kv', kvset: 'kvset', keyset: 'keyset', labelset: 'labelset' } as const;

export const contentType = (kind: keyof typeof kinds): Record<string, string> => ({
  'content-type': `application/vnd.microsoft.appconfig.${kinds[kind]}+json; charset=utf-8`,
});

/** Header fields of an answer that shows one setting. */
export const settingHeaders = ({ etag, at }: Version): Record<string, string> => ({
  ...contentType('kv'),
  etag: `"${etag}"`,
  'last-modified': new Date(at).toUTCString(),
});

/**
 * What `If-Match` and `If-None-Match` ask of what is there; undefined is nothing. A read that finds what the caller has
 * is not modified (304), everything else that does not hold is 412.
 */
export function preconditionOf(
  headers: Record<string, string>,
  etag: string | undefined,
): 'holds' | 'not-modified' | 'fails' {
  const is = (header: string): boolean =>
    header === '*' ? etag !== undefined : header.split(',').some((one) => one.trim().replaceAll('"', '') === etag);
  const [match, none] = [headers['if-match'], headers['if-none-match']];
  if (match !== undefined && !is(match)) return 'fails';
  return none !== undefined && is(none) ? 'not-modified' : 'holds';
}
