import { describe, expect, it } from 'vitest';
import { group, refusal, subscription, tenantId } from '../test-tenant.ts';
import { identityId, planId, siteId, Web } from './fixture.ts';

const type = 'Microsoft.Web/sites';

describe('a web app', () => {
  it('has the shape that ARM gives it', () => {
    const t = new Web();
    const made = t.site('app', { kind: 'app', tags: { env: 'test' } });
    expect(made.status).toBe(200);
    expect(made.json).toEqual(t.arm('GET', siteId('app')).json);
    expect(made.json).toMatchObject({
      id: siteId('app'),
      name: 'app',
      type,
      kind: 'app',
      location: 'West Europe',
      tags: { env: 'test' },
      properties: {
        state: 'Running',
        hostNames: ['app.azurewebsites.net'],
        enabledHostNames: ['app.azurewebsites.net', 'app.scm.azurewebsites.net'],
        serverFarmId: planId,
        sku: 'Basic',
        resourceGroup: 'rg1',
        defaultHostName: 'app.azurewebsites.net',
        httpsOnly: false,
        reserved: false,
      },
    });
    expect(made.json).not.toHaveProperty('identity');
  });

  it('finds its plan by the bare name too, in any case', () => {
    const t = new Web();
    expect(t.site('one', { properties: { serverFarmId: 'PLAN1' } }).json['properties']).toMatchObject({
      serverFarmId: planId,
    });
    expect(t.site('two', { properties: { serverFarmId: planId.toLowerCase() } }).status).toBe(200);
  });

  it('keeps its settings and its identity over a PUT that does not name them', () => {
    const t = new Web();
    t.identity({ type: 'SystemAssigned' });
    t.arm('PUT', `${siteId('app')}/config/appsettings`, { properties: { A: '1' } });
    const again = t.site('app', {
      properties: { serverFarmId: planId, httpsOnly: true, siteConfig: { alwaysOn: true } },
    });
    expect(again.json).toMatchObject({ identity: { type: 'SystemAssigned' }, properties: { httpsOnly: true } });
    expect(t.env()['A']).toBe('1');
    t.site('app', { properties: { serverFarmId: planId, siteConfig: { appSettings: [{ name: 'B', value: '2' }] } } });
    expect([t.env()['A'], t.env()['B']]).toEqual([undefined, '2']);
    expect(t.arm('GET', `${siteId('app')}/config/web`).json['properties']).toMatchObject({
      alwaysOn: true,
      ftpsState: 'FtpsOnly',
    });
  });

  it('keeps what tools remember of it, written whole', () => {
    const t = new Web();
    t.site('app');
    const at = `${siteId('app')}/config/metadata`;
    expect(t.arm('POST', `${at}/list`).json['properties']).toEqual({});
    const properties = { CURRENT_STACK: 'node' };
    expect(t.arm('PUT', at, { properties }).json).toMatchObject({ name: 'metadata', properties });
    expect(t.arm('POST', `${at}/list`).json['properties']).toEqual(properties);
  });

  it('is changed in part by a PATCH', () => {
    const t = new Web();
    t.site('app', { tags: { a: 'b' } });
    expect(t.arm('PATCH', siteId('app'), { properties: { httpsOnly: true } }).json).toMatchObject({
      tags: { a: 'b' },
      properties: { httpsOnly: true, serverFarmId: planId },
    });
    expect(refusal(t.arm('PATCH', siteId('nope'), {})).slice(0, 2)).toEqual([404, 'ResourceNotFound']);
  });

  it('is listed by group and by subscription', () => {
    const t = new Web();
    t.site('one');
    t.site('two');
    for (const scope of [group, subscription])
      expect(t.arm('GET', `${scope}/providers/${type}`).json['value']).toHaveLength(2);
    expect(t.arm('GET', `${subscription}/resourceGroups/other/providers/${type}`).status).toBe(404);
  });

  it('is deleted with its identity, its settings and its program', () => {
    const t = new Web();
    const identity = t.identity({ type: 'SystemAssigned' }).json['identity'];
    t.deploy();
    expect(t.arm('DELETE', siteId('app')).status).toBe(200);
    expect(t.tables.get('servicePrincipals', String(identity?.['principalId']))).toBeUndefined();
    for (const table of ['resources', 'webApps', 'appSettings', 'deployments'])
      expect(t.row(table, siteId('app'))).toBeUndefined();
    expect(t.arm('DELETE', siteId('app')).status).toBe(204);
  });

  it.each([
    ['app', { location: undefined }, 400, 'LocationRequired'],
    ['-app', {}, 400, 'BadRequest'],
    ['a', {}, 400, 'BadRequest'],
    ['app', { properties: {} }, 400, 'BadRequest'],
    ['app', { properties: { serverFarmId: 'nope' } }, 404, 'NotFound'],
    ['app', { location: 'eastus' }, 404, 'NotFound'],
    ['app', { identity: { userAssignedIdentities: {} } }, 400, 'InvalidRequestContent'],
    [
      'app',
      { identity: { type: 'UserAssigned', userAssignedIdentities: { [identityId('nope')]: {} } } },
      400,
      'FailedIdentityOperation',
    ],
    ['app', { properties: 7 }, 400, 'InvalidRequestContent'],
    [
      'app',
      { identity: { type: 'UserAssigned', userAssignedIdentities: { id1: {} } } },
      400,
      'LinkedInvalidPropertyId',
    ],
    ['app', { properties: { serverFarmId: planId, publicNetworkAccess: 'Disabled' } }, 501, 'NotSimulated'],
    [
      'app',
      { properties: { serverFarmId: planId, siteConfig: { ipSecurityRestrictions: [{}] } } },
      501,
      'NotSimulated',
    ],
  ])('is refused as %s with %j', (name, body, status, code) => {
    const t = new Web();
    const answer = t.site(name, body);
    expect(refusal(answer).slice(0, 2)).toEqual([status, code]);
    expect(t.row('webApps', siteId(name))).toBeUndefined();
  });

  it('has a name that is taken worldwide', () => {
    const t = new Web();
    t.site();
    const other = `${subscription}/resourceGroups/rg2`;
    t.put('resourceGroups', other.toLowerCase(), {
      id: other,
      name: 'rg2',
      location: 'westeurope',
      tags: {},
      createdAt: 0,
    });
    const body = { location: 'westeurope', properties: { serverFarmId: planId } };
    expect(refusal(t.arm('PUT', `${other}/providers/${type}/APP`, body))).toEqual([
      409,
      'Conflict',
      'Website with given name APP already exists.',
    ]);
    const check = (name: string) =>
      t.arm('POST', `${subscription}/providers/Microsoft.Web/checknameavailability`, { name, type: 'Site' }).json;
    expect(check('app')).toMatchObject({ nameAvailable: false, reason: 'AlreadyExists' });
    expect(check('app-')).toMatchObject({ nameAvailable: false, reason: 'Invalid' });
    expect(check('free')).toEqual({ nameAvailable: true, reason: '', message: '' });
  });

  it('is stopped and started, and has a new secret after a restart', () => {
    const t = new Web();
    t.identity({ type: 'SystemAssigned' });
    const state = (): unknown => t.arm('GET', siteId('app')).json['properties']?.['state'];
    const secret = t.env()['IDENTITY_HEADER'];
    expect(t.arm('POST', `${siteId('app')}/stop`).status).toBe(200);
    expect(state()).toBe('Stopped');
    t.arm('POST', `${siteId('app')}/start`);
    expect(state()).toBe('Running');
    t.arm('POST', `${siteId('app')}/restart`);
    expect(state()).toBe('Running');
    expect(t.env()['IDENTITY_HEADER']).not.toBe(secret);
    expect(t.arm('POST', `${siteId('nope')}/restart`).status).toBe(404);
  });
});

