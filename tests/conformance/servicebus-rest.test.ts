import { beforeAll, describe, expect, it } from 'vitest';
import type { HttpResponse } from '#kernel/http.ts';
import { signature } from '#services/service-bus/sas.ts';
import { arm, createBus, grantBus, hostOf, namespaceId } from './service-bus-world.ts';
import { openWorld, type Person, type World } from './world.ts';

const minute = 60_000;
const bus = 'https://servicebus.azure.net';
const id = namespaceId('sbrest');
const host = `https://${hostOf('sbrest')}`;

let world: World;

beforeAll(async () => {
  world = await openWorld();
  await createBus(world, 'sbrest');
  await createBus(world, 'sbclosed', { disableLocalAuth: true });
  await arm(world, 'PUT', `${id}/queues/q2`, {});
  await arm(world, 'PUT', `${id}/topics/t1/subscriptions/s2`, {});
  await grantBus(world, 'owner', 'owner', id);
  await grantBus(world, 'reader', 'sender', `${id}/queues/q1`);
  await grantBus(world, 'reader', 'receiver', `${id}/topics/t1/subscriptions/s1`);
  const principalId = world.made['app-system']?.identity?.principalId ?? '';
  await grantBus(world, { id: principalId }, 'receiver', `${id}/queues/q1`);
  await world.client.wait(15 * minute);
});

interface Ask {
  method: string;
  path: string;
  body?: string;
  headers?: Record<string, string>;
}

const as = async (person: Person, { method, path, body, headers = {} }: Ask, resource = bus): Promise<HttpResponse> =>
  world.as(person, { method, url: `${host}/${path}`, headers, ...(body !== undefined && { body }) }, resource);

const send = (entity: string): Ask => ({ method: 'POST', path: `${entity}/messages`, body: 'hello' });
const take = (entity: string): Ask => ({ method: 'DELETE', path: `${entity}/messages/head` });
const detail = ({ body }: HttpResponse): string => body.replace(/ TrackingId:.*?(?=<)/, '');
const needs = (claim: string, entity: string): string =>
  `<Error><Code>401</Code><Detail>Unauthorized access. '${claim}' claim(s) are required to perform this operation. Resource: 'sb://${hostOf('sbrest')}/${entity}'.</Detail></Error>`;

describe('Service Bus over REST, with tokens of people', () => {
  it.each<[string, Person, Ask, number]>([
    ['Data Owner sends', 'owner', send('q1'), 201],
    ['Data Owner receives', 'owner', take('q1'), 200],
    ['Data Sender of the queue sends', 'reader', send('q1'), 201],
    ['Data Sender of the queue does not receive', 'reader', take('q1'), 401],
    ['Data Sender of the queue does not send to another', 'reader', send('q2'), 401],
    ['Data Sender of the queue does not send to a topic', 'reader', send('t1'), 401],
    ['Data Receiver of a subscription receives', 'reader', take('t1/subscriptions/s1'), 204],
    ['Data Receiver of a subscription does not receive of another', 'reader', take('t1/subscriptions/s2'), 401],
    ['Data Receiver of a subscription does not send to its topic', 'reader', send('t1'), 401],
    ['nobody sends', 'nobody', send('q1'), 401],
    ['nobody learns what is there', 'nobody', send('none'), 401],
    ['Data Owner learns what is not', 'owner', send('none'), 404],
  ])('%s', async (_, person, ask, status) => {
    const answer = await as(person, ask);
    expect(answer.status).toBe(status);
    const entity = ask.path.replace(/\/messages.*/, '');
    if (status === 401) expect(detail(answer)).toBe(needs(ask.method === 'POST' ? 'Send' : 'Listen', entity));
  });

  it('gives nobody the data who only manages the namespace', async () => {
    // The owner of the subscription is Owner of both; only on the first they are Data Owner.
    const url = `https://${hostOf('sbclosed')}/q1/messages`;
    expect((await world.as('owner', { method: 'POST', url, body: 'x' }, bus)).status).toBe(401);
    expect((await as('owner', send('q1'))).status).toBe(201);
  });

  it.each<[string, string, string]>([
    ['ARM', 'https://management.azure.com', 'InvalidAudience: Invalid authorization token audience.'],
    ['Storage', 'https://storage.azure.com', 'InvalidAudience: Invalid authorization token audience.'],
  ])('refuses a token for %s', async (_, resource, sentence) => {
    const answer = await as('owner', send('q1'), resource);
    expect([answer.status, detail(answer)]).toEqual([
      401,
      `<Error><Code>401</Code><Detail>${sentence}</Detail></Error>`,
    ]);
  });

  it('refuses a token that was altered', async () => {
    const token = await world.tokenOf('owner', `${bus}/.default`);
    const [head, claims, sign] = token.split('.');
    const other = Buffer.from(String(claims), 'base64url')
      .toString()
      .replace(/"exp":\d+/, '"exp":9999999999');
    const edited = [head, Buffer.from(other).toString('base64url'), sign].join('.');
    const answer = await world.client.send({
      method: 'POST',
      url: `${host}/q1/messages`,
      headers: { authorization: `Bearer ${edited}` },
      body: 'x',
    });
    expect([answer.status, detail(answer).includes('InvalidSignature')]).toEqual([401, true]);
  });

  it('names the request, and says that its server is HTTP.sys', async () => {
    const answer = await as('nobody', send('q1'));
    expect(answer.headers).toMatchObject({
      'content-type': 'application/xml; charset=utf-8',
      server: 'Microsoft-HTTPAPI/2.0',
    });
    expect(answer.body).toMatch(
      / TrackingId:[0-9a-f-]{36}_G4, SystemTracker:NoSystemTracker, Timestamp:2026-11-23T\d\d:\d\d:\d\d</,
    );
  });
});

