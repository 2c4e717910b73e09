import { minute } from '#kernel/clock.ts';
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import { guidFrom } from '#kernel/ids.ts';
import type { LogRow } from '#kernel/logs.ts';
import { put } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { environmentOf } from '#tenant/world.ts';
import { profile } from '../conformance/machines.ts';
import { declareRepository, startJob } from '../conformance/outside.ts';
import type { World } from '../conformance/world.ts';
import { group, identityId, openWorld, siteId, subscriptionId, type Person } from '../conformance/world.ts';
import { roleNamed } from './roles.ts';
import type { Seen } from './fault.ts';

export type Json = Record<string, unknown>;

const arm = 'https://management.azure.com';
const graphUrl = 'https://graph.microsoft.com/v1.0';

/** Long enough for a grant to count everywhere. */
export const propagation = 15 * minute;

/** A tenant in which a fault is planted, with short words for what people and programs do there. */
export class Scene {
  readonly world: World;
  /** What one step of a fault leaves for the next. */
  readonly kept: Record<string, string> = {};
  #grants = 0;

  constructor(world: World) {
    this.world = world;
  }

  static async open(): Promise<Scene> {
    return new Scene(await openWorld());
  }

  /** A request of ARM as a person; the owner unless another is named. */
  async arm(method: string, path: string, body?: object, person: Person = 'owner'): Promise<Seen> {
    const version = path.includes('api-version=') ? '' : `${path.includes('?') ? '&' : '?'}api-version=2024-11-01`;
    return this.#seen(await this.world.as(person, this.#request(method, `${arm}${path}${version}`, body)));
  }

  /** The same, when anything but success would be a mistake of the test. */
  async make(method: string, path: string, body?: object): Promise<Json> {
    const seen = await this.arm(method, path, body);
    if (seen.status >= 300 || seen.status === 0) throw new Error(`${method} ${path}: ${seen.status} ${seen.text}`);
    return seen.text ? (JSON.parse(seen.text) as Json) : {};
  }

  async graph(method: string, path: string, body?: object, person: Person = 'owner'): Promise<Seen> {
    const request = this.#request(method, `${graphUrl}${path}`, body);
    return this.#seen(await this.world.as(person, request, 'https://graph.microsoft.com'));
  }

  async makeGraph(method: string, path: string, body?: object): Promise<Json> {
    const seen = await this.graph(method, path, body);
    if (seen.status >= 300) throw new Error(`${method} ${path}: ${seen.status} ${seen.text}`);
    return seen.text ? (JSON.parse(seen.text) as Json) : {};
  }

  /** The sign-in log as an administrator opens it: of managed identities, or of applications. */
  signIns(kind: 'managedIdentity' | 'servicePrincipal'): Promise<Seen> {
    const filter = encodeURIComponent(`signInEventTypes/any(t: t eq '${kind}')`);
    const url = `https://graph.microsoft.com/beta/auditLogs/signIns?$filter=${filter}`;
    return this.call('owner', 'https://graph.microsoft.com', 'GET', url);
  }

  /** The activity log of the group, of which only what failed. */
  async failedActivity(): Promise<Seen> {
    const filter = "eventTimestamp ge '2026-11-23T00:00:00Z' and resourceGroupName eq 'rg1'";
    const at = `/subscriptions/${subscriptionId}/providers/Microsoft.Insights/eventtypes/management/values`;
    const seen = await this.arm('GET', `${at}?$filter=${encodeURIComponent(filter)}&api-version=2015-04-01`);
    const { value = [] } = JSON.parse(seen.text) as { value?: { status?: { value?: string } }[] };
    return { ...seen, text: JSON.stringify(value.filter(({ status }) => status?.value === 'Failed')) };
  }

  /** From now on the resource writes its log into a workspace. */
  async record(resourceId: string, category: string): Promise<void> {
    const workspaceId = `${group}/providers/Microsoft.OperationalInsights/workspaces/logs`;
    await this.make('PUT', workspaceId, { location: 'westeurope' });
    const properties = { workspaceId, logs: [{ category, enabled: true }] };
    await this.make('PUT', `${resourceId}/providers/Microsoft.Insights/diagnosticSettings/all`, { properties });
  }

  /** What stands in a table of the workspace, as a query over it would show. */
  logged(table: string): Seen {
    const rows = this.world.edge.tenant.tables.all<LogRow>('logs').filter((row) => row.table === table);
    return { status: 200, text: JSON.stringify(rows.map(({ columns }) => columns)) };
  }

