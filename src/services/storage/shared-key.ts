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
import { sign } from './secrets.ts';
import { sharedKeyText } from './signed-text.ts';

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
