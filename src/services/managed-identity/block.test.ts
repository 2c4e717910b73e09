import { describe, expect, it } from 'vitest';
import { idKey } from '#kernel/scope.ts';
import { refusal, subscription, tenantId } from '../test-tenant.ts';
import { hostId, Identities, identityPath } from './fixture.ts';

const canonical = (name: string): string => identityPath(name).replace('resourceGroups', 'resourcegroups');
const user = (...names: string[]) => Object.fromEntries(names.map((name) => [identityPath(name), {}]));
const stateOf = (t: Identities, id = hostId): unknown =>
  t.tables.get<{ state: string }>('identityLives', idKey(id))?.state;
const runs = (answer: { trace: { runs: { machine: string; path: string[] }[] } }): string[][] =>
  answer.trace.runs.filter(({ machine }) => machine === 'identity-life').map(({ path }) => path);

describe('a system-assigned identity', () => {
  it('is switched on once, and again as another', () => {
    const t = new Identities();
    const on = t.host({ type: 'SystemAssigned' });
    const first = on.json['identity'];
    expect(first).toEqual({ type: 'SystemAssigned', tenantId, principalId: first?.['principalId'] });
    expect(t.principal(first?.['principalId'])).toMatchObject({
      displayName: 'app',
      alternativeNames: ['isExplicit=False', hostId.replace('resourceGroups', 'resourcegroups')],
    });
    expect(runs(on)).toEqual([['absent', 'active']]);
    const again = t.host({ type: 'SystemAssigned' });
    expect(again.json['identity']).toEqual(first);
    expect(runs(again)).toEqual([]);

    const clientId = (): unknown => t.inside('GET', `/managedIdentities?resourceId=${hostId}`).json['clientId'];
    const before = clientId();
    const off = t.host({ type: 'None' });
    expect(off.json['identity']).toEqual({ type: 'None' });
    expect(runs(off)).toEqual([['active', 'removed']]);
    expect(t.principal(first?.['principalId'])).toBeUndefined();
    expect(t.inside('GET', `/managedIdentities?resourceId=${hostId}`).status).toBe(404);
    const anew = t.host({ type: 'SystemAssigned' });
    expect(anew.json['identity']?.['principalId']).not.toBe(first?.['principalId']);
    expect(clientId()).not.toBe(before);
  });

  it('ends with its host', () => {
    const t = new Identities();
    const id = t.host({ type: 'SystemAssigned' }).json['identity']?.['principalId'];
    const ended = t.inside('DELETE', '/managedIdentities/host', { hostId });
    expect([ended.status, stateOf(t)]).toEqual([200, 'deletedWithHost']);
    expect(t.principal(id)).toBeUndefined();
    expect(t.inside('DELETE', '/managedIdentities/host', { hostId }).status).toBe(204);
  });

  it('is a resource beside its host, which alone tells the client id', () => {
    const t = new Identities();
    const path = `${hostId}/providers/Microsoft.ManagedIdentity/identities/default`;
    expect(refusal(t.arm('GET', path)).slice(0, 2)).toEqual([404, 'ResourceNotFound']);
    const principalId = t.host({ type: 'SystemAssigned' }).json['identity']?.['principalId'];
    expect(t.arm('GET', path).json).toMatchObject({
      name: 'default',
      type: 'Microsoft.ManagedIdentity/identities',
      properties: { tenantId, principalId, clientId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
    });
    const token = t.token('ada', 'https://management.azure.com/');
    expect(t.arm('GET', path, undefined, token).status).toBe(403);
    t.grant('ada', 'Microsoft.ManagedIdentity/identities/read', hostId);
    expect(t.arm('GET', path, undefined, token).status).toBe(200);
  });
});

describe('user-assigned identities on a host', () => {
  const ready = (): Identities => {
    const t = new Identities();
    t.create('id1');
    t.create('id2');
    return t;
  };
  const keys = (answer: { json: { identity?: object } | object }): string[] =>
    Object.keys(
      (answer.json as { identity: { userAssignedIdentities?: object } }).identity.userAssignedIdentities ?? {},
    );

  it.each(['SystemAssigned,UserAssigned', 'UserAssigned, SystemAssigned'])('are taken in any order: %s', (type) => {
    const host = ready().host({ type, userAssignedIdentities: { [identityPath('id1')]: {} } });
    expect(host.json['identity']?.['type']).toBe('SystemAssigned, UserAssigned');
  });

  it('are shown with their ids in the provider’s spelling', () => {
    const t = ready();
    const { principalId, clientId } = t.arm('GET', identityPath('id1')).json['properties'] as unknown as Record<
      string,
      string
    >;
    const host = t.host({
      type: 'SystemAssigned,UserAssigned',
      userAssignedIdentities: { [identityPath('id1').toUpperCase()]: {} },
    });
    expect(host.json['identity']).toEqual({
      type: 'SystemAssigned, UserAssigned',
      tenantId,
      principalId: expect.any(String) as string,
      userAssignedIdentities: { [canonical('id1')]: { principalId, clientId } },
    });
  });

  it('are the named set after a PUT', () => {
    const t = ready();
    expect(keys(t.host({ type: 'UserAssigned', userAssignedIdentities: user('id1', 'id2') }))).toEqual([
      canonical('id1'),
      canonical('id2'),
    ]);
    expect(keys(t.host({ type: 'UserAssigned', userAssignedIdentities: user('id2') }))).toEqual([canonical('id2')]);
    expect(keys(t.host({ type: 'SystemAssigned' }))).toEqual([]);
  });

  it('are added and taken off one by one by a PATCH', () => {
    const t = ready();
    t.host({ type: 'UserAssigned', userAssignedIdentities: user('id1') }, 'merge');
    expect(keys(t.host({ type: 'UserAssigned', userAssignedIdentities: user('id2') }, 'merge'))).toHaveLength(2);
    const without = { type: 'UserAssigned', userAssignedIdentities: { [identityPath('id1')]: null } };
    expect(keys(t.host(without, 'merge'))).toEqual([canonical('id2')]);
    const last = { type: 'UserAssigned', userAssignedIdentities: { [identityPath('id2')]: null } };
    expect(t.host(last, 'merge').json['identity']).toEqual({ type: 'None' });
  });

  it('stay behind as a dangling reference when they are deleted, also under the same name again', () => {
    const t = ready();
    const wanted = { type: 'UserAssigned', userAssignedIdentities: user('id1') };
    const before = t.host(wanted).json['identity'];
    t.arm('DELETE', identityPath('id1'));
    expect(stateOf(t, canonical('id1'))).toBe('deleted');
    expect(refusal(t.host(wanted))).toEqual([
      400,
      'FailedIdentityOperation',
      `Identity operation for resource '${hostId}' failed with error 'Failed to perform resource identity operation. Status: 'BadRequest'. Response: '{"error":{"code":"BadRequest","message":"Resource '${identityPath('id1')}' was not found."}}'.'.`,
    ]);
    t.create('id1');
    expect(t.host(wanted).json['identity']).toEqual(before);
    t.host({ type: 'None' });
    expect(t.host(wanted).json['identity']).not.toEqual(before);
  });

  it.each([
    [{}, 'InvalidRequestContent', /Required property 'type' not found in JSON. Path 'identity'/],
    [{ type: 'Magic' }, 'InvalidRequestContent', /"Magic"/],
    [{ type: 'UserAssigned' }, 'MissingIdentityIds', /must not be null or empty for 'UserAssigned'/],
    [{ type: 'SystemAssigned', userAssignedIdentities: user('id1') }, 'InvalidIdentityValues', /must be empty/],
    [{ type: 'UserAssigned', userAssignedIdentities: { id1: {} } }, 'LinkedInvalidPropertyId', /Property id 'id1'/],
    [{ type: 'UserAssigned', userAssignedIdentities: { [hostId]: {} } }, 'LinkedInvalidPropertyId', /Property id/],
    [{ type: 'UserAssigned', userAssignedIdentities: user('nope') }, 'FailedIdentityOperation', /was not found/],
  ])('are refused as %j', (wanted, code, message) => {
    const t = ready();
    const answer = t.host(wanted);
    expect(refusal(answer).slice(0, 2)).toEqual([400, code]);
    expect(refusal(answer)[2]).toMatch(message);
    expect(answer.changes).toEqual([]);
  });

  it('serve their own region only when they are isolated to it', () => {
    const t = ready();
    t.create('near', { location: 'westeurope', properties: { isolationScope: 'Regional' } }, '2024-11-30');
    t.create('far', { location: 'eastus', properties: { isolationScope: 'Regional' } }, '2024-11-30');
    expect(t.host({ type: 'UserAssigned', userAssignedIdentities: user('near') }).status).toBe(200);
    expect(refusal(t.host({ type: 'UserAssigned', userAssignedIdentities: user('far') }))[2]).toContain(
      "resources in 'eastus'",
    );
  });

  it.each([
    [[], 200],
    [['Microsoft.Web'], 200],
    [['microsoft.web/SITES'], 200],
    [['Microsoft.Compute', 'Microsoft.Web/sites'], 200],
    [['Microsoft.Compute'], 400],
    [['Microsoft.We'], 400],
    [['Microsoft.Web/sites/slots'], 400],
  ])('kept for %j they serve a web app: %i', (providers, status) => {
    const t = ready();
    const version = '2025-05-31-preview';
    const made = t.create(
      'kept',
      { location: 'westeurope', properties: { assignmentRestrictions: { providers } } },
      version,
    );
    expect(made.json['properties']).toMatchObject({ assignmentRestrictions: { providers } });
    const answer = t.host({ type: 'UserAssigned', userAssignedIdentities: user('kept') });
    expect(answer.status).toBe(status);
    if (status === 400) expect(refusal(answer)[2]).toContain('assignment restrictions');
  });
});

describe('an identity’s life', () => {
  it('starts over after each ending', () => {
    const t = new Identities();
    t.host({ type: 'SystemAssigned' });
    t.inside('DELETE', '/managedIdentities/host', { hostId });
    t.host({ type: 'None' });
    t.host({ type: 'SystemAssigned' });
    expect(stateOf(t)).toBe('active');
    expect(stateOf(t, subscription)).toBeUndefined();
  });
});
