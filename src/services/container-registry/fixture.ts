import { group, TestTenant, type Answer } from '../test-tenant.ts';
import { registryType } from './models.ts';

/** What the tests of this folder share: a registry with an image, and the way to the registry's own tokens. */

export const registryId = (name = 'crlab'): string => `${group}/providers/${registryType}/${name}`;
export const host = 'https://crlab.azurecr.io';
const armAudience = 'https://management.azure.com/';
const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

export class Fixture extends TestTenant {
  constructor(properties: Record<string, unknown> = {}, sku = 'Standard') {
    super();
    this.create('crlab', properties, sku);
    this.import('shop/api:v1');
  }

  create(name: string, properties: Record<string, unknown> = {}, sku = 'Standard'): Answer {
    return this.arm('PUT', registryId(name), { location: 'westeurope', sku: { name: sku }, properties });
  }

  import(target: string, more: Record<string, unknown> = {}): Answer {
    const source = { registryUri: 'mcr.microsoft.com', sourceImage: 'azuredocs/aci-helloworld:latest' };
    return this.arm('POST', `${registryId()}/importImage`, { source, targetTags: [target], ...more });
  }

  may(principalId: string, ...actions: string[]): void {
    for (const action of actions) this.grant(principalId, `${registryType}/${action}`, registryId());
  }

  exchange(principalId: string, change: Record<string, string> = {}, audience = armAudience): Answer {
    const fields = {
      grant_type: 'access_token',
      service: 'crlab.azurecr.io',
      access_token: this.token(principalId, audience, 'ServicePrincipal'),
      ...change,
    };
    return this.send('POST', `${host}/oauth2/exchange`, form(fields), { token: null });
  }

  accessToken(refreshToken: string, scope: string): Answer {
    const fields = { grant_type: 'refresh_token', service: 'crlab.azurecr.io', scope, refresh_token: refreshToken };
    return this.send('POST', `${host}/oauth2/token`, form(fields), { token: null });
  }

  /** Both steps: a token of the registry for a scope. */
  registryToken(principalId: string, scope: string): string {
    const refresh = String(this.exchange(principalId).json['refresh_token']);
    return String(this.accessToken(refresh, scope).json['access_token']);
  }

  content(method: string, path: string, token: string | null, body?: unknown): Answer {
    return this.send(method, `${host}${path}`, body, { token });
  }

  basic(path: string, user: string, password: string): Answer {
    const authorization = `Basic ${btoa(`${user}:${password}`)}`;
    return this.send('GET', `${host}${path}`, undefined, { token: null, headers: { authorization } });
  }
}

/** Status and the codes of a registry's refusal. */
export const codes = ({ status, json }: Answer): [number, string[]] => [
  status,
  ((json['errors'] ?? []) as unknown as { code: string }[]).map(({ code }) => code),
];

export const challengeOf = ({ response }: Answer): string | undefined => response.headers['www-authenticate'];
