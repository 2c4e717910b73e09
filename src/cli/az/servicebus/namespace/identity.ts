import { implement } from '../../implement.ts';
import { isObject, member, text, type Json, type JsonObject } from '../../json.ts';
import { busPath } from '../resource.ts';
import { putNamespace } from './put.ts';

const TAKES = {
  resourceGroup: 'text',
  namespaceName: 'text',
  systemAssigned: 'bool?',
  userAssigned: 'texts?',
} as const;

const idsOf = (identity: Json | undefined): string[] => {
  const held = member(identity, 'userAssignedIdentities');
  return isObject(held) ? Object.keys(held) : [];
};

function block(system: boolean, user: readonly string[]): JsonObject {
  const type =
    [...(system ? ['SystemAssigned'] : []), ...(user.length > 0 ? ['UserAssigned'] : [])].join(', ') || 'None';
  return user.length > 0 ? { type, userAssignedIdentities: Object.fromEntries(user.map((id) => [id, {}])) } : { type };
}

const hasSystem = (identity: Json | undefined): boolean => text(identity, 'type').includes('SystemAssigned');

export const servicebusNamespaceIdentityAssign = implement('servicebus namespace identity assign', {
  takes: TAKES,
  run: async ({ resourceGroup, namespaceName, systemAssigned, userAssigned }, az) => {
    const held = member(await az.arm.get(await busPath(az, resourceGroup, namespaceName)), 'identity');
    const user = [...new Set([...idsOf(held), ...(userAssigned ?? [])])];
    const identity = block(hasSystem(held) || systemAssigned === true, user);
    return putNamespace(az, resourceGroup, namespaceName, { identity });
  },
});

export const servicebusNamespaceIdentityRemove = implement('servicebus namespace identity remove', {
  takes: TAKES,
  run: async ({ resourceGroup, namespaceName, systemAssigned, userAssigned }, az) => {
    const held = member(await az.arm.get(await busPath(az, resourceGroup, namespaceName)), 'identity');
    const leaving = new Set((userAssigned ?? []).map((id) => id.toLowerCase()));
    const user = idsOf(held).filter((id) => !leaving.has(id.toLowerCase()));
    const identity = block(hasSystem(held) && systemAssigned !== true, user);
    return putNamespace(az, resourceGroup, namespaceName, { identity });
  },
});
