import type { Caller, ProofFacts } from '#kernel/define.ts';
import { queryValue } from '#kernel/http.ts';
import type { Refusal } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { DataService } from './access.ts';
import { authenticationFailed, detail, keysNotPermitted, notSimulatedHere } from './errors.ts';
import { keysOf, table, type AccountRow, type DelegationKeyRow } from './models.ts';
import { sign } from './secrets.ts';

export type SasKind = 'account-sas' | 'service-sas' | 'user-delegation-sas';

/** A parameter of the signed address; the empty text when it is not there. */
type Read = (name: string) => string;

const time = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?Z)?$/;

/** Virtual ms; undefined when the text is no time as a SAS writes it. */
export const sasTime = (text: string): number | undefined => {
  const at = time.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? undefined : at;
};

const kindOf = (read: Read): SasKind =>
  read('ss') || read('srt') ? 'account-sas' : read('skoid') ? 'user-delegation-sas' : 'service-sas';

/** The key under which the fields of a user delegation key are remembered. */
export const delegationKey = (accountId: string, fields: readonly string[]): string =>
  [idKey(accountId), ...fields].join(' ');

const overrides = ['rscc', 'rscd', 'rsce', 'rscl', 'rsct'];

/** The resource that a service or user delegation SAS is for: the blob with `sr=b`, else the container or queue. */
function canonicalName(account: AccountRow, service: DataService, read: Read, params: Record<string, string>): string {
  if (service === 'queue') return `/queue/${account.name}/${params['queue'] ?? ''}`;
  const container = `/blob/${account.name}/${params['container'] ?? ''}`;
  return read('sr') === 'b' ? `${container}/${params['blob'] ?? ''}` : container;
}

/**
 * What was signed, by kind and version. Source: "Create an account SAS", "Create a service SAS", "Create a user delegation
 * SAS". Fields that came with later versions are left out of earlier ones.
 */
export function sasText(
  kind: SasKind,
  service: DataService,
  account: AccountRow,
  read: Read,
  params: Record<string, string>,
): string {
  const version = read('sv');
  const since = (first: string, ...fields: string[]): string[] => (version >= first ? fields : []);
  const of = (...names: string[]): string[] => names.map(read);
  if (kind === 'account-sas')
    return [
      account.name,
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

const unsupported: Record<string, string> = {
  si: 'A stored access policy',
  sduoid: 'A SAS that is bound to a user',
  saoid: 'A SAS with an authorized agent',
  suoid: 'A SAS with an agent',
  srh: 'A SAS that is bound to header fields',
  srq: 'A SAS that is bound to query parameters',
  sdd: 'A SAS for a directory',
};

/** What is missing in it or does not read, before any signature is looked at. */
function malformed(kind: SasKind, service: DataService, read: Read): Refusal | undefined {
  const left = Object.keys(unsupported).find((name) => read(name) !== '');
  if (left !== undefined) return notSimulatedHere(unsupported[left] ?? left);
  const needed = ['sv', 'se', 'sp', ...(kind === 'account-sas' ? ['ss', 'srt'] : service === 'blob' ? ['sr'] : [])];
  const absent = needed.find((name) => read(name) === '');
  if (absent !== undefined) return authenticationFailed(detail.sasField(absent));
  const odd = ['st', 'se', 'skt', 'ske'].find((name) => read(name) !== '' && sasTime(read(name)) === undefined);
  if (odd !== undefined) return authenticationFailed(detail.sasForm(odd));
  if (kind !== 'account-sas' && service === 'blob' && !/^[bc]$/.test(read('sr')))
    return notSimulatedHere(`A SAS for sr=${read('sr')}`);
  return undefined;
}

/** The keys that may have signed it, and on whose behalf. */
function signers(
  kind: SasKind,
  account: AccountRow,
  read: Read,
  { view }: ProofFacts,
): { keys: { value: string; name: string }[]; giver?: DelegationKeyRow } {
  if (kind !== 'user-delegation-sas')
    return { keys: keysOf(view, account.id).keys.map(({ keyName, value }) => ({ value, name: keyName })) };
  const fields = ['skoid', 'sktid', 'skt', 'ske', 'sks', 'skv'].map(read);
  const giver = view.get<DelegationKeyRow>(table.delegationKeys, delegationKey(account.id, fields));
  return giver ? { keys: [{ value: giver.value, name: 'user delegation key' }], giver } : { keys: [] };
}

/**
 * Who asks by a signed address. An account or service SAS stands for nobody; a user delegation SAS for the principal
 * whose key signed it, whose roles are asked at the time of use.
 */
export function sasCaller(service: DataService, account: AccountRow, facts: ProofFacts): Caller | Refusal {
  const read: Read = (name) => queryValue(facts.url, name) ?? '';
  const kind = kindOf(read);
  const wrong = malformed(kind, service, read);
  if (wrong) return wrong;
  if (kind !== 'user-delegation-sas' && account.properties.allowSharedKeyAccess === false) return keysNotPermitted;
  if (kind === 'user-delegation-sas' && service === 'queue')
    return notSimulatedHere('A user delegation SAS for queues');
  const text = sasText(kind, service, account, read, facts.params);
  const { keys, giver } = signers(kind, account, read, facts);
  // A base64 `+` that the client left unescaped arrives as a blank.
  const signature = read('sig').replaceAll(' ', '+');
  const key = keys.find(({ value }) => sign(value, text) === signature);
  if (!key) return authenticationFailed(detail.sas(text));
  const [start, expiry] = [sasTime(read('st')), sasTime(read('se')) ?? 0];
  if (facts.now >= expiry || (start !== undefined && facts.now < start))
    return authenticationFailed(detail.sasTime(start, expiry, facts.now));
  const keyStart = sasTime(read('skt')) ?? 0;
  if (giver && (facts.now >= (sasTime(read('ske')) ?? 0) || facts.now < keyStart))
    return authenticationFailed(detail.keyTime);
  return {
    kind: 'credential',
    principalId: giver?.objectId ?? '',
    principalType: giver?.principalType ?? 'Anonymous',
    name: giver ? `a SAS of ${giver.name}` : `a SAS by ${key.name} of ${account.name}`,
    groupIds: giver?.groupIds ?? [],
    credential: { kind, signedBy: key.name, permissions: read('sp') },
  };
}
