import type { HttpResponse } from '#kernel/http.ts';
import { CliError, connectionError, serviceError } from './errors.ts';
import { list, member, parseJson, text, type Json } from './json.ts';
import type { AzSession } from './session.ts';
import { scopeOf } from './token-cache.ts';
import { header, type Transport } from './transport.ts';

/** The parts of `WWW-Authenticate: Bearer authorization="…", resource="…"`. */
export function parseChallenge(value: string): Record<string, string> {
  const parts: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [, name = '', quoted, bare] of value.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g))
    parts[name.toLowerCase()] = quoted ?? bare ?? '';
  return parts;
}

/**
 * Requests to one vault's data plane. As the Key Vault SDK does, the first one of a command goes out without a token
 * and without its body, to learn from the 401 which authority and resource the vault trusts.
 */
export class VaultClient {
  readonly #base: string;
  readonly #transport: Transport;
  readonly #session: AzSession;
  #scope: string | undefined;

  constructor(base: string, transport: Transport, session: AzSession) {
    this.#base = base.replace(/\/+$/, '');
    this.#transport = transport;
    this.#session = session;
  }

  async #attempt(
    method: string,
    url: string,
    token: string | undefined,
    body: Json | undefined,
  ): Promise<HttpResponse> {
    const response = await this.#transport.sendRetrying({
      method,
      url,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.status === 0) throw connectionError(url);
    return response;
  }

  async #challenged(response: HttpResponse, url: string): Promise<string> {
    const parts = parseChallenge(header(response, 'www-authenticate') ?? '');
    const resource = parts['resource'] ?? parts['scope']?.replace(/\/\.default$/, '') ?? '';
    const trusted = /^https?:\/\/([^/:]+)/i.exec(resource)?.[1];
    const host = /^https?:\/\/([^/:]+)/i.exec(url)?.[1] ?? '';
    if (!trusted) throw serviceError(response, { exit: 1 });
    if (host !== trusted && !host.endsWith(`.${trusted}`))
      throw new CliError(
        `The challenge resource '${trusted}' does not match the requested domain. Pass \`verify_challenge_resource=False\` to your client's constructor to disable this verification. See https://aka.ms/azsdk/blog/vault-uri for more information.`,
      );
    return scopeOf(resource);
  }

  /** One call; `path` is what follows the vault's address. Throws the vault's refusal. */
  async call(method: string, path: string, body?: Json): Promise<Json | undefined> {
    const url = path.startsWith('https://') ? path : `${this.#base}${path}`;
    let response: HttpResponse;
    if (this.#scope === undefined) {
      response = await this.#attempt(method, url, undefined, undefined);
      if (response.status === 401) {
        this.#scope = await this.#challenged(response, url);
        response = await this.#attempt(method, url, (await this.#session.token(this.#scope)).token, body);
      }
    } else {
      response = await this.#attempt(method, url, (await this.#session.token(this.#scope)).token, body);
    }
    if (response.status >= 400) throw serviceError(response, { exit: 1 });
    return parseJson(response.body);
  }

  /** Every page of a list. */
  async list(path: string): Promise<Json[]> {
    const items: Json[] = [];
    for (let next: string | undefined = path; next;) {
      const page: Json | undefined = await this.call('GET', next);
      items.push(...list(member(page, 'value')));
      next = text(page, 'nextLink') || undefined;
    }
    return items;
  }
}
