import { describe, expect, it } from 'vitest';
import { askImds, imdsEnding } from '../test-imds.ts';
import { group, refusal, subscription, TestTenant, type Answer, type Json } from '../test-tenant.ts';

const id = (name = 'job'): string => `${group}/providers/Microsoft.ContainerInstance/containerGroups/${name}`;
const identityId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
const properties = {
  osType: 'Linux',
  containers: [
    {
      name: 'main',
      properties: {
        image: 'mcr.microsoft.com/azure-cli',
        resources: { requests: { cpu: 1, memoryInGB: 1.5 } },
        environmentVariables: [
          { name: 'PLAIN', value: 'shown' },
          { name: 'SECRET', secureValue: 'hidden' },
        ],
      },
    },
  ],
};
const body = { location: 'westeurope', properties };
const system = { identity: { type: 'SystemAssigned' } };

class Groups extends TestTenant {
  create(more: object = {}, name = 'job'): Answer {
    return this.arm('PUT', id(name), { ...body, ...more }, undefined, '2023-05-01');
  }

  ask(): Answer {
    return askImds(this, id());
  }

  post(verb: string, more?: object): Answer {
    return this.arm('POST', `${id()}/${verb}`, more);
  }
}

const made = (more: object = {}): Groups => {
  const t = new Groups();
  expect(t.create(more).status).toBe(201);
  return t;
};

