import { group, TestTenant, type Answer } from '../test-tenant.ts';

/** For the tests of this folder: a web app, and its code asking for tokens. */
export const siteId = (name: string): string => `${group}/providers/Microsoft.Web/sites/${name}`;
export const identityId = (name: string): string =>
  `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
export const address = 'http://169.254.129.2:8081/msi/token';

interface Host {
  host: string;
  holder: string;
  header: string;
  kind: string;
  identity?: object;
}

export class Web extends TestTenant {
  constructor() {
    super();
    this.arm('PUT', `${group}/providers/Microsoft.Web/serverfarms/plan1`, {
      location: 'westeurope',
      sku: { name: 'B1' },
    });
  }

  /** Sets the identity block as az does: with a PUT of the site. */
  identity(identity?: object, name = 'app'): Answer {
    const serverFarmId = `${group}/providers/Microsoft.Web/serverfarms/plan1`;
    return this.arm('PUT', siteId(name), { location: 'westeurope', properties: { serverFarmId }, identity });
  }

  attach(...names: string[]): Answer {
    for (const name of names) this.arm('PUT', identityId(name), { location: 'westeurope' });
    return this.identity({
      type: 'UserAssigned',
      userAssignedIdentities: Object.fromEntries(names.map((name) => [identityId(name), {}])),
    });
  }

  /** What the platform knows of a place. */
  host(id = siteId('app')): Host | undefined {
    return this.tables.all<Host>('identityEndpoints').find(({ host }) => host === id);
  }

  /** Code at a place asks its identity endpoint, by default that of the web app. */
  ask(
    query: Record<string, string>,
    headers: Record<string, string> = this.header(),
    { method = 'GET', host = siteId('app'), url = address } = {},
  ): Answer {
    const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    return this.send(method, `${url}?${pairs.join('&')}`, undefined, {
      headers,
      origin: { type: 'run', entry: 1, host },
    });
  }

  header(id = siteId('app')): Record<string, string> {
    return { 'x-identity-header': this.host(id)?.header ?? '' };
  }
}
