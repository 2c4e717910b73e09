import type { Caller, ProofFacts } from '#kernel/define.ts';
import type { Refusal } from '#kernel/result.ts';
import {
  authenticationFailed,
  authorizationNotUnderstood,
  detail,
  keysNotPermitted,
  notSimulatedHere,
} from './errors.ts';
import { keysOf, type AccountRow } from './models.ts';
import { sign, utf8Length } from './secrets.ts';

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `/account/path` and every query parameter, names in lower case and order, values as they mean. */
function canonicalResource(account: string, { request, url }: Pick<ProofFacts, 'request' | 'url'>): string {
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
export function sharedKeyText(account: string, facts: Pick<ProofFacts, 'request' | 'url' | 'headers'>): string {
  const { request, headers } = facts;
  const length = headers['content-length'] ?? String(utf8Length(request.body ?? ''));
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

/** Who asks with `Authorization: SharedKey account:signature`: nobody in particular, who knows one of the two keys. */
export function sharedKeyCaller(account: AccountRow, facts: ProofFacts): Caller | Refusal {
  const header = facts.headers['authorization'] ?? '';
  if (/^SharedKeyLite\s/i.test(header)) return notSimulatedHere('SharedKeyLite');
  const [, name, signature] = /^SharedKey\s+([^:\s]+):(\S+)\s*$/i.exec(header) ?? [];
  if (name === undefined || signature === undefined) return authorizationNotUnderstood;
  if (account.properties.allowSharedKeyAccess === false) return keysNotPermitted;
  const text = sharedKeyText(account.name, facts);
  const key = keysOf(facts.view, account.id).keys.find(({ value }) => sign(value, text) === signature);
  if (name !== account.name || !key) return authenticationFailed(detail.mac(signature, text.replaceAll('\n', '\\n')));
  return {
    kind: 'credential',
    principalId: '',
    principalType: 'Anonymous',
    name: `${key.keyName} of ${account.name}`,
    groupIds: [],
    credential: { kind: 'account-key', keyName: key.keyName },
  };
}
