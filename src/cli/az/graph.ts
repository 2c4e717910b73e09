import { graphError, rawConnectionError } from './errors.ts';
import { list, member, parseJson, text, type Json } from './json.ts';
import { quote } from './arm.ts';
import type { AzSession } from './session.ts';
import { scopeOf } from './token-cache.ts';
import type { Transport } from './transport.ts';

const ENDPOINT = 'https://graph.microsoft.com';
export const GRAPH_RESOURCE = 'https://graph.microsoft.com/';

/** Requests to Microsoft Graph v1.0, as az's small Graph client sends them. */
export class GraphClient {
  readonly #transport: Transport;
  readonly #session: AzSession;

  constructor(transport: Transport, session: AzSession) {
    this.#transport = transport;
    this.#session = session;
  }

  /** One call. Lists are read to their last page and returned as a list; a refusal is thrown with Graph's message. */
  async call(method: string, path: string, body?: Json): Promise<Json | undefined> {
    const items: Json[] = [];
    for (let url = `${ENDPOINT}/v1.0${path}`; ;) {
      const { token } = await this.#session.token(scopeOf(GRAPH_RESOURCE));
      const response = await this.#transport.send({
        method,
        url,
        headers: { authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (response.status === 0) throw rawConnectionError(url);
      if (response.status >= 400) throw graphError(response);
      const page = parseJson(response.body);
      const value = member(page, 'value');
      if (!Array.isArray(value)) return page;
      items.push(...value);
      const next = text(page, '@odata.nextLink');
      if (!next) return items;
      url = next;
    }
  }

  get(path: string): Promise<Json | undefined> {
    return this.call('GET', path);
  }

  /** The items of a collection, narrowed by an OData filter. */
  async list(collection: string, filter?: string): Promise<Json[]> {
    return list(await this.get(`/${collection}${filter === undefined ? '' : `?$filter=${quote(filter)}`}`));
  }

  /** The directory objects with these ids; ids that nothing has are left out. */
  async byIds(ids: readonly string[]): Promise<Json[]> {
    if (ids.length === 0) return [];
    const types = ['user', 'group', 'servicePrincipal', 'directoryObjectPartnerReference'];
    return list(await this.call('POST', '/directoryObjects/getByIds', { ids: [...ids], types }));
  }
}
