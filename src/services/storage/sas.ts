import type { Caller, ProofFacts } from '#kernel/define.ts';
import { queryValue } from '#kernel/http.ts';
import type { Refusal } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { DataService } from './access.ts';
import { authenticationFailed, detail, keysNotPermitted, notSimulatedHere } from './errors.ts';
import { keysOf, table, type AccountRow, type DelegationKeyRow } from './models.ts';
import { sign } from './secrets.ts';
import { sasText, type Read, type SasKind } from './signed-text.ts';

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
  const text = sasText(kind, service, account.name, read, facts.params);
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
