import { list, member, parseJson, text, type Json } from '../../az/json.ts';
import type { AzSession } from '../../az/session.ts';
import type { ShellHost } from '../../host.ts';

const armScope = 'https://management.core.windows.net//.default';
const graphScope = 'https://graph.microsoft.com//.default';
const vaultScope = 'https://vault.azure.net/.default';

/** What can be seen of the tenant without a trace, as whoever is signed in. Nothing where it may not be seen. */
export class Look {
  readonly #host: Pick<ShellHost, 'lookAs'>;
  readonly #az: Pick<AzSession, 'account' | 'subscriptions' | 'subscription'>;

  constructor(host: Pick<ShellHost, 'lookAs'>, az: Pick<AzSession, 'account' | 'subscriptions' | 'subscription'>) {
    this.#host = host;
    this.#az = az;
  }

  async #list(scope: string, url: string): Promise<Json[]> {
    const { tenantId, refreshToken } = await this.#az.account();
    const request = { method: 'GET', url, headers: { accept: 'application/json' } };
    const answer = await this.#host.lookAs?.({ tenantId, refreshToken, scope }, request);
    return answer?.status === 200 ? list(member(parseJson(answer.body), 'value')) : [];
  }

  async #root(): Promise<string> {
    const { tenantId, refreshToken } = await this.#az.account();
    const url = 'https://management.azure.com/subscriptions?api-version=2022-12-01';
    const answer = await this.#host.lookAs?.({ tenantId, refreshToken, scope: armScope }, { method: 'GET', url });
    const [first] = list(member(parseJson(answer?.body ?? ''), 'value'));
    return `/subscriptions/${text(first, 'subscriptionId')}`;
  }

  /** A list of Resource Manager: a path below the subscription, or a whole one. */
  async arm(path: string, version: string): Promise<Json[]> {
    const from = path.startsWith('/subscriptions') ? path : `${await this.#root()}${path}`;
    const mark = from.includes('?') ? '&' : '?';
    return this.#list(armScope, `https://management.azure.com${from}${mark}api-version=${version}`);
  }

  graph(path: string): Promise<Json[]> {
    return this.#list(graphScope, `https://graph.microsoft.com/v1.0${path}`);
  }

  secrets(vault: string): Promise<Json[]> {
    return this.#list(vaultScope, `https://${vault}.vault.azure.net/secrets?api-version=7.4`);
  }

  /** Every resource of a type, in one group where that is given. */
  async resources(type: string | undefined, group?: string): Promise<Json[]> {
    const filter = type === undefined ? '' : `?$filter=${encodeURIComponent(`resourceType eq '${type}'`)}`;
    const path = group === undefined ? '/resources' : `/resourceGroups/${group}/resources`;
    return this.arm(path + filter, '2022-09-01');
  }
}
