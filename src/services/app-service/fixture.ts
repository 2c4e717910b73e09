import type { HttpResponse } from '#kernel/http.ts';
import { idKey } from '#kernel/scope.ts';
import { group, TestTenant, type Answer } from '../test-tenant.ts';
import { environmentOf } from './environment.ts';

/** For the tests of this folder: a plan, web apps on it, and their code asking for tokens. */
export const planId = `${group}/providers/Microsoft.Web/serverfarms/plan1`;
export const siteId = (name: string): string => `${group}/providers/Microsoft.Web/sites/${name}`;
export const identityId = (name: string): string =>
  `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;

export const hello = {
  name: 'hello',
  title: 'Says hello',
  steps: [],
  answer: { ok: { status: 200, body: 'Hello' }, refused: { status: 500, body: 'No' } },
};

export class Web extends TestTenant {
  constructor() {
    super();
    this.arm('PUT', planId, { location: 'westeurope', sku: { name: 'B1' } });
  }

  site(name = 'app', body: object = {}): Answer {
    return this.arm('PUT', siteId(name), { location: 'West Europe', properties: { serverFarmId: planId }, ...body });
  }

  /** Sets the identity block as az does: with a PUT of the site. */
  identity(identity: object, name = 'app'): Answer {
    return this.site(name, { identity });
  }

  attach(...names: string[]): Answer {
    for (const name of names) this.arm('PUT', identityId(name), { location: 'westeurope' });
    return this.identity({
      type: 'UserAssigned',
      userAssignedIdentities: Object.fromEntries(names.map((name) => [identityId(name), {}])),
    });
  }

  env(name = 'app'): Record<string, string> {
    return this.envOf(siteId(name));
  }

  envOf(id: string): Record<string, string> {
    return environmentOf(this.tables, id) ?? {};
  }

  visit(host: string, path = '/', protocol = 'https'): Answer {
    return this.send('GET', `${protocol}://${host}${path}`, undefined, { token: null });
  }

  deploy(name = 'app', program = 'hello'): Answer {
    this.put('programs', 'hello', hello);
    return this.deploySlot(siteId(name), program);
  }

  deploySlot(id: string, program: string): Answer {
    return this.inside('PUT', '/app-service/deployments', { siteId: id, program });
  }

  row<T extends object>(table: string, id: string): T | undefined {
    return this.tables.get<T>(table, idKey(id));
  }
}

export const answered = (status: number, body: unknown): HttpResponse => ({
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