describe('permissions on a web app', () => {
  it.each([
    ['PUT', '', 'Microsoft.Web/sites/write'],
    ['PATCH', '', 'Microsoft.Web/sites/write'],
    ['GET', '', 'Microsoft.Web/sites/read'],
    ['DELETE', '', 'Microsoft.Web/sites/delete'],
    ['POST', '/stop', 'Microsoft.Web/sites/stop/action'],
    ['POST', '/start', 'Microsoft.Web/sites/start/action'],
    ['POST', '/restart', 'Microsoft.Web/sites/restart/action'],
    ['POST', '/config/appsettings/list', 'Microsoft.Web/sites/config/list/action'],
    ['PUT', '/config/appsettings', 'Microsoft.Web/sites/config/write'],
    ['GET', '/config/web', 'Microsoft.Web/sites/config/read'],
    ['GET', '/config/slotConfigNames', 'Microsoft.Web/sites/config/read'],
  ])('%s%s asks for %s', (method, rest, action) => {
    const t = new Web();
    t.site();
    const token = t.token('ada', 'https://management.azure.com/');
    const body = method === 'PUT' || method === 'PATCH' ? { location: 'westeurope', properties: {} } : undefined;
    const denied = t.arm(method, `${siteId('app')}${rest}`, body, token);
    expect(refusal(denied).slice(0, 2)).toEqual([403, 'AuthorizationFailed']);
    expect(refusal(denied)[2]).toContain(`'${action}'`);
    t.grant('ada', action, siteId('app'));
    expect(t.arm(method, `${siteId('app')}${rest}`, body, token).status).toBe(200);
  });

  it('to join a plan and to attach an identity are asked for there', () => {
    const t = new Web();
    t.site();
    t.arm('PUT', identityId('id1'), { location: 'westeurope' });
    const token = t.token('ada', 'https://management.azure.com/');
    const body = {
      location: 'westeurope',
      properties: { serverFarmId: planId },
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identityId('id1')]: {} } },
    };
    const put = () => t.arm('PUT', siteId('app'), body, token);
    t.grant('ada', 'Microsoft.Web/sites/write');
    expect(refusal(put())).toEqual([
      403,
      'LinkedAuthorizationFailed',
      `The client 'ada' with object id 'ada' has permission to perform action 'Microsoft.Web/sites/write' on scope '${siteId('app')}'; however, it does not have permission to perform action(s) 'Microsoft.Web/serverfarms/join/action' on the linked scope(s) '${planId}' (respectively) or the linked scope(s) are invalid.`,
    ]);
    t.grant('ada', 'Microsoft.Web/serverfarms/join/action', planId);
    expect(refusal(put())[2]).toContain(
      `'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action' on the linked scope(s) '${identityId('id1')}'`,
    );
    t.grant('ada', 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action', identityId('id1'));
    expect(put().status).toBe(200);
    const off = {
      location: 'westeurope',
      identity: { type: 'None', userAssignedIdentities: { [identityId('id2')]: null } },
    };
    expect(t.arm('PUT', siteId('app'), off, token).status).toBe(200);
  });

  it('say nothing about settings to who may only read', () => {
    const t = new Web();
    t.site('app', {
      properties: { serverFarmId: planId, siteConfig: { appSettings: [{ name: 'DB', value: 'secret' }] } },
    });
    const token = t.token('ada', 'https://management.azure.com/');
    t.grant('ada', 'Microsoft.Web/sites/read');
    t.grant('ada', 'Microsoft.Web/sites/config/read');
    for (const rest of ['', '/config/web'])
      expect(t.arm('GET', `${siteId('app')}${rest}`, undefined, token).text).not.toContain('secret');
    expect(t.arm('POST', `${siteId('app')}/config/appsettings/list`, undefined, token).status).toBe(403);
  });
});

