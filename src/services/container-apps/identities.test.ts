import { describe, expect, it } from 'vitest';
import { refusal, subscription } from '../test-tenant.ts';
import { environmentOf } from './environment.ts';
import { appId, Apps, environmentId, identityId, keyVaultUrl, registryId, userAssigned } from './fixture.ts';

const system = { type: 'SystemAssigned' };
const get = 'Microsoft.KeyVault/vaults/secrets/getSecret/action';
const pull = 'Microsoft.ContainerRegistry/registries/pull/read';
const env = (t: Apps): Record<string, string> => environmentOf(t.tables, appId()) ?? {};
const hello = {
  name: 'hello',
  title: 'Says hello',
  steps: [],
  answer: { ok: { status: 200, body: 'Hello' }, refused: { status: 500, body: 'No' } },
};

describe('the identity endpoint of a container app', () => {
  it('is found through four variables, at its own address, by GET only', () => {
    const t = new Apps();
    t.create({ identity: system });
    const { IDENTITY_ENDPOINT, IDENTITY_HEADER, MSI_ENDPOINT, MSI_SECRET, ...rest } = env(t);
    expect([IDENTITY_ENDPOINT, MSI_ENDPOINT, MSI_SECRET]).toEqual([
      'http://localhost:42356/msi/token',
      'http://localhost:42356/msi/token',
      IDENTITY_HEADER,
    ]);
    expect(rest).toMatchObject({
      CONTAINER_APP_NAME: 'app',
      CONTAINER_APP_REVISION: 'app--0000001',
      CONTAINER_APP_PORT: '80',
    });
    expect([t.ask({}, IDENTITY_HEADER).status, t.ask({}, 'guess').status]).toEqual([200, 401]);
    expect(t.ask({}, IDENTITY_HEADER, 'POST').status).toBe(405);
    t.post('stop');
    expect([t.ask({}, IDENTITY_HEADER).status, env(t)['IDENTITY_ENDPOINT']]).toEqual([0, undefined]);
    t.post('start');
    expect(t.ask().status).toBe(200);
    t.patch({ identity: { type: 'None' } });
    expect(t.ask().status).toBe(0);
  });

  it('never takes the only user-assigned identity by itself', () => {
    const t = new Apps();
    t.create({ identity: userAssigned });
    expect(t.ask().json['message']).toBe('Unable to load the proper Managed Identity.');
    expect(t.ask({ mi_res_id: identityId }).status).toBe(200);
  });

  it.each([
    ['None', 400],
    ['Init', 400],
    ['Main', 200],
    ['All', 200],
  ])('gives code the tokens of an identity whose lifecycle is %s: %i', (lifecycle, status) => {
    const t = new Apps();
    const identitySettings = ['system', identityId.toLowerCase()].map((identity) => ({ identity, lifecycle }));
    t.create({
      identity: { ...userAssigned, type: 'SystemAssigned, UserAssigned' },
      configuration: { identitySettings },
    });
    expect([t.ask().status, t.ask({ mi_res_id: identityId }).status]).toEqual([status, status]);
  });
});

