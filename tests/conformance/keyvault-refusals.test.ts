import { SecretClient } from '@azure/keyvault-secrets';
import { beforeAll, describe, expect, it } from 'vitest';
import { credentialOf, httpClientOver, refusalOf } from './transport.ts';
import { group, idOf, openWorld, roleId, tenantId, vaultId, type World } from './world.ts';

const otherTenant = '99999999-0000-4000-8000-000000000000';
const base = { tenantId, sku: { family: 'A', name: 'standard' }, accessPolicies: [], enableRbacAuthorization: true };
const policy = (secrets: string[]) => [{ tenantId, objectId: idOf('owner'), permissions: { secrets } }];

/** Vaults that say no to the owner of the subscription, each in its own words. */
const vaults: {
  name: string;
  why: string;
  properties: object;
  refused: { statusCode: number; code: string; inner?: string };
  message: RegExp;
}[] = [
  {
    name: 'kv-rbac',
    why: 'the owner has no data role',
    properties: {},
    refused: { statusCode: 403, code: 'Forbidden', inner: 'ForbiddenByRbac' },
    message:
      /^Caller is not authorized to perform action on resource\.[^]*DecisionReason: 'DeniedWithNoValidRBAC' \r\nVault: kv-rbac;location=westeurope\r\n$/,
  },
  {
    name: 'kv-policy',
    why: 'its access policies do not say get',
    properties: { enableRbacAuthorization: false, accessPolicies: policy(['list', 'set']) },
    refused: { statusCode: 403, code: 'Forbidden', inner: 'AccessDenied' },
    message: /does not have secrets get permission on key vault 'kv-policy;location=westeurope'\. For help/,
  },
  {
    name: 'kv-firewall',
    why: 'its firewall does not name the address',
    properties: { networkAcls: { defaultAction: 'Deny', ipRules: [] } },
    refused: { statusCode: 403, code: 'Forbidden', inner: 'ForbiddenByFirewall' },
    message:
      /^Client address is not authorized and caller is not a trusted service\.\r\nClient address: 203\.0\.113\.10\r\nCaller: appid=/,
  },
  {
    name: 'kv-closed',
    why: 'it is closed to all networks',
    properties: { publicNetworkAccess: 'Disabled' },
    refused: { statusCode: 403, code: 'Forbidden', inner: 'ForbiddenByConnection' },
    message:
      /^Public network access is disabled and request is not from a trusted service nor via an approved private link\./,
  },
  {
    name: 'kv-elsewhere',
    why: 'it trusts another tenant',
    properties: { tenantId: otherTenant },
    refused: { statusCode: 401, code: 'Unauthorized' },
    message: new RegExp(
      `^AKV10032: Invalid issuer\\. Expected one of https://sts\\.windows\\.net/${otherTenant}/, found https://sts\\.windows\\.net/${tenantId}/\\.$`,
    ),
  },
];

let world: World;
const arm = (method: string, id: string, body: unknown, version = '2023-07-01') =>
  world.as('owner', {
    method,
    url: `https://management.azure.com${id}?api-version=${version}`,
    body: JSON.stringify(body),
  });
const idOfVault = (name: string) => `${group}/providers/Microsoft.KeyVault/vaults/${name}`;
const clientOf = (name: string) =>
  new SecretClient(`https://${name}.vault.azure.net`, credentialOf(world, 'owner'), {
    httpClient: httpClientOver(world.client.send),
  });

beforeAll(async () => {
  world = await openWorld();
  for (const { name, properties } of vaults) {
    const made = await arm('PUT', idOfVault(name), { location: 'westeurope', properties: { ...base, ...properties } });
    expect(made.status).toBe(200);
  }
});

describe('SecretClient is told by a vault', () => {
  it.each(vaults)('that $why', async ({ name, refused, message }) => {
    const error = await refusalOf(() => clientOf(name).getSecret('s'));
    expect(error).toMatchObject({ name: 'RestError', ...refused });
    expect(error.message).toMatch(message);
  });

  it('nothing but the value, once each cause is gone', async () => {
    const assignment = (n: number, name: string) =>
      `${idOfVault(name)}/providers/Microsoft.Authorization/roleAssignments/77777777-0000-4000-8000-00000000000${n}`;
    const grant = {
      properties: { roleDefinitionId: roleId('secretsOfficer'), principalId: idOf('owner'), principalType: 'User' },
    };
    for (const [n, name] of ['kv-rbac', 'kv-firewall', 'kv-closed', 'kv-elsewhere'].entries())
      expect((await arm('PUT', assignment(n, name), grant, '2022-04-01')).status).toBe(201);
    await world.client.wait(15 * 60_000);
    const cures: [string, object][] = [
      ['kv-policy', { accessPolicies: policy(['get', 'set']) }],
      ['kv-firewall', { networkAcls: { defaultAction: 'Deny', ipRules: [{ value: '203.0.113.0/24' }] } }],
      ['kv-closed', { publicNetworkAccess: 'Enabled' }],
      ['kv-elsewhere', { tenantId }],
    ];
    for (const [name, properties] of cures)
      expect((await arm('PATCH', idOfVault(name), { properties })).status).toBe(200);
    for (const { name } of vaults) {
      await clientOf(name).setSecret('s', name);
      expect((await clientOf(name).getSecret('s')).value).toBe(name);
    }
  });

  it('that a vault which is gone has no address, and is whole again after its recovery', async () => {
    expect((await arm('DELETE', vaultId, undefined)).status).toBe(200);
    const client = new SecretClient('https://kv1.vault.azure.net', credentialOf(world, 'owner'), {
      httpClient: httpClientOver(world.client.send),
      retryOptions: { maxRetries: 0 },
    });
    expect(await refusalOf(() => client.getSecret('db'))).toMatchObject({ code: 'ENOTFOUND' });
    expect(
      (await arm('PUT', vaultId, { location: 'westeurope', properties: { createMode: 'recover', tenantId } })).status,
    ).toBe(200);
    // The role assignments at the vault went with it.
    expect(await refusalOf(() => client.getSecret('db'))).toMatchObject({ statusCode: 403, inner: 'ForbiddenByRbac' });
  });
});
