import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ManagedServiceIdentityClient } from '@azure/arm-msi';
import { beforeAll, expect, it } from 'vitest';
import { minute } from '#kernel/clock.ts';
import { credentialOf, httpClientOver, refusalOf } from './transport.ts';
import { group, openWorld, roleId, subscriptionId, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

it('a role for an identity that was made a moment ago needs the principalType, or a minute', async () => {
  const options = { httpClient: httpClientOver(world.client.send) };
  const owner = credentialOf(world, 'owner');
  const identities = new ManagedServiceIdentityClient(owner, subscriptionId, options);
  const { roleAssignments } = new AuthorizationManagementClient(owner, subscriptionId, options);
  let count = 0;
  const assign = (principalId: string, principalType?: string) =>
    roleAssignments.create(group.slice(1), `55555555-0000-4000-8000-00000000000${(count += 1)}`, {
      roleDefinitionId: roleId('reader'),
      principalId,
      ...(principalType && { principalType }),
    });
  const make = async (name: string): Promise<string> =>
    (await identities.userAssignedIdentities.createOrUpdate('rg1', name, { location: 'westeurope' })).principalId ?? '';
  const first = await make('new1');
  expect(await refusalOf(() => assign(first))).toMatchObject({ statusCode: 400, code: 'PrincipalNotFound' });
  expect(await assign(first, 'ServicePrincipal')).toMatchObject({ principalId: first });
  const second = await make('new2');
  expect(await refusalOf(() => assign(second))).toMatchObject({ code: 'PrincipalNotFound' });
  await world.client.wait(minute);
  expect(await assign(second)).toMatchObject({ principalId: second, principalType: 'ServicePrincipal' });
});