describe('a queue that is deleted', () => {
  it('takes what was granted at it along', async () => {
    const queue = `${id}/queues/q4`;
    await arm(world, 'PUT', queue, {});
    await grantBus(world, 'nobody', 'sender', queue);
    const granted = async () => {
      const list = await arm(
        world,
        'GET',
        `${id}/providers/Microsoft.Authorization/roleAssignments`,
        undefined,
        '2022-04-01',
      );
      return (list['value'] as { properties: { scope: string } }[]).filter(
        ({ properties }) => properties.scope === queue,
      );
    };
    expect(await granted()).toHaveLength(1);
    await arm(world, 'DELETE', queue);
    expect(await granted()).toEqual([]);
  });
});

describe('the managed identity of a web app', () => {
  it('receives, completes and cannot send', async () => {
    await as('owner', send('q1'));
    const { run, env } = await world.enter('app-system');
    const ask = (method: string, url: string, headers: Record<string, string>) =>
      world.edge.send({ method, url, headers }, run);
    const url = `${env['IDENTITY_ENDPOINT']}?resource=${bus}&api-version=2019-08-01`;
    const token = await ask('GET', url, { 'x-identity-header': env['IDENTITY_HEADER'] ?? '' });
    const { access_token: access } = JSON.parse(token.body) as { access_token: string };
    const authorization = `Bearer ${access}`;
    const held = await ask('POST', `${host}/q1/messages/head`, { authorization });
    const done = await ask('DELETE', held.headers['location'] ?? '', { authorization });
    const sent = await ask('POST', `${host}/q1/messages`, { authorization });
    const outcome = [held.status, done.status, sent.status];
    expect(outcome).toEqual([201, 200, 401]);
  });
});

describe('a shared access signature', () => {
  const sas = async (rule: string, resource: string, lives: number): Promise<string> => {
    const keys = await arm(world, 'POST', `${rule}/listKeys`);
    const uri = encodeURIComponent(resource.toLowerCase());
    const expiry = String(Math.floor((await world.client.now()) / 1000) + lives);
    const sig = encodeURIComponent(signature(String(keys['primaryKey']), uri, expiry));
    return `SharedAccessSignature sr=${uri}&sig=${sig}&se=${expiry}&skn=${String(keys['keyName'])}`;
  };
  const by = (authorization: string, { method, path, body }: Ask, on = host): Promise<HttpResponse> =>
    world.client.send({
      method,
      url: `${on}/${path}`,
      headers: { authorization },
      ...(body !== undefined && { body }),
    });
  const root = `${id}/authorizationRules/RootManageSharedAccessKey`;
  const rule = async (name: string, right: string): Promise<string> => {
    await arm(world, 'PUT', `${id}/queues/q2/authorizationRules/${name}`, { properties: { rights: [right] } });
    return `${id}/queues/q2/authorizationRules/${name}`;
  };

  it('does what its policy allows, for as long as it says', async () => {
    const sender = await sas(await rule('sender', 'Send'), `${host}/q2`, 600);
    const listener = await sas(await rule('listener', 'Listen'), `${host}/q2`, 600);
    expect((await by(sender, send('q2'))).status).toBe(201);
    expect(detail(await by(sender, take('q2')))).toBe(needs('Listen', 'q2'));
    expect(detail(await by(listener, send('q2')))).toBe(needs('Send', 'q2'));
    expect((await by(listener, take('q2'))).body).toBe('hello');
    expect(detail(await by(sender, send('q1')))).toContain(
      'InvalidAudience: The authorization header contains a token',
    );
    await world.client.wait(10 * minute);
    expect(detail(await by(sender, send('q2')))).toContain('ExpiredToken: The token is expired.');
  });

  it('of the root policy opens everything, until its key is renewed', async () => {
    const all = await sas(root, host, 600);
    expect((await by(all, send('t1'))).status).toBe(201);
    expect((await by(all, take('t1/subscriptions/s2'))).body).toBe('hello');
    await arm(world, 'POST', `${root}/regenerateKeys`, { keyType: 'PrimaryKey' });
    expect(detail(await by(all, send('t1')))).toContain('InvalidSignature: The token has an invalid signature.');
  });

  it('opens nothing where local authentication is off', async () => {
    const closed = `https://${hostOf('sbclosed')}`;
    const key = `${namespaceId('sbclosed')}/authorizationRules/RootManageSharedAccessKey`;
    const answer = await by(await sas(key, closed, 600), send('q1'), closed);
    expect([answer.status, detail(answer)]).toEqual([
      401,
      '<Error><Code>401</Code><Detail>LocalAuthDisabled: Authorization failed because SAS authentication has been disabled for the namespace.</Detail></Error>',
    ]);
  });
});

