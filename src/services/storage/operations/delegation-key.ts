import type { Operation } from '#kernel/define.ts';
import { day, isoSeconds } from '#kernel/clock.ts';
import { ok, put, refuse } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as say from '../errors.ts';
import { keysOf, table, type DelegationKeyRow } from '../models.ts';
import { delegationKey, sasTime } from '../sas.ts';
import { sign } from '../secrets.ts';
import { document, element, readXml, textElement } from '../xml.ts';
import { dataOperation } from './data-operation.ts';
import { xml } from './listing.ts';

/** Seven days are the most that a user delegation key lives. */
const longest = 7 * day;

/**
 * A key with which the caller's own rights can be handed on as a signed address. It is remembered with the groups that
 * the caller's token carries. Source: "Get User Delegation Key".
 */
const getDelegationKey = dataOperation({
  service: 'blob',
  title: 'Get user delegation key',
  method: 'POST',
  path: '/delegation-key',
  handle(ctx, input, account) {
    const given = readXml(input.text, 'KeyInfo');
    const [start, expiry] = [sasTime(given?.['Start'] ?? '') ?? ctx.now, sasTime(given?.['Expiry'] ?? '')];
    if (!given || expiry === undefined || expiry <= start || expiry > ctx.now + longest) return refuse(say.invalidXml);
    const { caller } = ctx;
    const tenantId = input.place.tenantId;
    const version = /^\d{4}-\d{2}-\d{2}$/.exec(input.headers['x-ms-version'] ?? '')?.[0] ?? '2018-11-09';
    const fields = [caller.principalId, tenantId, isoSeconds(start), isoSeconds(expiry), 'b', version];
    const value = sign(keysOf(ctx.view, account.id).delegation, fields.join('\n'));
    const key = delegationKey(account.id, fields);
    const row: DelegationKeyRow = {
      key,
      account: idKey(account.id),
      objectId: caller.principalId,
      principalType: caller.principalType === 'User' ? 'User' : 'ServicePrincipal',
      name: caller.name,
      groupIds: caller.groupIds,
      value,
    };
    const names = ['SignedOid', 'SignedTid', 'SignedStart', 'SignedExpiry', 'SignedService', 'SignedVersion'];
    const content = names.map((name, at) => textElement(name, fields[at] ?? '')).join('') + textElement('Value', value);
    return ok({
      status: 200,
      headers: xml,
      body: document(element('UserDelegationKey', content)),
      changes: [put(table.delegationKeys, key, row)],
    });
  },
});

export const delegationKeyOperations: Operation[] = [getDelegationKey];
