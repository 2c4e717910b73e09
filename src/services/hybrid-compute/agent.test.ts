import { describe, expect, it } from 'vitest';
import type { Origin } from '#kernel/define.ts';
import { hybridCompute } from './index.ts';
import { group, refusal, TestTenant, type Answer } from '../test-tenant.ts';

const server = `${group}/providers/Microsoft.HybridCompute/machines/srv1`;
const identity = { type: 'SystemAssigned' };
const resource = 'https://vault.azure.net';

/** A connected server, and what a program on it asks. */
class Server extends TestTenant {
  constructor(body: object = { identity }) {
    super();
    const made = this.arm('PUT', server, { location: 'westeurope', ...body });
    if (made.status !== 201) throw new Error(made.text);
  }

  on(url: string, headers: Record<string, string> = { metadata: 'true' }, host = server): Answer {
    const origin: Origin = { type: 'run', entry: 1, host };
    return this.send('GET', url, undefined, { headers, origin });
  }

  ask(headers: Record<string, string> = {}, query = `api-version=2020-06-01&resource=${resource}`): Answer {
    return this.on(`http://127.0.0.1:40342/metadata/identity/oauth2/token?${query}`, { metadata: 'true', ...headers });
  }

  /** The file that the agent names. */
  challenge(): string {
    return this.ask().response.headers['www-authenticate']?.replace('Basic realm=', '') ?? '';
  }

  read(file: string): Answer {
    return this.on(`http://files.localhost${file}`);
  }

  key(): string {
    return this.read(this.challenge()).text;
  }
}

const ending = ({ trace }: Answer) => trace.runs.find(({ machine }) => machine === 'arc-acquisition')?.path.at(-1);

describe('the agent of a connected server', () => {
  it('is found by the variables of a session', () => {
    const t = new Server();
    expect(hybridCompute.environment?.(t.tables, server)).toEqual({
      IDENTITY_ENDPOINT: 'http://localhost:40342/metadata/identity/oauth2/token',
      IMDS_ENDPOINT: 'http://localhost:40342',
    });
  });

  it('asks for the content of a file, gives a token for it, and takes each key once', () => {
    const t = new Server();
    const first = t.ask();
    expect([first.status, ending(first)]).toEqual([401, 'challenged']);
    const file = t.challenge();
    expect(file).toMatch(/^\/var\/opt\/azcmagent\/tokens\/[0-9a-f-]{36}\.key$/);
    const authorization = `Basic ${t.key()}`;
    const given = t.ask({ authorization });
    expect([given.status, ending(given)]).toEqual([200, 'issued']);
    expect(given.json).toMatchObject({ resource, token_type: 'Bearer' });
    expect(ending(t.ask({ authorization }))).toBe('keyWrong');
    expect(t.challenge()).not.toBe(file);
    expect(t.read(file).status).toBe(404);
    expect(ending(t.ask({ authorization: `Basic ${t.key()}` }))).toBe('servedFromCache');
  });

  it.each<[string, (t: Server) => Answer, number, string]>([
    ['without the header', (t) => t.ask({ metadata: 'no' }), 400, 'headerMissing'],
    ['without a version', (t) => t.ask({}, `resource=${resource}`), 400, 'versionUnknown'],
    ['without a resource', (t) => t.ask({}, 'api-version=2020-06-01'), 400, 'resourceMissing'],
    ['with a wrong key', (t) => t.ask({ authorization: 'Basic x' }), 401, 'keyWrong'],
    [
      'for an unknown resource',
      (t) => t.ask({ authorization: `Basic ${t.key()}` }, 'api-version=2020-06-01&resource=https://no.example'),
      400,
      'resourceUnknown',
    ],
  ])('refuses %s', (_, ask, status, path) => {
    const answer = ask(new Server());
    expect([answer.status, ending(answer)]).toEqual([status, path]);
    expect(answer.json['error']).toEqual(expect.any(String));
    expect(answer.response.headers['www-authenticate'] !== undefined).toBe(status === 401);
  });

  it('has no token where the server has no identity', () => {
    const t = new Server({});
    expect(ending(t.ask({ authorization: `Basic ${t.key()}` }))).toBe('noIdentity');
  });

  it('passes on what Entra ID says of a principal that is off', () => {
    const t = new Server();
    const principalId = String(t.arm('GET', server).json['identity']?.['principalId']);
    const off = t.send('PATCH', `https://graph.microsoft.com/v1.0/servicePrincipals/${principalId}`, {
      accountEnabled: false,
    });
    expect(off.status).toBe(204);
    const answer = t.ask({ authorization: `Basic ${t.key()}` });
    expect([answer.status, ending(answer), answer.text]).toEqual([
      400,
      'principalDisabled',
      expect.stringContaining('AADSTS7000112'),
    ]);
  });

  it('takes no notice of a selector', () => {
    const t = new Server();
    const query = `api-version=2020-06-01&resource=${resource}&client_id=99999999-0000-4000-8000-000000000000`;
    expect(t.ask({ authorization: `Basic ${t.key()}` }, query).status).toBe(200);
  });

  it('is reached from its own server only, and so are its files', () => {
    const t = new Server();
    const other = `${server}2`;
    t.arm('PUT', other, { location: 'westeurope', identity });
    const file = t.challenge();
    expect(t.on(`http://files.localhost${file}`, {}, other).status).toBe(404);
    for (const host of [`${group}/providers/Microsoft.Compute/virtualMachines/vm1`, '/nowhere']) {
      expect(t.on('http://localhost:40342/metadata/identity/oauth2/token', {}, host).status).toBe(0);
      expect(t.on(`http://files.localhost${file}`, {}, host).status).toBe(0);
    }
  });
});

describe('a connected server', () => {
  it('has a system-assigned identity or none', () => {
    const t = new Server();
    const type = 'UserAssigned';
    expect(refusal(t.arm('PATCH', server, { identity: { type } })).slice(0, 2)).toEqual([400, 'InvalidIdentityType']);
    const { principalId } = t.arm('GET', server).json['identity'] ?? {};
    expect(principalId).toEqual(expect.any(String));
    expect(t.arm('PATCH', server, { tags: { a: 'b' } }).json).toMatchObject({
      tags: { a: 'b' },
      identity: { principalId },
    });
    expect(t.arm('PATCH', server, { identity: { type: 'None' } }).json['identity']).toBeUndefined();
  });

  it('opens a session by a command, and shows the command', () => {
    const t = new Server();
    const body = { location: 'westeurope', properties: { source: { script: 'whoami' } } };
    const ran = t.arm('PUT', `${server}/runCommands/c1`, body);
    expect([ran.status, ran.effects]).toEqual([200, [{ kind: 'open-session', host: server }]]);
    expect(t.arm('GET', `${server}/runCommands/c1`).json).toEqual(ran.json);
    expect(t.arm('PUT', `${server}2/runCommands/c1`, body).status).toBe(404);
  });

  it('takes its identity and its commands with it', () => {
    const t = new Server();
    t.arm('PUT', `${server}/runCommands/c1`, { properties: { source: { script: 'whoami' } } });
    const principalId = String(t.arm('GET', server).json['identity']?.['principalId']);
    expect(t.arm('DELETE', server).status).toBe(200);
    expect(t.tables.get('servicePrincipals', principalId)).toBeUndefined();
    expect(t.arm('GET', `${server}/runCommands/c1`).status).toBe(404);
    expect(t.arm('DELETE', server).status).toBe(204);
  });
});
