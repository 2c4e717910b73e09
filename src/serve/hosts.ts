import { endpointAddresses, endpointPath, type IdentityEndpointRow } from '#kernel/identity-endpoint.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import type { Arrival } from './arrival.ts';
import { canEnter } from './sessions.ts';

/** A place in the tenant where code finds an endpoint for tokens. */
export interface Host {
  id: string;
  kind: 'machine' | 'app';
  /** What the endpoint of an app wants to see in X-IDENTITY-HEADER. */
  header?: string;
  /** Where its code finds the endpoint, inside. */
  address: string;
}

const metadata = '169.254.169.254';

/** Every machine that runs, and every app whose endpoint answers, if somebody can be let on to it. */
export function hostsOf(view: View): Host[] {
  const machines = view
    .all<{ host: string }>('imdsHosts')
    .map(({ host }): Host => ({ id: host, kind: 'machine', address: metadata }));
  const apps = view
    .all<IdentityEndpointRow>('identityEndpoints')
    .map(({ host, header, kind }): Host => ({ id: host, kind: 'app', header, address: endpointAddresses[kind] }));
  return [...machines, ...apps].filter(({ id }) => canEnter(id));
}

/** The hosts by id, worked out again only when some come or go. */
export class Hosts {
  readonly #view: () => View;
  #of: [object, object] | undefined;
  #hosts = new Map<string, Host>();

  constructor(view: () => View) {
    this.#view = view;
  }

  /** Something that is another whenever the hosts are. */
  get stamp(): object {
    this.#known();
    return this.#hosts;
  }

  list(): Host[] {
    return [...this.#known().values()];
  }

  find(id: string): Host | undefined {
    return this.#known().get(idKey(id));
  }

  #known(): Map<string, Host> {
    const view = this.#view();
    const of: [object, object] = [view.stamp('imdsHosts'), view.stamp('identityEndpoints')];
    if (this.#of?.[0] !== of[0] || this.#of[1] !== of[1]) {
      this.#of = of;
      this.#hosts = new Map(hostsOf(view).map((host) => [idKey(host.id), host]));
    }
    return this.#hosts;
  }
}

/** How a request at a host's endpoint, made from outside, arrives inside: its path there, and where it came in. */
export function insideOf(host: Host, path: string): { path: string; arrival: Arrival } {
  const arrival: Arrival = { protocol: 'http', host: host.address, machine: host.id };
  if (host.kind === 'machine') return { path, arrival };
  const query = path.includes('?') ? path.slice(path.indexOf('?')) : '';
  return { path: `${endpointPath}${query}`, arrival };
}