describe('the identity of a web app', () => {
  it('is in its resource, as az puts it there', () => {
    const t = new Web();
    t.arm('PUT', identityId('id1'), { location: 'westeurope' });
    const both = t.identity({
      type: 'SystemAssigned,UserAssigned',
      userAssignedIdentities: { [identityId('id1').toLowerCase()]: {} },
    });
    const spelt = identityId('id1').replace('resourceGroups', 'resourcegroups');
    const identity = {
      type: 'SystemAssigned, UserAssigned',
      tenantId,
      principalId: expect.any(String) as string,
      userAssignedIdentities: {
        [spelt]: { principalId: expect.any(String) as string, clientId: expect.any(String) as string },
      },
    };
    expect(both.json['identity']).toEqual(identity);
    expect(t.arm('GET', siteId('app')).json['identity']).toEqual(identity);
    expect(t.identity({ type: 'None' }).json).not.toHaveProperty('identity');
  });
});

describe('settings of a web app', () => {
  it('are written whole and listed with their values', () => {
    const t = new Web();
    t.site();
    const shape = (properties: object) => ({
      id: `${siteId('app')}/config/appsettings`,
      name: 'appsettings',
      type: 'Microsoft.Web/sites/config',
      location: 'West Europe',
      properties,
    });
    const list = () => t.arm('POST', `${siteId('app')}/config/appsettings/list`).json;
    expect(list()).toEqual(shape({}));
    expect(t.arm('PUT', `${siteId('app')}/config/appsettings`, { properties: { A: '1', B: null } }).json).toEqual(
      shape({ A: '1', B: '' }),
    );
    t.arm('PUT', `${siteId('app')}/config/appsettings`, { properties: { C: '3' } });
    expect(list()).toEqual(shape({ C: '3' }));
    expect(t.arm('PUT', `${siteId('app')}/config/appsettings`, { properties: { A: 1 } }).status).toBe(400);
    expect(t.arm('POST', `${siteId('nope')}/config/appsettings/list`).status).toBe(404);
    expect(t.arm('GET', `${siteId('app')}/config/slotConfigNames`).json['properties']).toEqual({
      connectionStringNames: null,
      appSettingNames: null,
      azureStorageConfigNames: null,
    });
  });
});
