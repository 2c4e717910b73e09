import type { HttpRequest, RequestUrl } from '#kernel/http.ts';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** A request as its signature sees it: the address as sent and as read, header names in lower case. */
export interface SignedRequest {
  request: HttpRequest;
  url: RequestUrl;
  headers: Readonly<Record<string, string>>;
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `/account/path` and every query parameter, names in lower case and order, values as they mean. */
function canonicalResource(account: string, { request, url }: SignedRequest): string {
  const path = /^https?:\/\/[^/?#]+([^?#]*)/i.exec(request.url)?.[1] || '/';
  const values = new Map<string, string[]>();
  for (const [name, value] of url.query)
    values.set(name.toLowerCase(), [...(values.get(name.toLowerCase()) ?? []), value]);
  const lines = [...values]
    .sort(([a], [b]) => byName(a, b))
    .map(([name, list]) => `\n${name}:${list.sort(byName).join(',')}`);
  return `/${account}${path}${lines.join('')}`;
}

/**
 * What a client signs with an account key. Source: "Authorize with Shared Key", versions from 2015-02-21 on (an empty
 * body has an empty length).
 */
export function sharedKeyText(account: string, facts: SignedRequest): string {
  const { request, headers } = facts;
  const length = headers['content-length'] ?? String(utf8ToBytes(request.body ?? '').length);
  const of = (name: string): string => headers[name] ?? '';
  const own = Object.keys(headers)
    .filter((name) => name.startsWith('x-ms-'))
    .sort(byName)
    .map((name) => `${name}:${of(name).replaceAll(/\s+/g, ' ').trim()}\n`);
  return [
    request.method.toUpperCase(),
    of('content-encoding'),
    of('content-language'),
    length === '0' ? '' : length,
    of('content-md5'),
    of('content-type'),
    headers['x-ms-date'] === undefined ? of('date') : '',
    of('if-modified-since'),
    of('if-match'),
    of('if-none-match'),
    of('if-unmodified-since'),
    of('range'),
    `${own.join('')}${canonicalResource(account, facts)}`,
  ].join('\n');
}

export type SasKind = 'account-sas' | 'service-sas' | 'user-delegation-sas';

/** A parameter of the signed address; the empty text when it is not there. */
export type Read = (name: string) => string;

const overrides = ['rscc', 'rscd', 'rsce', 'rscl', 'rsct'];

/** The resource that a service or user delegation SAS is for: the blob with `sr=b`, else the container or queue. */
function canonicalName(account: string, service: 'blob' | 'queue', read: Read, params: Record<string, string>): string {
  if (service === 'queue') return `/queue/${account}/${params['queue'] ?? ''}`;
  const container = `/blob/${account}/${params['container'] ?? ''}`;
  return read('sr') === 'b' ? `${container}/${params['blob'] ?? ''}` : container;
}

/**
 * What was signed, by kind and version. Source: "Create an account SAS", "Create a service SAS", "Create a user delegation
 * SAS". Fields that came with later versions are left out of earlier ones.
 */
export function sasText(
  kind: SasKind,
  service: 'blob' | 'queue',
  account: string,
  read: Read,
  params: Record<string, string>,
): string {
  const version = read('sv');
  const since = (first: string, ...fields: string[]): string[] => (version >= first ? fields : []);
  const of = (...names: string[]): string[] => names.map(read);
  if (kind === 'account-sas')
    return [
      account,
      ...of('sp', 'ss', 'srt', 'st', 'se', 'sip', 'spr', 'sv'),
      ...since('2020-12-06', read('ses')),
      '',
    ].join('\n');
  const start = [...of('sp', 'st', 'se'), canonicalName(account, service, read, params)];
  const scope = [...of('sip', 'spr', 'sv')];
  if (service === 'queue') return [...start, read('si'), ...scope].join('\n');
  const resource = ['sr', 'snapshot'];
  if (kind === 'service-sas')
    return [
      ...start,
      read('si'),
      ...scope,
      ...since('2018-11-09', ...of(...resource)),
      ...since('2020-12-06', read('ses')),
      ...of(...overrides),
    ].join('\n');
  return [
    ...start,
    ...of('skoid', 'sktid', 'skt', 'ske', 'sks', 'skv'),
    ...since('2020-02-10', ...of('saoid', 'suoid', 'scid')),
    ...since('2025-07-05', ...of('skdutid', 'sduoid')),
    ...scope,
    ...of(...resource),
    ...since('2020-12-06', read('ses')),
    ...since('2026-04-06', '', ''),
    ...of(...overrides),
  ].join('\n');
}
