import { describe, expect, it } from 'vitest';
import { group, refusal, subscription, type Answer, type Json } from '../test-tenant.ts';
import { appId, Apps, environmentId, identityId, image, userAssigned } from './fixture.ts';

const made = (more: Record<string, unknown> = {}): Apps => {
  const t = new Apps();
  const answer = t.create(more);
  expect([answer.status, answer.text]).toEqual([201, expect.stringContaining('"provisioningState":"InProgress"')]);
  return t;
};
const system = { type: 'SystemAssigned' };

describe('a managed environment', () => {
  it('is made, listed and deleted when nothing is in it', () => {
    const t = made();
    const shown = t.arm('GET', environmentId).json;
    expect(shown).toMatchObject({ id: environmentId, location: 'West Europe', name: 'env1' });
    expect(String(shown['properties']?.['defaultDomain'])).toMatch(
      /^lab-[0-9a-f]{8}\.westeurope\.azurecontainerapps\.io$/,
    );
    const again = t.arm('PUT', environmentId, { location: 'westeurope', identity: system });
    expect([again.status, again.json['identity']?.['type']]).toEqual([200, 'SystemAssigned']);
    expect(again.json['properties']?.['defaultDomain']).toBe(shown['properties']?.['defaultDomain']);
    const logAnalyticsConfiguration = { customerId: 'c', sharedKey: 'secret' };
    const logging = { appLogsConfiguration: { destination: 'log-analytics', logAnalyticsConfiguration } };
    const logged = t.arm('PUT', environmentId, { location: 'westeurope', properties: logging });
    expect(logged.json['properties']?.['appLogsConfiguration']).toEqual({
      destination: 'log-analytics',
      logAnalyticsConfiguration: { customerId: 'c', sharedKey: null },
    });
    for (const scope of [group, subscription]) {
      const { json } = t.arm('GET', `${scope}/providers/Microsoft.App/managedEnvironments`);
      expect((json['value'] as unknown as Json[]).map(({ name }) => name)).toEqual(['env1']);
    }
    expect(refusal(t.arm('DELETE', environmentId))[1]).toBe('ManagedEnvironmentHasContainerApps');
    t.arm('DELETE', appId());
    expect([t.arm('DELETE', environmentId).status, t.arm('DELETE', environmentId).status]).toEqual([202, 204]);
  });
});