describe('secrets of a vault', () => {
  const secrets = [{ name: 'db', keyVaultUrl, identity: identityId }];
  const template = {
    containers: [
      {
        name: 'web',
        image: 'mcr.microsoft.com/x',
        env: [
          { name: 'DB', secretRef: 'db' },
          { name: 'A', value: '1' },
        ],
      },
    ],
  };
  const words = (identity: string): string =>
    `The following field(s) are either invalid or missing. Field 'configuration.secrets' is invalid with details: 'Invalid value: "db": Unable to get value using Managed identity ${identity} for secret db. Error: unable to fetch secret 'db' using Managed identity '${identity}'';.`;

  it('are read with the identity that is named, whose role decides', () => {
    const t = new Apps().vault();
    const create = () => t.create({ identity: userAssigned, configuration: { secrets }, template });
    expect(refusal(create())).toEqual([400, 'InvalidParameterValueInContainerTemplate', words(identityId)]);
    expect(t.arm('GET', appId()).status).toBe(404);
    t.grant(t.principalOfUser, get);
    expect(create().status).toBe(201);
    expect(env(t)).toMatchObject({ DB: 'hunter2', A: '1' });
    expect(t.properties['configuration']?.['secrets']).toEqual(secrets);
    expect(t.post('listSecrets').json['value']).toEqual([{ ...secrets[0], value: 'hunter2' }]);
  });

  it('follow the vault when the app starts again', () => {
    const t = new Apps().vault();
    t.grant(t.principalOfUser, get);
    t.create({ identity: userAssigned, configuration: { secrets }, template });
    t.send('PUT', `${keyVaultUrl}?api-version=7.4`, { value: 'new' });
    expect(env(t)['DB']).toBe('hunter2');
    t.post('revisions/app--0000001/restart');
    expect(env(t)['DB']).toBe('new');
    t.send('DELETE', `${keyVaultUrl}?api-version=7.4`);
    expect(refusal(t.post('revisions/app--0000001/restart'))[1]).toBe('InvalidParameterValueInContainerTemplate');
    expect(refusal(t.post('start'))[1]).toBe('InvalidParameterValueInContainerTemplate');
  });

  it.each([
    ['system', 'https://kv1.vault.azure.net/secrets/db'],
    ['/subscriptions/x/other', 'https://kv1.vault.azure.net/secrets/db'],
  ])('are not read with an identity that the app does not have: %s', (identity, url) => {
    const t = new Apps().vault();
    const answer = t.create({ configuration: { secrets: [{ name: 'db', keyVaultUrl: url, identity }] } });
    expect(refusal(answer)[2]).toBe(words(identity));
  });

  it('are read with the system-assigned identity once the app has one and its role is given', () => {
    const t = new Apps().vault();
    t.create({ identity: system });
    const ask = () => t.patch({ properties: { configuration: { secrets: [{ ...secrets[0], identity: 'system' }] } } });
    expect(refusal(ask())[2]).toBe(words('system'));
    t.grant(String(t.arm('GET', appId()).json['identity']?.['principalId']), get, subscription);
    expect(ask().status).toBe(202);
  });
});

describe('an image of a registry', () => {
  const image = 'crlab.azurecr.io/shop/api:v1';
  const template = { containers: [{ name: 'web', image }] };
  const registries = (identity: string) => ({ registries: [{ server: 'crlab.azurecr.io', identity }] });
  const withRegistry = (): Apps => {
    const t = new Apps();
    t.arm('PUT', registryId, { location: 'westeurope', sku: { name: 'Basic' } });
    const source = { registryUri: 'mcr.microsoft.com', sourceImage: 'azuredocs/aci-helloworld:latest' };
    t.arm('POST', `${registryId}/importImage`, { source, targetTags: ['shop/api:v1'] });
    return t;
  };
  const fault = (why: string): object => ({
    status: 'Failed',
    error: {
      code: 'ContainerAppOperationError',
      message: `Failed to provision revision for container app 'app'. Error details: The following field(s) are either invalid or missing. Field 'template.containers.web.image' is invalid with details: 'Invalid value: "${image}": ${why}';..`,
    },
  });

  it('is pulled with the identity that is named, and the app waits, failed, for its role', () => {
    const t = withRegistry();
    const create = () => t.create({ identity: system, configuration: registries('system'), template });
    const first = create();
    expect([first.status, t.outcome(first)]).toEqual([
      201,
      expect.objectContaining(
        fault('unable to pull image using Managed identity system for registry crlab.azurecr.io'),
      ),
    ]);
    expect(t.properties).toMatchObject({ provisioningState: 'Failed', latestReadyRevisionName: '' });
    const fqdn = String(t.properties['configuration']?.['ingress']?.['fqdn']);
    expect(t.send('GET', `https://${fqdn}/`, undefined, { token: null }).status).toBe(404);
    t.grant(String(t.arm('GET', appId()).json['identity']?.['principalId']), pull);
    const second = create();
    expect([second.status, t.outcome(second)['status']]).toEqual([200, 'Succeeded']);
    expect(t.properties).toMatchObject({ provisioningState: 'Succeeded', latestReadyRevisionName: 'app--0000002' });
    expect(t.send('GET', `https://${fqdn}/`, undefined, { token: null }).status).toBe(200);
  });

  it('leaves the revision before it in service when it cannot be pulled', () => {
    const t = withRegistry();
    t.create({ identity: userAssigned });
    const failed = t.patch({ properties: { configuration: registries(identityId), template } });
    expect([failed.status, t.outcome(failed)['status']]).toEqual([202, 'Failed']);
    expect(t.properties).toMatchObject({
      latestRevisionName: 'app--0000002',
      latestReadyRevisionName: 'app--0000001',
    });
    const shown = t.arm('GET', `${appId()}/revisions/app--0000002`).json['properties'];
    expect(shown).toMatchObject({ healthState: 'Unhealthy', provisioningState: 'Failed' });
    expect(String(shown?.['provisioningError'])).toContain(`using Managed identity ${identityId}`);
  });

  it('is refused without any identity, and where it is not there', () => {
    const t = withRegistry();
    const unauthorized =
      'GET https:?scope=repository%3Ashop%2Fapi%3Apull&service=crlab.azurecr.io: UNAUTHORIZED: authentication required, visit https://aka.ms/acr/authorization for more information.';
    expect(t.outcome(t.create({ template }))).toMatchObject(fault(unauthorized));
    expect(t.outcome(t.create({ template, configuration: registries('system') }))).toMatchObject({ status: 'Failed' });
    t.grant(t.principalOfUser, pull);
    const other = { containers: [{ name: 'web', image: image.replace('v1', 'v2') }] };
    const missing = t.create({ identity: userAssigned, configuration: registries(identityId), template: other });
    expect(JSON.stringify(t.outcome(missing))).toContain('MANIFEST_UNKNOWN');
  });

  it('is pulled with the password of the registry’s admin user, as before there were identities', () => {
    const t = withRegistry();
    t.arm('PATCH', registryId, { properties: { adminUserEnabled: true } });
    const listed = t.arm('POST', `${registryId}/listCredentials`).json;
    const value = String((listed['passwords'] as unknown as { value: string }[])[0]?.value);
    const configuration = (password: string) => ({
      secrets: [{ name: 'pw', value: password }],
      registries: [{ server: 'crlab.azurecr.io', username: 'crlab', passwordSecretRef: 'pw' }],
    });
    expect(t.outcome(t.create({ template, configuration: configuration('wrong') }))['status']).toBe('Failed');
    expect(t.outcome(t.create({ template, configuration: configuration(value) }))['status']).toBe('Succeeded');
  });
});