  /** A role by its name for a principal at a scope. It counts after the time that grants take. */
  async grant(principalId: string, role: string, scope: string, more: object = {}): Promise<string> {
    // A principal that was made a moment ago is not known everywhere yet.
    await this.wait(2 * minute);
    const name = guidFrom('faults', 'grant', String((this.#grants += 1)));
    const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`;
    const roleDefinitionId = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleNamed(role)}`;
    await this.make('PUT', `${id}?api-version=2022-04-01`, { properties: { roleDefinitionId, principalId, ...more } });
    return id;
  }

  /** A resource below the group; gives its answer. */
  resource(type: string, name: string, body: object): Promise<Json> {
    return this.make('PUT', `${group}/providers/${type}/${name}`, { location: 'westeurope', ...body });
  }

  machine(name: string, identity?: object): Promise<Json> {
    return this.resource('Microsoft.Compute/virtualMachines', name, {
      ...(identity && { identity }),
      properties: { hardwareProfile: { vmSize: 'Standard_B1s' }, ...profile },
    });
  }

  async site(name: string, identity?: object): Promise<Json> {
    const serverFarmId = `${group}/providers/Microsoft.Web/serverfarms/plan1`;
    const made = await this.resource('Microsoft.Web/sites', name, { identity, properties: { serverFarmId } });
    this.deploy(siteId(name));
    return made;
  }

  /** A program that does nothing, so that a visit opens a session on the host. */
  deploy(host: string): void {
    this.world.edge.tenant.tables.apply([put('deployments', idKey(host), { program: 'idle' })]);
  }

  identity(name: string): Promise<Json> {
    return this.resource('Microsoft.ManagedIdentity/userAssignedIdentities', name, {});
  }

  wait(ms: number): Promise<number> {
    return this.world.client.wait(ms);
  }

  /** Code on a web app: its visit opens the session from which the requests come. */
  async onSite(name: string, host = `${name}.azurewebsites.net`, id = siteId(name)): Promise<Host> {
    await this.world.client.send({ method: 'GET', url: `https://${host}/` });
    return this.#host(environmentOf(this.world.edge.tenant.tables, id));
  }

  /** Code on a machine, let in by a command that its owner runs there. */
  async onMachine(path: string): Promise<Host> {
    await this.make('POST', `${path}/runCommand`, { commandId: 'RunShellScript', script: ['app'] });
    return this.#host({});
  }

  /** A request from the open network. */
  async send(method: string, url: string, token?: string, body?: object | string, headers = {}): Promise<Seen> {
    return this.#seen(await this.world.client.send(this.#request(method, url, body, token, headers)));
  }

  /** A request that a person makes with a token for the audience. */
  async call(person: Person, audience: string, method: string, url: string, headers = {}): Promise<Seen> {
    return this.#seen(await this.world.as(person, { method, url, headers }, audience));
  }

  /** An ID token of GitHub, as a job of the repository's main branch gets it. */
  async assertion(repository: string): Promise<string> {
    declareRepository(this.world, repository);
    return (await startJob(this.world, repository)).idToken();
  }

  #host(env: Record<string, string>): Host {
    const run = this.world.edge.tenant.entries.length - 1;
    const send = async (method: string, url: string, token?: string, body?: object | string, headers = {}) =>
      this.#seen(await this.world.edge.send(this.#request(method, url, body, token, headers), run));
    return new Host(env, send);
  }

  #request(method: string, url: string, body?: object | string, token?: string, more: object = {}): HttpRequest {
    const json = typeof body === 'object';
    return {
      method,
      url,
      headers: {
        ...(json && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...more,
      },
      ...(body !== undefined && { body: json ? JSON.stringify(body) : body }),
    };
  }

  #seen({ status, body }: HttpResponse): Seen {
    return { status, text: body };
  }
}

type Send = (method: string, url: string, token?: string, body?: object | string, headers?: object) => Promise<Seen>;

/** Code at work on a host: it asks the host's own token endpoint, and then whom it likes. */
export class Host {
  readonly env: Record<string, string>;
  readonly send: Send;

  constructor(env: Record<string, string>, send: Send) {
    this.env = env;
    this.send = send;
  }

  /** The answer of the host's token endpoint: of the app's own, where there is one, else of the metadata service. */
  ask(resource: string, selector: Record<string, string> = {}): Promise<Seen> {
    const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: secret = '' } = this.env;
    const version = endpoint ? '2019-08-01' : '2018-02-01';
    const query = new URLSearchParams({ 'api-version': version, resource, ...selector }).toString();
    const url = `${endpoint ?? 'http://169.254.169.254/metadata/identity/oauth2/token'}?${query}`;
    return this.send(
      'GET',
      url,
      undefined,
      undefined,
      endpoint ? { 'x-identity-header': secret } : { metadata: 'true' },
    );
  }

  async token(resource: string, selector: Record<string, string> = {}): Promise<string> {
    const seen = await this.ask(resource, selector);
    if (seen.status !== 200) throw new Error(`no token: ${seen.status} ${seen.text}`);
    return (JSON.parse(seen.text) as { access_token: string }).access_token;
  }

  /** The token, or the endpoint's refusal; then the call with it. */
  async reach(resource: string, url: string, selector: Record<string, string> = {}, headers = {}): Promise<Seen> {
    const seen = await this.ask(resource, selector);
    if (seen.status !== 200) return seen;
    return this.send('GET', url, (JSON.parse(seen.text) as { access_token: string }).access_token, undefined, headers);
  }
}

export const systemAssigned = { type: 'SystemAssigned' };
export const userAssigned = (...names: string[]): object => ({
  type: 'UserAssigned',
  userAssignedIdentities: Object.fromEntries(names.map((name) => [identityId(name), {}])),
});
export const principalOf = (made: Json): string =>
  ((made['identity'] as Json | undefined)?.['principalId'] ?? (made['properties'] as Json)['principalId']) as string;
export const clientOf = (made: Json): string => (made['properties'] as Json)['clientId'] as string;
