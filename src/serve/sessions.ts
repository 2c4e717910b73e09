import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { Edge } from '#tenant/edge/edge.ts';

const arm = 'https://management.azure.com';

/** Asks Resource Manager in the name of whoever opens sessions. */
export type AsOperator = (request: HttpRequest) => Promise<HttpResponse>;

export type Entered = { run: number } | { why: string };

interface Way {
  of: RegExp;
  enter(ask: AsOperator, id: string, edge: Edge): Promise<HttpResponse>;
}

const post = (ask: AsOperator, id: string, version: string, body?: object): Promise<HttpResponse> =>
  ask({
    method: 'POST',
    url: `${arm}${id}?api-version=${version}`,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });

const machineOf = (edge: Edge, id: string): { compute?: { osType?: string } } | undefined =>
  edge.tenant.tables.get('imdsHosts', idKey(id));

const runCommand: Way['enter'] = (ask, id, edge) => {
  const windows = machineOf(edge, id)?.compute?.osType === 'Windows';
  const [commandId, script] = windows
    ? ['RunPowerShellScript', 'Start-Tenantlab']
    : ['RunShellScript', './code-outside-the-tenant'];
  return post(ask, `${id}/runCommand`, '2024-07-01', { commandId, script: [script] });
};

const containerExec: Way['enter'] = (ask, id, edge) => {
  const { properties } = edge.tenant.tables.get<ArmResource>('resources', idKey(id)) ?? {};
  const [first] = (properties?.['containers'] ?? []) as { name?: string }[];
  return post(ask, `${id}/containers/${first?.name ?? 'main'}/exec`, '2023-05-01', { command: '/bin/sh' });
};

/** As `az webapp ssh` does: the app's own credentials, then the tunnel of its SCM site. */
const tunnel: Way['enter'] = async (ask, id, edge) => {
  const given = await post(ask, `${id}/config/publishingcredentials/list`, '2023-12-01');
  if (given.status !== 200) return given;
  const { properties } = JSON.parse(given.body) as {
    properties: { publishingUserName: string; publishingPassword: string; scmUri: string };
  };
  const basic = Buffer.from(`${properties.publishingUserName}:${properties.publishingPassword}`).toString('base64');
  const { hostname } = new URL(properties.scmUri);
  return edge.send({
    method: 'GET',
    url: `https://${hostname}/AppServiceTunnel/Tunnel.ashx`,
    headers: { authorization: `Basic ${basic}` },
  });
};

/** How somebody who may is let on to a host of each kind; all of it are requests that Azure knows. */
const ways: readonly Way[] = [
  { of: /\/Microsoft\.Compute\/virtualMachine(s|ScaleSets\/[^/]+\/virtualMachines)\/[^/]+$/i, enter: runCommand },
  { of: /\/Microsoft\.ContainerInstance\/containerGroups\/[^/]+$/i, enter: containerExec },
  {
    of: /\/Microsoft\.App\/containerApps\/[^/]+$/i,
    enter: (ask, id) => post(ask, `${id}/exec`, '2024-03-01', { command: '/bin/sh' }),
  },
  { of: /\/Microsoft\.Web\/sites\/[^/]+(\/slots\/[^/]+)?$/i, enter: tunnel },
];

/** Whether somebody can be let on to such a host at all. */
export const canEnter = (id: string): boolean => ways.some(({ of }) => of.test(id));

/**
 * The sessions through which code outside the tenant speaks as code on its hosts. Each is opened by a request that
 * authorises it, an entry of the log like any other, and is used from then on; one that somebody opened by hand does as well.
 */
export class Sessions {
  readonly #edge: Edge;
  readonly #ask: AsOperator;
  readonly #open = new Map<string, number>();
  readonly #opening = new Map<string, Promise<Entered>>();

  constructor(edge: Edge, ask: AsOperator) {
    this.#edge = edge;
    this.#ask = ask;
    edge.onEntry(({ entry, opened }) => {
      if (opened !== undefined) this.note(opened, entry.seq);
    });
  }

  /** A session that an entry opened. */
  note(host: string, entry: number): void {
    this.#open.set(idKey(host), entry);
  }

  enter(host: string): Promise<Entered> | Entered {
    const key = idKey(host);
    const run = this.#open.get(key);
    if (run !== undefined) return { run };
    const underway = this.#opening.get(key);
    if (underway) return underway;
    const opening = this.#enter(host, key).finally(() => this.#opening.delete(key));
    this.#opening.set(key, opening);
    return opening;
  }

  async #enter(host: string, key: string): Promise<Entered> {
    const way = ways.find(({ of }) => of.test(host));
    if (!way) return { why: `Nobody can be let on to ${host}.` };
    const answer = await way.enter(this.#ask, host, this.#edge);
    const run = this.#open.get(key);
    if (run !== undefined) return { run };
    return { why: `No session could be opened on ${host}: ${answer.status} ${answer.body}` };
  }
}
