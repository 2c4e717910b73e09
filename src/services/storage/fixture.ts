import type { Decision } from '#kernel/decision.ts';
import { defineOperation, defineSurface, type IssuedToken, type Operation, type Origin } from '#kernel/define.ts';
import { createDoor } from '#kernel/door.ts';
import { parseUrl, type HttpRequest, type HttpResponse } from '#kernel/http.ts';
import { platformSurface, tenantIdOf } from '#kernel/platform.ts';
import { ok, put } from '#kernel/result.ts';
import { covers, idKey } from '#kernel/scope.ts';
import { Tables } from '#kernel/tables.ts';
import type { Trace } from '#kernel/trace.ts';
import { storage } from './index.ts';
import { accountById } from './models.ts';
import { sign } from './secrets.ts';
import { sasText, sharedKeyText, type SasKind } from './signed-text.ts';

/** What the tests of this folder need of the rest of the tenant, as small as it can be: ARM's envelope and a list of grants. */

export const tenantId = '11111111-1111-4111-8111-111111111111';
export const subscription = '/subscriptions/22222222-2222-4222-8222-222222222222';
export const group = `${subscription}/resourceGroups/rg1`;
export const accountId = (name: string): string => `${group}/providers/Microsoft.Storage/storageAccounts/${name}`;
export const containerId = (name: string, account = 'st1'): string =>
  `${accountId(account)}/blobServices/default/containers/${name}`;
export const queueId = (name: string): string => `${accountId('st1')}/queueServices/default/queues/${name}`;
export const start = Date.UTC(2026, 10, 23, 9, 0, 0);
export const audience = 'https://storage.azure.com/';
export const version = '2025-11-05';

const arm = defineSurface({
  name: 'arm',
  title: 'Azure Resource Manager',
  match: ({ host }, view) => (host === 'management.azure.com' ? { params: {}, tenantId: tenantIdOf(view) } : undefined),
  badBody: (detail) => ({ status: 400, code: 'InvalidRequestContent', message: detail }),
  render: ({ status, code, message }) => ({ status, headers: {}, body: JSON.stringify({ error: { code, message } }) }),
});

interface Grant {
  key: string;
  principalId: string;
  action: string;
  scope: string;
}

const sweep: Operation = defineOperation({
  action: 'platform/authorization/sweep',
  title: 'Sweep',
  surface: 'platform',
  plane: 'none',
  method: 'DELETE',
  path: '/authorization/scope',
  handle(ctx, { body }) {
    const { scope } = body as { scope: string };
    const at = ctx.view.all<Grant>('grants').filter((grant) => covers(scope, grant.scope));
    return ok({ status: 200, changes: at.map(({ key }) => ({ table: 'grants', key, value: null })) });
  },
});

export interface Answer extends HttpResponse {
  /** `x-ms-error-code` of Storage, the error's code of ARM. */
  code: string;
  trace: Trace;
  json: Json;
}

export interface Json {
  [name: string]: Json;
}

