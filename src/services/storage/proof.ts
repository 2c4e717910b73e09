import { clientAddress, inRange } from '#kernel/addresses.ts';
import type { Caller, ProofFacts } from '#kernel/define.ts';
import { queryValue } from '#kernel/http.ts';
import type { Refusal } from '#kernel/result.ts';
import { accessOf, type DataService } from './access.ts';
import * as say from './errors.ts';
import { accountAt, blobKey, containerKey, table, type AccountRow, type ContainerRow } from './models.ts';
import { sasCaller } from './sas.ts';
import { sharedKeyCaller } from './shared-key.ts';

/** Everybody, where account and container let everybody read. */
function everybody(service: DataService, account: AccountRow, facts: ProofFacts): Caller | undefined {
  const level = accessOf(facts.operation).public;
  if (service !== 'blob' || !level || !account.properties.allowBlobPublicAccess) return undefined;
  const held = facts.view.get<ContainerRow>(
    table.containers,
    containerKey(account.id, facts.params['container'] ?? ''),
  );
  if (!held?.publicAccess || (level === 'container' && held.publicAccess !== 'container')) return undefined;
  return { kind: 'anonymous', principalId: '', principalType: 'Anonymous', name: 'anonymous', groupIds: [] };
}

/**
 * Who asks without a bearer token. An Authorization header counts before a signed address, and that before public access.
 */
export function proofOf(service: DataService, facts: ProofFacts): Caller | Refusal | undefined {
  const { view, place, headers, url, operation } = facts;
  const account = accountAt(view, place.params);
  if (url.protocol === 'http' && account.properties.supportsHttpsTrafficOnly) return say.httpsRequired;
  const authorization = headers['authorization'];
  if (authorization !== undefined && /^Bearer(?:\s|$)/i.test(authorization)) return undefined;
  const signed = queryValue(url, 'sig') !== undefined;
  if (accessOf(operation).tokenOnly && (authorization !== undefined || signed))
    return say.authenticationFailed(say.detail.onlyBearer);
  if (authorization !== undefined)
    return /^SharedKey(?:Lite)?\s/i.test(authorization)
      ? sharedKeyCaller(account, facts)
      : say.authorizationNotUnderstood;
  return signed ? sasCaller(service, account, facts) : everybody(service, account, facts);
}

/** What a signed address does not say: services, resource types, protocol, address and permissions that it leaves out. */
export function proofLacks(service: DataService, facts: ProofFacts & { caller: Caller }): Refusal | undefined {
  const { caller, url, view, operation, origin, params } = facts;
  const kind = caller.credential?.kind;
  if (caller.kind !== 'credential' || kind === 'account-key') return undefined;
  const read = (name: string): string => queryValue(url, name) ?? '';
  const rule = accessOf(operation);
  if (read('spr') === 'https' && url.protocol !== 'https') return say.protocolMismatch;
  const address = clientAddress(view, origin);
  if (read('sip') && !within(address, read('sip'))) return say.addressMismatch(address);
  if (kind === 'account-sas') {
    if (!read('ss').includes(service.charAt(0))) return say.serviceMismatch;
    if (!read('srt').includes(rule.type)) return say.resourceTypeMismatch;
  } else if (!rule.inContainer || (read('sr') === 'b' && params['blob'] === undefined)) return say.permissionMismatch;
  const letters = [...rule.letters].filter((letter) => read('sp').includes(letter));
  const onlyCreate = letters.join('') === 'c' && params['blob'] !== undefined;
  if (!letters.length || (onlyCreate && exists(facts))) return say.permissionMismatch;
  return undefined;
}

const exists = ({ view, params }: ProofFacts): boolean =>
  view.get(table.blobs, blobKey(params['accountId'] ?? '', params['container'] ?? '', params['blob'] ?? '')) !==
  undefined;

/** `a.b.c.d` or `a.b.c.d-e.f.g.h`. */
function within(address: string, range: string): boolean {
  const [from = '', to] = range.split('-');
  if (to === undefined) return inRange(address, `${from}/32`);
  const number = (text: string): number => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return number(from) <= number(address) && number(address) <= number(to);
}
