import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { containerGroupId, enter, machineId, manage, openMachines, scaleSetId } from './machines.ts';
import { runInSession, type Ended } from './on-host.ts';
import { Outcomes } from './outcomes.ts';
import { identityId, type World } from './world.ts';
import type { Task } from './host-program.ts';

const outcomes = new Outcomes('@azure/identity ManagedIdentityCredential by the metadata service', [
  'works',
  'not attached',
  'unknown resource',
]);
const scope = 'https://vault.azure.net/.default';
const unknown = 'https://kv1.vault.azure.net/.default';
const secret = { vaultUrl: 'https://kv1.vault.azure.net', name: 'db' };

let world: World;
beforeAll(async () => {
  world = await openMachines();
});
afterAll(() => {
  console.log(outcomes.print());
});

const from = async (host: string, task: Omit<Task, 'now'>, on = world): Promise<Ended> =>
  runInSession(on, await enter(on, host), task);
const identity = (name: string) => {
  const { clientId = '', principalId = '' } = world.made[name]?.properties ?? {};
  return { clientId, principalId };
};
const unavailable = (words: string) => ({
  name: 'CredentialUnavailableError',
  message: expect.stringContaining(words) as string,
});
const statuses = ({ seen }: Ended): number[] => seen.map(({ status }) => status);

describe('ManagedIdentityCredential on a virtual machine, unchanged', () => {
  it('gets a token of the system-assigned identity', async () => {
    const { value, seen } = await from(machineId('vm-system'), { credential: null, scope });
    const principalId = world.made['vm-system']?.identity?.principalId;
    expect(value?.claims).toMatchObject({ aud: 'https://vault.azure.net', oid: principalId, sub: principalId });
    for (const claim of ['xms_mirid', 'xms_az_rid'])
      expect(String(value?.claims?.[claim]).toLowerCase()).toBe(machineId('vm-system').toLowerCase());
    expect(value?.expiresOnTimestamp).toBe(Number(value?.claims?.['exp']) * 1000);
    expect(seen[0]?.request.url).toBe(
      'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net',
    );
    expect(seen[0]?.request.headers).toMatchObject({ metadata: 'true' });
    outcomes.saw('no selector', 'works', 'ok');
  });

  it('takes the only user-assigned identity, which App Service never does', async () => {
    const { value } = await from(machineId('vm-user'), { credential: null, scope });
    expect(value?.claims).toMatchObject({ oid: identity('id1').principalId });
  });

  it.each([
    ['vm-none', 'Identity not found'],
    [
      'vm-two',
      'Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request',
    ],
  ])('without a selector is refused on %s, once', async (name, words) => {
    const ended = await from(machineId(name), { credential: null, scope });
    expect([statuses(ended), ended.error]).toEqual([[400], expect.objectContaining(unavailable(words))]);
    outcomes.saw('no selector', 'not attached', `400 ${words.slice(0, 30)}`);
  });

  it('is refused a token for what is no resource', async () => {
    const { error } = await from(machineId('vm-system'), { credential: null, scope: unknown });
    expect(error).toMatchObject(unavailable('AADSTS500011'));
    outcomes.saw('no selector', 'unknown resource', '400 AADSTS500011');
  });

  const selectors: [name: string, query: string, of: (name: string) => NonNullable<Task['credential']>][] = [
    ['client id', 'client_id', (name) => ({ clientId: identity(name).clientId })],
    ['resource id', 'msi_res_id', (name) => ({ resourceId: identityId(name) })],
    ['object id', 'object_id', (name) => ({ objectId: identity(name).principalId })],
  ];
  it.each(selectors)('finds a user-assigned identity by %s', async (name, query, of) => {
    const { value, seen } = await from(machineId('vm-two'), { credential: of('id2'), scope });
    expect(value?.claims).toMatchObject({ oid: identity('id2').principalId, appid: identity('id2').clientId });
    expect(new URL(seen[0]?.request.url ?? '').searchParams.get(query)).toBe(Object.values(of('id2'))[0]);
    outcomes.saw(name, 'works', 'ok');
  });

  it.each(selectors)('is refused one that is not attached, by %s', async (name, _query, of) => {
    const { error } = await from(machineId('vm-user'), { credential: of('id2'), scope });
    expect(error).toMatchObject(unavailable('Identity not found'));
    outcomes.saw(name, 'not attached', '400 Identity not found');
  });

  it.each(selectors)('is refused a token for what is no resource, by %s', async (name, _query, of) => {
    const { error } = await from(machineId('vm-user'), { credential: of('id1'), scope: unknown });
    expect(error).toMatchObject(unavailable('AADSTS500011'));
    outcomes.saw(name, 'unknown resource', '400 AADSTS500011');
  });

  it('is found by the probe of DefaultAzureCredential, and reads a secret', async () => {
    const ended = await from(machineId('vm-user'), { credential: null, chain: true, secret });
    expect(ended.value).toEqual({ value: 'hunter2' });
    const [, probe, token] = ended.seen;
    expect([probe?.request.url, probe?.status, probe?.request.headers?.['metadata']]).toEqual([
      'http://169.254.169.254/metadata/identity/oauth2/token',
      400,
      undefined,
    ]);
    expect(token?.status).toBe(200);
  });

  it('follows what is attached and taken off', async () => {
    const host = machineId('vm-none');
    await manage(world, 'PATCH', host, { identity: { type: 'SystemAssigned' } });
    expect((await from(host, { credential: null, scope })).error).toBeUndefined();
    await manage(world, 'PATCH', host, { identity: { type: 'None' } });
    expect((await from(host, { credential: null, scope })).error).toMatchObject(unavailable('Identity not found'));
  });

  it('finds nobody in a machine that was stopped meanwhile', async () => {
    const session = await enter(world, machineId('vm-two'));
    await manage(world, 'POST', `${machineId('vm-two')}/powerOff`);
    const { error, seen } = await runInSession(world, session, { credential: null, scope });
    expect(error?.name).toBe('CredentialUnavailableError');
    expect(seen.every(({ status }) => status === 0)).toBe(true);
  });

  it('leaves no cell of the table empty', () => {
    expect(outcomes.empty()).toEqual([]);
  });
});