describe('a container app', () => {
  it('is shown as Azure shows it', () => {
    const t = made({ identity: system, tags: { a: 'b' } });
    const domain = String(t.arm('GET', environmentId).json['properties']?.['defaultDomain']);
    expect(t.arm('GET', appId()).json).toMatchObject({
      id: appId(),
      type: 'Microsoft.App/containerApps',
      location: 'West Europe',
      tags: { a: 'b' },
      identity: { type: 'SystemAssigned', principalId: expect.any(String) as string },
      properties: {
        provisioningState: 'Succeeded',
        runningStatus: 'Running',
        managedEnvironmentId: environmentId,
        environmentId,
        latestRevisionName: 'app--0000001',
        latestReadyRevisionName: 'app--0000001',
        configuration: {
          secrets: null,
          activeRevisionsMode: 'Single',
          ingress: { fqdn: `app.${domain}`, external: true },
        },
        template: { containers: [{ name: 'web', image }] },
      },
    });
    for (const scope of [group, subscription]) {
      const { json } = t.arm('GET', `${scope}/providers/Microsoft.App/containerApps`);
      expect((json['value'] as unknown as Json[]).map(({ name }) => name)).toEqual(['app']);
    }
  });

  it('makes a revision when its template changes, and the operation says how that went', () => {
    const t = made();
    const patched = t.patch({
      properties: { template: { containers: [{ name: 'web', image: 'mcr.microsoft.com/x:2' }] } },
    });
    expect([patched.status, patched.text, t.outcome(patched)['status']]).toEqual([202, '', 'Succeeded']);
    const result = t.send('GET', String(patched.response.headers['location']));
    expect([result.status, result.json['properties']?.['latestReadyRevisionName']]).toEqual([200, 'app--0000002']);
    t.patch({ tags: { c: 'd' } });
    t.patch({ properties: { template: { revisionSuffix: 'blue' } } });
    const revisions = t.arm('GET', `${appId()}/revisions`).json['value'] as unknown as Json[];
    expect(
      revisions.map(({ name, properties }) => [name, properties?.['active'], properties?.['trafficWeight']]),
    ).toEqual([
      ['app--0000001', false, 0],
      ['app--0000002', false, 0],
      ['app--blue', true, 100],
    ]);
    const one = `${appId()}/revisions/app--blue`;
    expect(t.arm('GET', one).json['properties']).toMatchObject({ healthState: 'Healthy', runningState: 'Running' });
    expect(t.arm('GET', `${one}/replicas`).json['value']?.[0]).toMatchObject({
      properties: { containers: [{ name: 'web', execEndpoint: expect.stringMatching(/^wss:.*exec$/) as string }] },
    });
    expect(t.arm('GET', `${appId()}/revisions/app--0000001/replicas`).json['value']).toEqual([]);
    const header = t.tables.get<{ identityHeader: string }>('containerApps', appId().toLowerCase())?.identityHeader;
    const restart = t.post('revisions/app--blue/restart');
    expect([restart.status, restart.text]).toEqual([200, '"Restart succeeded"']);
    expect(t.tables.get<{ identityHeader: string }>('containerApps', appId().toLowerCase())?.identityHeader).not.toBe(
      header,
    );
  });

  it('is the same app when it is put back as it was read, with every member that a client knows', () => {
    const t = made();
    const { properties } = t.arm('GET', appId()).json;
    const [container] = properties?.['template']?.['containers'] as unknown as Json[];
    const whole = { ...container, env: null, command: null, args: null, resources: null };
    const template = { revisionSuffix: '', containers: [whole], initContainers: null, scale: null };
    const configuration = { ...properties?.['configuration'], activeRevisionsMode: 'single' };
    expect(t.create({ template, configuration }).status).toBe(200);
    expect(t.properties['latestRevisionName']).toBe('app--0000001');
    expect(t.properties['template']).toMatchObject({ containers: [container] });
    expect(t.properties['configuration']?.['activeRevisionsMode']).toBe('Single');
  });

  it('merges a patch and replaces by a put', () => {
    const t = made({ configuration: { secrets: [{ name: 's', value: '1' }], maxInactiveRevisions: 7 } });
    t.patch({ properties: { configuration: { ingress: { targetPort: 8080 } } } });
    expect(t.properties['configuration']).toMatchObject({
      maxInactiveRevisions: 7,
      secrets: [{ name: 's' }],
      ingress: { targetPort: 8080, external: true },
    });
    t.patch({ identity: userAssigned });
    t.patch({ identity: { type: 'SystemAssigned, UserAssigned' } });
    expect(t.arm('GET', appId()).json['identity']).toMatchObject({
      type: 'SystemAssigned, UserAssigned',
      userAssignedIdentities: {
        [identityId.replace('resourceGroups', 'resourcegroups')]: { clientId: expect.any(String) as string },
      },
    });
    expect(t.create().status).toBe(200);
    expect(t.properties['configuration']).toMatchObject({ maxInactiveRevisions: 100, secrets: [{ name: 's' }] });
    t.patch({ properties: { configuration: { ingress: null } } });
    expect(t.properties['configuration']).toMatchObject({ ingress: null });
  });

  it('needs the permission to join its environment and to assign each identity', () => {
    const t = new Apps();
    const token = t.token('alice', 'https://management.azure.com/');
    const properties = { environmentId, template: { containers: [{ name: 'web', image }] } };
    const ask = () => t.arm('PUT', appId(), { location: 'westeurope', identity: userAssigned, properties }, token);
    expect(refusal(ask())[1]).toBe('AuthorizationFailed');
    t.grant('alice', 'Microsoft.App/containerApps/write');
    expect(refusal(ask())[2]).toContain("'Microsoft.App/managedEnvironments/join/action' on the linked scope");
    t.grant('alice', 'Microsoft.App/managedEnvironments/join/action');
    expect(refusal(ask())[2]).toContain('userAssignedIdentities/assign/action');
    t.grant('alice', 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action');
    expect(ask().status).toBe(201);
  });

  it('is deleted with its identity', () => {
    const t = made({ identity: system });
    const principalId = String(t.arm('GET', appId()).json['identity']?.['principalId']);
    const gone = t.arm('DELETE', appId());
    expect([gone.status, t.outcome(gone)['status'], t.arm('DELETE', appId()).status]).toEqual([202, 'Succeeded', 204]);
    expect(t.send('GET', String(gone.response.headers['location'])).status).toBe(204);
    expect([t.tables.get('servicePrincipals', principalId), t.ask().status]).toEqual([undefined, 0]);
  });

  const containers = (more: object) => ({ template: { containers: [{ name: 'web', image, ...more }] } });
  const nowhere = `${environmentId}9`;
  it.each<[status: number, code: string, message: RegExp, ask: (t: Apps) => Answer]>([
    [404, 'ResourceNotFound', /containerApps\/no'/, (t) => t.arm('GET', appId('no'))],
    [404, 'ResourceNotFound', /./, (t) => t.arm('PATCH', appId('no'), {})],
    [404, 'ResourceNotFound', /./, (t) => t.arm('POST', `${appId('no')}/start`)],
    [
      404,
      'ResourceGroupNotFound',
      /'rg9'/,
      (t) => t.arm('PUT', appId().replace('rg1', 'rg9'), { location: 'westeurope' }),
    ],
    [404, 'RevisionNotFound', /'no'/, (t) => t.arm('GET', `${appId()}/revisions/no`)],
    [400, 'ContainerAppInvalidName', /'a--b'/, (t) => t.create({ name: 'a--b' })],
    [400, 'ContainerAppContainersMissing', /./, (t) => t.create({ template: { containers: [] } })],
    [400, 'ContainerAppContainersMissing', /./, (t) => t.create(containers({ image: null }))],
    [
      400,
      'ContainerAppSecretRefNotFound',
      /'gone'.*'web'/,
      (t) => t.create(containers({ env: [{ name: 'A', secretRef: 'gone' }] })),
    ],
    [400, 'ContainerAppSecretInvalid', /'s'/, (t) => t.create({ configuration: { secrets: [{ name: 's' }] } })],
    [400, 'InvalidEnvironmentLocation', /./, (t) => t.create({ name: 'far', location: 'northeurope' })],
    [400, 'ManagedEnvironmentNotFound', /env19'/, (t) => t.patch({ properties: { environmentId: nowhere } })],
    [
      400,
      'ManagedEnvironmentInvalidName',
      /'-'/,
      (t) => t.arm('PUT', environmentId.replace('env1', '-'), { location: 'westeurope' }),
    ],
    [501, 'NotSimulated', /Multiple is not/, (t) => t.create({ configuration: { activeRevisionsMode: 'Multiple' } })],
    [501, 'NotSimulated', /Multiple is not/, (t) => t.create({ configuration: { activeRevisionsMode: 'multiple' } })],
    [
      404,
      'OperationNotFound',
      /./,
      (t) => t.arm('GET', `${subscription}/providers/Microsoft.App/locations/x/containerappOperationStatuses/y`),
    ],
  ])('is refused with %i %s (%#)', (status, code, message, ask) => {
    const answer = ask(made());
    expect(refusal(answer)).toEqual([status, code, expect.stringMatching(message) as string]);
    expect(answer.changes).toEqual([]);
  });
});
