import { expect } from 'vitest';
import { minute } from '#kernel/clock.ts';
import { tenantId, type Answer } from '../test-tenant.ts';
import { opened, type Opened } from './client-fixture.ts';

/** Which grant of which version is asked; a form is written for version 2, and its scope becomes version 1's resource. */
export type Version = 1 | 2;
type Form = Record<string, string>;

export const vault = 'https://vault.azure.net';
const path = (version: Version, tenant = tenantId): string => `/${tenant}/oauth2${version === 2 ? '/v2.0' : ''}/token`;

/** Somebody who asks for tokens in one way that succeeds, which a row then spoils. */
export class Asked {
  readonly o: Opened;
  readonly version: Version;

  constructor(version: Version) {
    this.o = opened();
    this.version = version;
  }

  ask(form: Form, tenant?: string): Answer {
    const { scope = `${vault}/.default`, ...rest } = form;
    const target = this.version === 2 ? { scope } : { resource: scope.replace(/\/\.default$/, '') };
    const all = { grant_type: 'client_credentials', client_id: this.o.appId, ...target, ...rest };
    const given = Object.entries(all).filter(([, value]) => value !== '');
    return this.o.t.login(Object.fromEntries(given), path(this.version, tenant));
  }

  secret = (form: Form = {}): Answer => this.ask({ client_secret: this.o.password(), ...form });

  assertion(client_assertion: string, form: Form = {}): Answer {
    const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    return this.ask({ client_assertion, client_assertion_type, ...form });
  }

  /** A JWT that the client says it signed itself. */
  signed(header: object, claims: object = {}): Answer {
    const part = (value: object): string => btoa(JSON.stringify(value)).replace(/=+$/, '');
    return this.assertion(`${part({ alg: 'RS256', ...header })}.${part({ iss: this.o.appId, ...claims })}.AAAA`);
  }

  /** The credential of the pipeline, long enough ago to count. */
  trusted(): void {
    this.o.trust('main');
    this.o.t.now += 10 * minute;
  }

  person(form: Form): Answer {
    const { id } = this.o.t.user('Bob');
    this.o.t.put('sessions', 'rt.bob', { userId: id });
    const client_id = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
    return this.ask({ grant_type: 'refresh_token', refresh_token: 'rt.bob', client_id, ...form });
  }

  /** Another application that is registered here, whose principal is then changed. */
  api(change: object): string {
    const { t, admin } = this.o;
    const { appId } = t.graph('POST', '/applications', admin, { displayName: 'api', identifierUris: ['api://x'] }).json;
    const { id } = t.graph('POST', '/servicePrincipals', admin, { appId }).json;
    expect(t.graph('PATCH', `/servicePrincipals/${String(id)}`, admin, change).status).toBe(204);
    return 'api://x/.default';
  }

  disable(id: string): void {
    expect(this.o.t.graph('PATCH', `/servicePrincipals/${id}`, this.o.admin, { accountEnabled: false }).status).toBe(
      204,
    );
  }
}

/** What causes a refusal, and the refusal. */
export type Cause = [
  number: number,
  what: string,
  status: number,
  error: string,
  text: string,
  cause: (a: Asked) => Answer,
];

/** With the only version that has it, where one has not. */
export type Row = [...Cause, only?: Version];
