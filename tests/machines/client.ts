import { createSign } from 'node:crypto';
import { day, minute } from '#kernel/clock.ts';
import { selfSigned, type SelfSigned } from '../conformance/self-signed.ts';
import { tenantId } from '../conformance/world.ts';
import type { Scene, Json } from '../faults/scene.ts';
import type { Seen } from '../faults/fault.ts';

export type Fields = Record<string, string>;

const endpoint = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`;
export const scope = 'https://vault.azure.net/.default';
const trusted = 'Contoso/shop';

/** What is posted to the token endpoint, as a form. */
export const post = (scene: Scene, fields: Fields): Promise<Seen> =>
  scene.send('POST', endpoint, undefined, new URLSearchParams(fields).toString());

/** An application with its service principal, and everything by which it can prove itself. */
export class Client {
  readonly scene: Scene;
  readonly #application: Json;
  readonly principalId: string;
  readonly #certificate: SelfSigned;

  private constructor(scene: Scene, application: Json, principalId: string, certificate: SelfSigned) {
    this.scene = scene;
    this.#application = application;
    this.principalId = principalId;
    this.#certificate = certificate;
  }

  get appId(): string {
    return String(this.#application['appId']);
  }

  get #path(): string {
    return `/applications/${String(this.#application['id'])}`;
  }

  static async of(scene: Scene): Promise<Client> {
    const application = await scene.makeGraph('POST', '/applications', { displayName: 'ci' });
    const principal = await scene.makeGraph('POST', '/servicePrincipals', { appId: application['appId'] });
    const now = await scene.world.client.now();
    const certificate = selfSigned('CN=ci', now - day, now + 30 * day);
    const client = new Client(scene, application, String(principal['id']), certificate);
    const key = certificate.der;
    const keyCredentials = [{ type: 'AsymmetricX509Cert', usage: 'Verify', key, displayName: 'ci' }];
    await scene.makeGraph('PATCH', client.#path, { keyCredentials });
    return client;
  }

  async secret(endDateTime = '2027-06-01T00:00:00Z'): Promise<Fields> {
    const made = await this.scene.makeGraph('POST', `${this.#path}/addPassword`, {
      passwordCredential: { endDateTime },
    });
    return { client_secret: String(made['secretText']) };
  }

  async signed(more: Json = {}, by = this.#certificate, named = by.thumbprint): Promise<Fields> {
    const now = Math.floor((await this.scene.world.client.now()) / 1000);
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const header = { alg: 'RS256', typ: 'JWT', 'x5t#S256': Buffer.from(named, 'hex').toString('base64url') };
    const claims = { aud: endpoint, iss: this.appId, sub: this.appId, nbf: now, exp: now + 600, ...more };
    const content = `${part(header)}.${part(claims)}`;
    const signature = createSign('sha256').update(content).sign(by.privateKey).toString('base64url');
    return this.#assertion(`${content}.${signature}`);
  }

  get own(): SelfSigned {
    return this.#certificate;
  }

  #assertion(client_assertion: string): Fields {
    return { client_assertion, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' };
  }

  async trust(more: Json = {}, wait = 5 * minute): Promise<void> {
    const parts = {
      issuer: 'https://token.actions.githubusercontent.com',
      subject: `repo:${trusted}:ref:refs/heads/main`,
      audiences: ['api://AzureADTokenExchange'],
    };
    await this.scene.makeGraph('POST', `${this.#path}/federatedIdentityCredentials`, {
      name: 'ci-job',
      ...parts,
      ...more,
    });
    if (wait) await this.scene.wait(wait);
  }

  async job(): Promise<Fields> {
    return this.#assertion(await this.scene.assertion(trusted));
  }

  ask(fields: Fields): Promise<Seen> {
    return post(this.scene, { grant_type: 'client_credentials', client_id: this.appId, scope, ...fields });
  }
}
