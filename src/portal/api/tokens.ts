import type { SignedIn } from '#tenant/client.ts';
import type { PortalClient } from './client.ts';
import { problemOf, type Answer } from './problem.ts';

/** For whom the portal's tokens are. */
export type Audience = 'arm' | 'graph' | 'vault';

const scopes: Record<Audience, string> = {
  arm: 'https://management.core.windows.net//.default',
  graph: 'https://graph.microsoft.com/.default',
  vault: 'https://vault.azure.net/.default',
};

/** The public client id under which the tenant redeems refresh tokens. */
const clientId = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
/** A token this close to its end is not used again, ms. */
const margin = 60_000;

/**
 * Access tokens of the signed-in person, one an audience. Getting one is an entry of the action log, as every token
 * request is; so it is kept until the virtual clock has passed it.
 */
export class Tokens {
  readonly #client: PortalClient;
  readonly #account: SignedIn;
  readonly #kept = new Map<Audience, { token: string; until: number }>();
  readonly #asked = new Map<Audience, Promise<Answer<string>>>();

  constructor(client: PortalClient, account: SignedIn) {
    this.#client = client;
    this.#account = account;
  }

  /** The token was refused: the next call asks for another. */
  forget(audience: Audience): void {
    this.#kept.delete(audience);
  }

  async get(audience: Audience): Promise<Answer<string>> {
    const kept = this.#kept.get(audience);
    if (kept && kept.until > (await this.#client.now()) + margin) return { ok: true, status: 200, value: kept.token };
    const asked = this.#asked.get(audience);
    if (asked) return asked;
    const asking = this.#redeem(audience).finally(() => this.#asked.delete(audience));
    this.#asked.set(audience, asking);
    return asking;
  }

  async #redeem(audience: Audience): Promise<Answer<string>> {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: this.#account.refreshToken,
      client_id: clientId,
      scope: scopes[audience],
    });
    const request = {
      method: 'POST',
      url: `https://login.microsoftonline.com/${this.#account.tenantId}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    };
    const response = await this.#client.send(request);
    if (response.status !== 200) return { ok: false, problem: problemOf(request, response) };
    const { access_token: token, expires_in: lifetime } = JSON.parse(response.body) as {
      access_token: string;
      expires_in: number;
    };
    this.#kept.set(audience, { token, until: (await this.#client.now()) + Number(lifetime) * 1000 });
    return { ok: true, status: 200, value: token };
  }
}