describe('a container group', () => {
  it('is made and shown as Azure does, without secure values', () => {
    const t = made({ tags: { a: 'b' } });
    const answer = t.arm('GET', id());
    expect(answer.json).toEqual({
      id: id(),
      name: 'job',
      type: 'Microsoft.ContainerInstance/containerGroups',
      location: 'westeurope',
      tags: { a: 'b' },
      properties: {
        sku: 'Standard',
        restartPolicy: 'Always',
        osType: 'Linux',
        provisioningState: 'Succeeded',
        containers: [
          {
            name: 'main',
            properties: {
              image: 'mcr.microsoft.com/azure-cli',
              ports: [],
              resources: { requests: { cpu: 1, memoryInGB: 1.5 } },
              environmentVariables: [{ name: 'PLAIN', value: 'shown' }, { name: 'SECRET' }],
              instanceView: {
                restartCount: 0,
                currentState: { state: 'Running', startTime: '2026-11-23T09:00:00Z', detailStatus: '' },
              },
            },
          },
        ],
        initContainers: [],
        instanceView: { events: [], state: 'Running' },
      },
    });
    expect(t.create().status).toBe(200);
  });

  it('is listed, patched and deleted', () => {
    const t = made(system);
    const type = 'providers/Microsoft.ContainerInstance/containerGroups';
    for (const scope of [group, subscription]) {
      const value = t.arm('GET', `${scope}/${type}`).json['value'] as unknown as Json[];
      expect(value.map(({ name, properties: shown }) => [name, shown?.['instanceView']])).toEqual([['job', undefined]]);
    }
    expect(t.arm('PATCH', id(), { tags: { c: 'd' } }).json['tags']).toEqual({ c: 'd' });
    expect(t.arm('PATCH', id(), {}).json['tags']).toEqual({ c: 'd' });
    const principalId = String(t.arm('GET', id()).json['identity']?.['principalId']);
    const gone = t.arm('DELETE', id());
    expect([gone.status, gone.json['name']]).toEqual([200, 'job']);
    expect([t.arm('GET', id()).status, t.arm('DELETE', id()).status, t.ask().status]).toEqual([404, 204, 0]);
    expect(t.tables.get('servicePrincipals', principalId)).toBeUndefined();
  });

  it('gives its containers the identities that it was made with, and no later ones', () => {
    const t = made();
    expect(imdsEnding(t.ask())).toBe('noIdentity');
    const changed = t.create(system);
    expect(changed.json['identity']?.['type']).toBe('SystemAssigned');
    expect(imdsEnding(t.ask())).toBe('noIdentity');
    t.post('restart');
    expect(imdsEnding(t.ask())).toBe('noIdentity');
    t.arm('DELETE', id());
    t.create(system);
    const answer = t.ask();
    expect(imdsEnding(answer)).toBe('issued');
    const token = t.tables.get<{ claims: object }>('tokens', String(answer.json['access_token']));
    const spelt = id().replace('resourceGroups', 'resourcegroups');
    expect(token?.claims).toMatchObject({ xms_mirid: spelt, xms_az_rid: spelt });
  });

  it('has no instance metadata', () => {
    const answer = askImds(made(), id(), { path: '/metadata/instance', query: { 'api-version': '2021-02-01' } });
    expect([answer.status, answer.json]).toEqual([404, { error: 'Not found' }]);
  });

  it('stops, starts and restarts with the identities that it has', () => {
    const t = made(system);
    const state = () => t.arm('GET', id()).json['properties']?.['instanceView']?.['state'];
    expect([t.post('stop').status, state(), t.ask().status]).toEqual([204, 'Stopped', 0]);
    expect(refusal(t.post('restart'))).toEqual([
      409,
      'ContainerGroupStopped',
      "The container group 'job' is not running.",
    ]);
    expect(refusal(t.post('containers/main/exec', { command: '/bin/sh' }))[0]).toBe(409);
    expect([t.post('start').status, state(), imdsEnding(t.ask())]).toEqual([204, 'Running', 'issued']);
    expect(t.post('restart').status).toBe(204);
  });

  it('lets on to a container whom the role lets', () => {
    const t = made();
    const token = t.token('alice', 'https://management.azure.com/');
    const ask = () => t.arm('POST', `${id()}/containers/main/exec`, { command: '/bin/sh' }, token);
    const refused = ask();
    expect(refusal(refused)[2]).toContain(
      `perform action 'Microsoft.ContainerInstance/containerGroups/containers/exec/action' over scope '${id()}/containers/main'`,
    );
    expect(refused.effects).toEqual([]);
    t.grant('alice', 'Microsoft.ContainerInstance/containerGroups/containers/exec/action');
    const entered = ask();
    expect([entered.status, entered.effects]).toEqual([200, [{ kind: 'open-session', host: id() }]]);
    expect(Object.keys(entered.json)).toEqual(['webSocketUri', 'password']);
  });

  it('attaches identities by whom they let', () => {
    const t = new Groups();
    t.arm('PUT', identityId, { location: 'westeurope' });
    const token = t.token('alice', 'https://management.azure.com/');
    t.grant('alice', 'Microsoft.ContainerInstance/containerGroups/write');
    const identity = { type: 'UserAssigned', userAssignedIdentities: { [identityId]: {} } };
    const ask = () => t.arm('PUT', id(), { ...body, identity }, token);
    expect(refusal(ask())[1]).toBe('LinkedAuthorizationFailed');
    t.grant('alice', 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action');
    expect(ask().status).toBe(201);
  });

  const blank = { ...properties, containers: [{ name: 'main', properties: {} }] };
  it.each<[what: string, status: number, code: string, message: RegExp, ask: (t: Groups) => Answer]>([
    ['not there', 404, 'ResourceNotFound', /containerGroups\/no'/, (t) => t.arm('GET', id('no'))],
    ['not there', 404, 'ResourceNotFound', /./, (t) => t.arm('PATCH', id('no'), {})],
    ['not there', 404, 'ResourceNotFound', /./, (t) => t.arm('POST', `${id('no')}/start`)],
    ['not there', 404, 'ResourceNotFound', /./, (t) => t.arm('POST', `${id('no')}/containers/main/exec`, {})],
    ['no such container', 404, 'ContainerNotFound', /'other'/, (t) => t.post('containers/other/exec', {})],
    ['no such group', 404, 'ResourceGroupNotFound', /'rg9'/, (t) => t.arm('PUT', id().replace('rg1', 'rg9'), body)],
    [
      'no such group',
      404,
      'ResourceGroupNotFound',
      /'rg9'/,
      (t) => t.arm('GET', `${group.replace('rg1', 'rg9')}/providers/Microsoft.ContainerInstance/containerGroups`),
    ],
    ['a bad name', 400, 'InvalidContainerGroupName', /'Job'/, (t) => t.create({}, 'Job')],
    ['no location', 400, 'LocationRequired', /./, (t) => t.create({ location: undefined }, 'new')],
    ['no containers', 400, 'MissingContainers', /./, (t) => t.create({ properties: { osType: 'Linux' } })],
    ['no image', 400, 'MissingImage', /'main'/, (t) => t.create({ properties: blank })],
    ['no system', 400, 'InvalidOsType', /./, (t) => t.create({ properties: { ...properties, osType: 'BSD' } })],
    [
      'an identity that is not there',
      400,
      'FailedIdentityOperation',
      /./,
      (t) => t.create({ identity: { type: 'UserAssigned', userAssignedIdentities: { [identityId]: {} } } }),
    ],
    ['a PATCH of the identity', 501, 'NotSimulated', /with identity is not/, (t) => t.arm('PATCH', id(), system)],
  ])('is refused: %s (%#)', (_what, status, code, message, ask) => {
    const answer = ask(made());
    expect(refusal(answer)).toEqual([status, code, expect.stringMatching(message) as string]);
    expect(answer.changes).toEqual([]);
  });
});
