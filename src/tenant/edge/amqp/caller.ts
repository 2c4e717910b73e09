import type { HttpResponse } from '#kernel/http.ts';
import type { AmqpPort } from './port.ts';

/** `sb://{ns}.servicebus.windows.net/q1/$management` and `q1` alike to `q1`: the part that requests address. */
export const entityOf = (address: string): string =>
  address
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/^\/+|\/+$/g, '')
    .replace(/\/?\$management$/i, '');

/** The queue or topic in which an entity is: what is sent to a topic turns up below it. */
export const rootOf = (entity: string): string => entity.replace(/\/(subscriptions|\$deadletterqueue)(\/.*)?$/i, '');

const escapePath = (path: string): string =>
  path
    .split('/')
    .map((segment) => encodeURIComponent(segment).replaceAll('%24', '$'))
    .join('/');

/**
 * One connection's voice. It remembers the token that `put-token` gave for each resource and speaks with it from then on.
 */
export class Caller {
  readonly host: string;
  /** What the client calls itself. */
  agent: string | undefined;
  readonly #port: AmqpPort;
  readonly #tokens = new Map<string, string>();

  constructor(port: AmqpPort, host: string) {
    this.#port = port;
    this.host = host;
  }

  /** A request about an entity, `rest` being what follows its name in the address. */
  ask(entity: string, method: string, rest: string, body?: unknown, authorization?: string): Promise<HttpResponse> {
    const token = authorization ?? this.#tokenFor(entity);
    const at = entity ? `/${escapePath(entity)}` : '';
    return this.#port.send({
      method,
      url: `https://${this.host}${at}/${rest}`,
      headers: {
        ...(token !== undefined && { authorization: token }),
        ...(this.agent !== undefined && { 'user-agent': this.agent }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  remember(entity: string, authorization: string): void {
    this.#tokens.set(entity.toLowerCase(), authorization);
  }

  /** The token for the entity itself or, failing that, for what it is in, up to the namespace. */
  #tokenFor(entity: string): string | undefined {
    for (let at = entity.toLowerCase(); ; at = at.slice(0, Math.max(at.lastIndexOf('/'), 0))) {
      const token = this.#tokens.get(at);
      if (token !== undefined || at === '') return token;
    }
  }
}