describe('a lock', () => {
  it('ends by the clock, ten times at most', async () => {
    await arm(world, 'PUT', `${id}/queues/q3`, { properties: { maxDeliveryCount: 2 } });
    await as('owner', send('q3'));
    const head: Ask = { method: 'POST', path: 'q3/messages/head' };
    const first = await as('owner', head);
    expect([first.status, (await as('owner', head)).status]).toEqual([201, 204]);
    await world.client.wait(minute);
    const late = { method: 'DELETE', path: (first.headers['location'] ?? '').slice(host.length + 1) };
    expect(detail(await as('owner', late))).toContain('The lock supplied is invalid.');
    expect((await as('owner', head)).status).toBe(201);
    await world.client.wait(minute);
    expect((await as('owner', head)).status).toBe(204);
    expect((await as('owner', take('q3/$DeadLetterQueue'))).body).toBe('hello');
  });
});

describe('the logs of a Premium namespace', () => {
  it('say who used its data and by which proof, once a diagnostic setting collects them', async () => {
    const premium = namespaceId('sbpremium');
    const url = `https://${hostOf('sbpremium')}/q1/messages`;
    const sku = { name: 'Premium', tier: 'Premium', capacity: 1 };
    await arm(world, 'PUT', premium, { location: 'westeurope', sku });
    await world.as('owner', { method: 'POST', url, body: 'x' }, bus);
    const logs = () =>
      world.edge.tenant.tables
        .all<{ table: string; columns: Record<string, unknown> }>('logs')
        .filter(({ table }) => table.startsWith('AZMS'))
        .map(({ table, columns: { EventName, ActivityName, AuthType, AuthId, Status } }) =>
          [table, EventName ?? ActivityName, AuthType, AuthId, Status].filter(Boolean),
        );
    expect(logs()).toEqual([]);
    const workspaceId = `${id.replace(/\/providers\/.*/, '')}/providers/Microsoft.OperationalInsights/workspaces/busLogs`;
    await arm(world, 'PUT', workspaceId, { location: 'westeurope' }, '2023-09-01');
    await arm(
      world,
      'PUT',
      `${premium}/providers/Microsoft.Insights/diagnosticSettings/all`,
      { properties: { workspaceId, logs: [{ categoryGroup: 'allLogs', enabled: true }] } },
      '2021-05-01-preview',
    );
    await arm(world, 'PUT', `${premium}/queues/q1`, {});
    await arm(world, 'DELETE', `${premium}/queues/q1`);
    await world.as('owner', { method: 'POST', url, body: 'x' }, bus);
    const signed = `sr=${encodeURIComponent(`https://${hostOf('sbpremium')}`)}&sig=x&se=1&skn=Root`;
    await world.client.send({ method: 'POST', url, headers: { authorization: `SharedAccessSignature ${signed}` } });
    expect(logs()).toEqual([
      ['AZMSOperationalLogs', 'Create Queue', 'Succeeded'],
      ['AZMSOperationalLogs', 'Delete Queue', 'Succeeded'],
      [
        'AZMSRunTimeAuditLogs',
        'SendMessage',
        'Azure Active Directory',
        '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
        'Failure',
      ],
      ['AZMSRunTimeAuditLogs', 'SendMessage', 'Failure'],
    ]);
  });
});
