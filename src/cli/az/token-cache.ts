import type { ShellAccount, ShellHost } from '../host.ts';
import { clientForm } from './client-proof.ts';
import { connectionError, loginError } from './errors.ts';
import { member, parseJson, text } from './json.ts';
import { identityToken } from './managed-identity.ts';

/** The public client id of the Azure CLI, the same in every tenant. */
export const AZURE_CLI_CLIENT_ID = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

export interface AccessToken {
  token: string;
  /** Virtual time, seconds since the epoch. */
  expiresOn: number;
}

/** MSAL treats a token as spent five minutes before it is. */
const MARGIN_SECONDS = 300;

/** The scope that az asks for a resource: the resource as written, plus `/.default` (hence the double slash). */
export function scopeOf(resource: string): string {
  return `${resource}/.default`;
}

/** Access tokens of one signed-in account, one per scope, renewed with its refresh token or by what it proves itself with. */
export class TokenCache {
  readonly #host: ShellHost;
  readonly #tokens = new Map<string, AccessToken>();

  constructor(host: ShellHost) {
    this.#host = host;
  }

  clear(): void {
    this.#tokens.clear();
  }

  /** A valid token for the scope. Throws the CLI's error when the token endpoint refuses. */
  async get(account: ShellAccount, scope: string): Promise<AccessToken> {
    const { identity } = account;
    const key = `${account.tenantId} ${account.userPrincipalName} ${identity?.value ?? ''} ${scope}`;
    const nowSeconds = Math.floor((await this.#host.now()) / 1000);
    const cached = this.#tokens.get(key);
    if (cached && cached.expiresOn - MARGIN_SECONDS > nowSeconds) return cached;
    if (identity) {
      const own = await identityToken(this.#host, identity, scope.replace(/\/\.default$/, ''));
      this.#tokens.set(key, own);
      return own;
    }
    const url = `https://login.microsoftonline.com/${account.tenantId}/oauth2/v2.0/token`;
    const form: Record<string, string> = account.client
      ? await clientForm(account, account.client, scope, nowSeconds)
      : {
          client_id: AZURE_CLI_CLIENT_ID,
          grant_type: 'refresh_token',
          client_info: '1',
          refresh_token: account.refreshToken,
          scope,
        };
    const body = Object.entries(form)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
    const response = await this.#host.send({ method: 'POST', url, headers, body });
    if (response.status === 0) throw connectionError(url);
    const answer = parseJson(response.body);
    if (response.status !== 200) throw loginError(response);
    const fresh = {
      token: text(answer, 'access_token'),
      expiresOn: Math.floor((await this.#host.now()) / 1000) + Number(member(answer, 'expires_in') ?? 0),
    };
    this.#tokens.set(key, fresh);
    return fresh;
  }
}