describe('who comes in', () => {
  const visit = (t: Apps, protocol = 'https') =>
    t.send('GET', `${protocol}://${String(t.properties['configuration']?.['ingress']?.['fqdn'])}/x`, undefined, {
      token: null,
    });

  it('a visitor, for whom the declared program runs', () => {
    const t = new Apps();
    t.create();
    expect(visit(t).text).toContain('Welcome to Azure Container Apps!');
    t.put('programs', 'hello', hello);
    const deploy = (id: string) =>
      t.inside('PUT', '/container-apps/deployments', { appId: id, program: 'hello' }).status;
    expect([deploy(appId('no')), deploy(appId())]).toEqual([404, 200]);
    expect(visit(t).effects).toEqual([{ kind: 'run-program', host: appId() }]);
    expect([visit(t, 'http').status, t.post('stop').status, visit(t).status]).toEqual([301, 202, 404]);
    expect(visit(t).text).toContain('This Container App is stopped or does not exist');
  });

  it('only the neighbours, where ingress is internal', () => {
    const t = new Apps();
    t.create({ configuration: { ingress: { external: false, targetPort: 80 } } });
    t.create({ name: 'other' });
    const url = `https://${String(t.properties['configuration']?.['ingress']?.['fqdn'])}/`;
    expect(url).toContain('https://app.internal.lab-');
    expect(t.send('GET', url, undefined, { token: null }).status).toBe(0);
    const near = { type: 'run', entry: 1, host: appId('other') } as const;
    expect(t.send('GET', url, undefined, { origin: near }).status).toBe(200);
  });

  it('whom the role lets open a session', () => {
    const t = new Apps();
    t.create();
    const token = t.token('alice', 'https://management.azure.com/');
    const ask = (body: object = {}) => t.arm('POST', `${appId()}/exec`, body, token);
    expect(refusal(ask())[2]).toContain(
      `perform action 'Microsoft.App/containerApps/exec/action' over scope '${appId()}'`,
    );
    t.grant('alice', 'Microsoft.App/containerApps/exec/action');
    const entered = ask({ command: 'sh', container: 'web' });
    expect([entered.status, entered.effects]).toEqual([200, [{ kind: 'open-session', host: appId() }]]);
    expect([refusal(ask({ container: 'no' }))[1], t.post('stop').status, refusal(ask())[1]]).toEqual([
      'ContainerNotFound',
      202,
      'ContainerAppNotRunning',
    ]);
    expect(t.post('getAuthtoken').json).toMatchObject({
      name: 'app',
      properties: { token: expect.any(String) as string },
    });
    expect(environmentId).toBeTruthy();
  });
});
