import { beforeEach, describe, expect, it } from 'vitest';
import { day } from '#kernel/clock.ts';
import { Fixture, group, refusal, subscription, tenantId, vaultId } from '../fixture.ts';

let at: Fixture;
beforeEach(() => {
  at = new Fixture();
  at.create('kv1', { softDeleteRetentionInDays: 7 });
  at.vault('PUT', 'kv1', '/secrets/s1', { value: 'v1' });
});

const deleted = `${subscription}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kv1`;
const recover = { location: 'westeurope', properties: { createMode: 'recover', tenantId } };

describe('a deleted vault', () => {
  it('is out of reach and out of the lists, and can be seen among the deleted', () => {
    expect(at.arm('DELETE', vaultId('kv1'))).toMatchObject({ status: 200, response: { body: '' } });
    expect(at.vault('GET', 'kv1', '/secrets/s1')).toMatchObject({
      status: 0,
      response: { body: 'Could not resolve host: kv1.vault.azure.net' },
    });
    expect(at.arm('GET', vaultId('kv1')).status).toBe(404);
    expect(at.arm('GET', deleted).json).toEqual({
      id: deleted,
      name: 'kv1',
      type: 'Microsoft.KeyVault/deletedVaults',
      properties: {
        vaultId: vaultId('kv1'),
        location: 'westeurope',
        tags: {},
        deletionDate: '2026-11-23T09:00:00Z',
        scheduledPurgeDate: '2026-11-30T09:00:00Z',
      },
    });
    expect(at.arm('GET', `${subscription}/providers/Microsoft.KeyVault/deletedVaults`).json['value']).toHaveLength(1);
    expect(at.arm('DELETE', vaultId('kv1')).status).toBe(204);
  });

  it('comes back with its secrets and without the role assignments at it', () => {
    at.grant('app', 'Microsoft.KeyVault/vaults/secrets/getSecret/action', vaultId('kv1'));
    at.grant('other', 'Microsoft.KeyVault/vaults/secrets/getSecret/action', group);
    const [app, other] = ['app', 'other'].map((who) => at.token(who, 'https://vault.azure.net'));
    expect(at.vault('GET', 'kv1', '/secrets/s1', undefined, app).status).toBe(200);
    at.arm('DELETE', vaultId('kv1'));
    const back = at.arm('PUT', vaultId('kv1'), recover);
    expect(back.json['properties']).toMatchObject({ provisioningState: 'Succeeded', softDeleteRetentionInDays: 7 });
    expect(back.trace.runs.at(-1)).toMatchObject({ machine: 'vault-soft-delete', path: ['softDeleted', 'active'] });
    expect(refusal(at.vault('GET', 'kv1', '/secrets/s1', undefined, app))).toMatchObject({ inner: 'ForbiddenByRbac' });
    expect(at.vault('GET', 'kv1', '/secrets/s1', undefined, other).json['value']).toBe('v1');
    expect(at.arm('GET', deleted).status).toBe(404);
  });

  it('keeps its name until it is purged', () => {
    at.arm('DELETE', vaultId('kv1'));
    expect(refusal(at.create('kv1'))).toMatchObject({ code: 'ConflictError' });
    const purged = at.arm('POST', `${deleted}/purge`);
    expect(purged.status).toBe(200);
    expect(purged.trace.runs.at(-1)).toMatchObject({ path: ['softDeleted', 'purged'] });
    expect(refusal(at.arm('POST', `${deleted}/purge`))).toMatchObject({ code: 'DeletedVaultNotFound' });
    expect(refusal(at.arm('PUT', vaultId('kv1'), recover))).toMatchObject({ code: 'DeletedVaultNotFound' });
    expect(at.create('kv1').status).toBe(200);
    expect(at.vault('GET', 'kv1', '/secrets').json['value']).toEqual([]);
  });

  it('cannot be purged under purge protection, and ends with its retention', () => {
    at.arm('PATCH', vaultId('kv1'), { properties: { enablePurgeProtection: true } });
    at.arm('DELETE', vaultId('kv1'));
    expect(at.arm('GET', deleted).json['properties']).toMatchObject({ purgeProtectionEnabled: true });
    const answer = at.arm('POST', `${deleted}/purge`);
    expect({ status: answer.status, ...refusal(answer) }).toEqual({
      status: 405,
      code: 'MethodNotAllowed',
      message: "Operation 'DeletedVaultPurge' is not allowed.",
    });
    at.now += 7 * day - 1;
    expect(at.create('kv1').status).toBe(409);
    at.now += 1;
    expect(at.arm('GET', `${subscription}/providers/Microsoft.KeyVault/deletedVaults`).json['value']).toEqual([]);
    expect(at.create('kv1').status).toBe(200);
    expect(at.vault('GET', 'kv1', '/secrets').json['value']).toEqual([]);
  });

  it('is found in its own place and subscription only', () => {
    at.arm('DELETE', vaultId('kv1'));
    expect(at.arm('GET', deleted.replace('westeurope', 'eastus')).status).toBe(404);
    const token = at.token('nobody', 'https://management.azure.com/');
    for (const [method, path] of [
      ['GET', deleted],
      ['GET', `${subscription}/providers/Microsoft.KeyVault/deletedVaults`],
      ['POST', `${deleted}/purge`],
    ] as const)
      expect(at.arm(method, path, undefined, token).status).toBe(403);
  });
});