/** A tenant with nothing but this service, one group, and whatever the test grants. */
export class Fixture {
  readonly tables = new Tables({ ...storage.indexes });
  now = start;
  origin: Origin = { type: 'internet' };
  #seq = 0;
  readonly #door = createDoor({
    surfaces: [platformSurface, arm, ...storage.surfaces],
    operations: [sweep, ...storage.operations],
    findToken: (view, ref) => view.get<IssuedToken>('tokens', ref),
    decide: (view, _now, { principalId }, permission): Decision => {
      const allowed =
        principalId === 'setup' ||
        principalId === 'platform' ||
        view
          .all<Grant>('grants')
          .some(
            (grant) =>
              grant.principalId === principalId &&
              `Microsoft.Storage/storageAccounts/${grant.action}` === permission.action &&
              covers(grant.scope, permission.scope),
          );
      return {
        allowed,
        permission,
        verdict: allowed ? 'allowed' : 'no-role',
        principalId,
        groups: [],
        scopesWalked: [],
        assignments: [],
        denies: [],
      };
    },
    restrictions: [],
    observers: [],
  });

  constructor() {
    this.tables.apply([
      put('tenants', tenantId, { tenantId }),
      put('subscriptions', '22222222-2222-4222-8222-222222222222', { tenantId }),
      put('resourceGroups', idKey(group), { id: group, name: 'rg1', location: 'westeurope' }),
    ]);
  }

  /** A token as a row; `with` overrides its claims. Gives the header field. */
  token(principalId: string, claims: Record<string, unknown> = {}): Record<string, string> {
    const ref = `tk.${(this.#seq += 1)}`;
    const at = this.now / 1000;
    const iss = `https://sts.windows.net/${tenantId}/`;
    const all = { aud: audience, iss, tid: tenantId, oid: principalId, iat: at, nbf: at, exp: at + 3600, ...claims };
    this.tables.apply([put('tokens', ref, { ref, claims: all, principalType: 'ServicePrincipal', groupIds: [] })]);
    return { authorization: `Bearer ${ref}`, 'x-ms-version': version };
  }

  grant(principalId: string, action: string, scope: string): void {
    const key = `${principalId} ${action} ${scope}`;
    this.tables.apply([put('grants', key, { key, principalId, action, scope })]);
  }

  /** Sends and commits. Without header fields it is the lab's start that speaks. */
  send(method: string, url: string, headers?: Record<string, string>, body?: string): Answer {
    const request = { method, url, headers: headers ?? {}, ...(body !== undefined && { body }) };
    const sent = this.#door.send(this.tables, {
      request,
      origin: this.origin,
      now: this.now,
      seed: 'test',
      seq: (this.#seq += 1),
      ...(headers === undefined && { as: 'setup' as const }),
    });
    this.tables.apply(sent.changes);
    const { response, trace } = sent;
    const json = parse(response.body);
    const code = response.headers['x-ms-error-code'] ?? String(json['error']?.['code'] ?? '');
    return { ...response, trace, json, code };
  }

  arm(method: string, path: string, body?: unknown): Answer {
    const url = `https://management.azure.com${path}?api-version=2024-01-01`;
    return this.send(method, url, undefined, body === undefined ? undefined : JSON.stringify(body));
  }

  /** An account as `az storage account create` makes it. */
  create(name: string, properties: Record<string, unknown> = {}): Answer {
    const body = { location: 'westeurope', sku: { name: 'Standard_LRS' }, kind: 'StorageV2', properties };
    return this.arm('PUT', accountId(name), body);
  }

  /** Account st1 with the container cn1, in it a.txt, and the queue qu1. */
  furnish(properties: Record<string, unknown> = {}): this {
    this.create('st1', properties);
    this.blob('PUT', '/cn1?restype=container', undefined);
    this.blob('PUT', '/cn1/a.txt', undefined, 'hello world', { 'x-ms-blob-type': 'BlockBlob' });
    this.queue('PUT', '/qu1', undefined);
    return this;
  }

  blob(method: string, path: string, as: Record<string, string> | undefined, body?: string, more = {}): Answer {
    const own = method === 'PUT' && body !== undefined ? { 'x-ms-blob-type': 'BlockBlob', ...more } : more;
    if (as === undefined) return this.#asSetup('blob', method, path, own, body);
    return this.send(method, `https://st1.blob.core.windows.net${path}`, { ...own, ...as }, body);
  }

  queue(method: string, path: string, as: Record<string, string> | undefined, body?: string): Answer {
    if (as === undefined) return this.#asSetup('queue', method, path, {}, body);
    return this.send(method, `https://st1.queue.core.windows.net${path}`, as, body);
  }

  #asSetup(service: string, method: string, path: string, headers: Record<string, string>, body?: string): Answer {
    const request = { method, url: `https://st1.${service}.core.windows.net${path}`, headers, body: body ?? '' };
    const origin = { type: 'inside' } as const;
    const seq = (this.#seq += 1);
    const { response, changes, trace } = this.#door.send(this.tables, {
      request,
      origin,
      now: this.now,
      seed: 'test',
      seq,
      as: 'setup',
    });
    this.tables.apply(changes);
    return { ...response, trace, json: {}, code: response.headers['x-ms-error-code'] ?? '' };
  }

  key(keyName = 'key1'): string {
    const { keys } = this.arm('POST', `${accountId('st1')}/listKeys`).json as unknown as {
      keys: { keyName: string; value: string }[];
    };
    return keys.find((one) => one.keyName === keyName)?.value ?? '';
  }

  /** Sends a request that an account key has signed. */
  signed(request: HttpRequest, key = this.key(), account = 'st1'): Answer {
    const { method, url, body } = request;
    const headers = { 'x-ms-date': new Date(this.now).toUTCString(), 'x-ms-version': version, ...request.headers };
    const parsed = parseUrl(url);
    if (!parsed) throw new Error(url);
    const text = sharedKeyText(account, { request, url: parsed, headers });
    return this.send(method, url, { ...headers, authorization: `SharedKey ${account}:${sign(key, text)}` }, body);
  }

  /** The query of a signed address, `sig` included. */
  sas(
    kind: SasKind,
    fields: Record<string, string>,
    params: { container?: string; blob?: string; queue?: string } = {},
    key = this.key(),
    service: 'blob' | 'queue' = 'blob',
  ): string {
    const account = accountById(this.tables, accountId('st1'));
    if (!account) throw new Error('no account');
    const all: Record<string, string> = { sv: version, se: '2026-11-24T09:00:00Z', ...fields };
    const text = sasText(kind, service, account.name, (name) => all[name] ?? '', params as Record<string, string>);
    return new URLSearchParams({ ...all, sig: sign(key, text) }).toString();
  }
}

const parse = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
};

/** The text of the first element with the name, or undefined. */
export const elementOf = ({ body }: HttpResponse, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1];

export const elementsOf = ({ body }: HttpResponse, name: string): string[] =>
  [...body.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => text ?? '');