describe('ManagedIdentityCredential in a scale set and in a container', () => {
  it('an instance sees a new identity only after it was upgraded', async () => {
    const instance = `${scaleSetId('set1')}/virtualMachines/0`;
    await manage(world, 'PATCH', scaleSetId('set1'), { identity: { type: 'SystemAssigned' } });
    const before = await from(instance, { credential: null, scope });
    expect(before.error).toMatchObject(unavailable('Identity not found'));
    await manage(world, 'POST', `${scaleSetId('set1')}/manualupgrade`, { instanceIds: ['0'] });
    const after = await from(instance, { credential: null, scope });
    expect(String(after.value?.claims?.['xms_mirid']).toLowerCase()).toBe(scaleSetId('set1').toLowerCase());
  });

  it('a container has the identity of its group', async () => {
    const { value } = await from(containerGroupId('job-system'), { credential: null, scope });
    expect(value?.claims).toMatchObject({ oid: world.made['job-system']?.identity?.principalId });
  });
});

describe('a token endpoint in trouble', () => {
  const host = machineId('vm-system');
  const task = { credential: null, scope, waits: true };

  it.each([
    [404, 4],
    [410, 20],
  ])('%i is tried again until it has passed', async (status, seconds) => {
    const troubled = await openMachines({ host, status, seconds });
    const ended = await from(host, task, troubled);
    expect(ended.error).toBeUndefined();
    expect(statuses(ended).at(-1)).toBe(200);
    expect(statuses(ended).slice(0, -1)).toEqual(
      statuses(ended)
        .slice(0, -1)
        .map(() => status),
    );
    expect(statuses(ended).length).toBeGreaterThan(2);
  });

  it.each([404, 410])('%i is given up after five more attempts', async (status) => {
    const ended = await from(host, task, await openMachines({ host, status }));
    expect(statuses(ended)).toEqual(Array.from({ length: 6 }, () => status));
    expect(ended.error?.name).toBe('CredentialUnavailableError');
  });

  it('429 is final for this client', async () => {
    const ended = await from(host, task, await openMachines({ host, status: 429 }));
    expect([statuses(ended), ended.error?.name]).toEqual([[429], 'CredentialUnavailableError']);
  });
});
