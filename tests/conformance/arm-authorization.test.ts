import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definition, held, name, operations, subscription } from './arm-authorization-operations.ts';
import { Outcomes } from './outcomes.ts';
import { all, credentialOf, fixedToken, httpClientOver, refusalOf } from './transport.ts';
import {
  group,
  identityId,
  idOf,
  openWorld,
  roleId,
  roles,
  subscriptionId,
  tenantId,
  vaultId,
  type Person,
  type World,
} from './world.ts';

const outcomes = new Outcomes('@azure/arm-authorization AuthorizationManagementClient', [
  'works',
  'not allowed',
  'wrong audience',
  'object',
]);
let world: World;
let principalId = '';
const over = () => ({ httpClient: httpClientOver(world.client.send) });
const clientOf = (person: Person): AuthorizationManagementClient =>
  new AuthorizationManagementClient(credentialOf(world, person), subscriptionId, over());

beforeAll(async () => {
  world = await openWorld();
  principalId = world.made['id2']?.properties.principalId ?? '';
  const client = clientOf('owner');
  for (const n of [1, 2, 3])
    await client.roleAssignments.create(`${vaultId}/secrets/s${n}`, name(n), {
      roleDefinitionId: roleId('secretsUser'),
      principalId,
      principalType: 'ServicePrincipal',
    });
  await client.roleDefinitions.createOrUpdate(group, held, { ...definition, roleName: 'Held role' });
  await client.roleAssignments.create(group, name(4), {
    roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${held}`,
    principalId,
    principalType: 'ServicePrincipal',
  });
});
afterAll(() => {
  console.log(outcomes.print());
});

describe('AuthorizationManagementClient, unchanged', () => {
  describe.each(operations)('$operation', ({ operation, works, object, refusal: [statusCode, code] }) => {
    it('works', async () => {
      await expect(works(clientOf('owner'), principalId)).resolves.not.toThrow();
      outcomes.saw(operation, 'works', 'ok');
    });

    it('is refused to whom no role allows it', async () => {
      const refused = await refusalOf(() => works(clientOf('nobody'), principalId));
      outcomes.saw(operation, 'not allowed', refused);
      expect(refused).toMatchObject({ name: 'RestError', statusCode: 403, code: 'AuthorizationFailed' });
      expect(refused.message).toContain(
        `The client 'nobody@contoso.onmicrosoft.com' with object id '${idOf('nobody')}' does not have authorization`,
      );
    });

    it('is refused with a token for a vault', async () => {
      const token = await world.tokenOf('owner', 'https://vault.azure.net/.default');
      const client = new AuthorizationManagementClient(fixedToken(token), subscriptionId, over());
      const refused = await refusalOf(() => works(client, principalId));
      outcomes.saw(operation, 'wrong audience', refused);
      expect(refused).toMatchObject({ statusCode: 401, code: 'InvalidAuthenticationTokenAudience' });
    });

    it('is refused by the object', async () => {
      const refused = await refusalOf(() => object(clientOf('owner'), principalId));
      outcomes.saw(operation, 'object', refused);
      expect(refused).toMatchObject({ statusCode, ...(code && { code }) });
    });
  });

  it('finds a built-in role by its name, and hundreds of them without', async () => {
    const found = await all(
      clientOf('owner').roleDefinitions.list(vaultId, { filter: "roleName eq 'Key Vault Secrets User'" }),
    );
    expect(found).toMatchObject([
      {
        roleName: 'Key Vault Secrets User',
        name: roles.secretsUser,
        roleType: 'BuiltInRole',
        permissions: [
          {
            actions: [],
            dataActions: [
              'Microsoft.KeyVault/vaults/secrets/getSecret/action',
              'Microsoft.KeyVault/vaults/secrets/readMetadata/action',
            ],
          },
        ],
      },
    ]);
    expect((await all(clientOf('owner').roleDefinitions.list(subscription))).length).toBeGreaterThan(900);
  });

  it('sees who made an assignment only when it reads it again', async () => {
    const client = clientOf('owner');
    const made = await client.roleAssignments.create(`${vaultId}/secrets/s20`, name(20), {
      roleDefinitionId: roleId('secretsUser'),
      principalId,
      principalType: 'ServicePrincipal',
    });
    expect(made).toMatchObject({
      name: name(20),
      principalId,
      principalType: 'ServicePrincipal',
      createdBy: null,
      updatedBy: idOf('owner'),
    });
    expect(await client.roleAssignments.get(`${vaultId}/secrets/s20`, name(20))).toMatchObject({
      createdBy: idOf('owner'),
    });
  });

  it('lists by principal, and with atScope() what is inherited', async () => {
    const client = clientOf('owner');
    const own = await all(client.roleAssignments.listForScope(vaultId, { filter: `principalId eq '${principalId}'` }));
    expect(own.length).toBeGreaterThan(0);
    expect(own.every((one) => one.principalId === principalId)).toBe(true);
    const at = await all(client.roleAssignments.listForScope(vaultId, { filter: 'atScope()' }));
    expect(at.map(({ scope }) => scope)).toContain(subscription);
    expect(at.some(({ scope }) => scope?.includes('/secrets/'))).toBe(false);
  });

  it('is told of a principal that the directory does not know', async () => {
    const unknown = name(404);
    const refused = await refusalOf(() =>
      clientOf('owner').roleAssignments.create(vaultId, name(30), {
        roleDefinitionId: roleId('reader'),
        principalId: unknown,
      }),
    );
    expect(refused).toMatchObject({ statusCode: 400, code: 'PrincipalNotFound' });
    expect(refused.message).toContain(
      `Principal ${unknown.replaceAll('-', '')} does not exist in the directory ${tenantId}. Check that you have the correct principal ID.`,
    );
  });

  it('may not turn an assignment into another', async () => {
    const refused = await refusalOf(() =>
      clientOf('owner').roleAssignments.create(`${vaultId}/secrets/s3`, name(3), {
        roleDefinitionId: roleId('secretsUser'),
        principalId: idOf('reader'),
        principalType: 'User',
      }),
    );
    expect(refused).toEqual({
      name: 'RestError',
      statusCode: 400,
      code: 'RoleAssignmentUpdateNotPermitted',
      message: 'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
    });
  });

  it('is told of the condition, too, when it may not assign roles', async () => {
    const refused = await refusalOf(() =>
      clientOf('reader').roleAssignments.create(group, name(40), {
        roleDefinitionId: roleId('owner'),
        principalId: idOf('reader'),
        principalType: 'User',
      }),
    );
    expect(refused).toMatchObject({ statusCode: 403, code: 'AuthorizationFailed' });
    expect(refused.message).toContain(
      "or an ABAC condition not fulfilled to perform action 'Microsoft.Authorization/roleAssignments/write' over scope",
    );
  });

  it('keeps the assignments of an identity that is gone', async () => {
    const client = clientOf('owner');
    const gone = await world.as('owner', {
      method: 'DELETE',
      url: `https://management.azure.com${identityId('id2')}?api-version=2023-01-31`,
    });
    expect(gone.status).toBe(200);
    expect(await client.roleAssignments.get(`${vaultId}/secrets/s1`, name(1))).toMatchObject({ principalId });
    const refused = await refusalOf(() =>
      client.roleAssignments.create(vaultId, name(50), { roleDefinitionId: roleId('reader'), principalId }),
    );
    expect(refused).toMatchObject({ statusCode: 400, code: 'PrincipalNotFound' });
  });

  it('leaves no cell of the table empty', () => {
    expect(outcomes.empty()).toEqual([]);
  });
});
