import { TokenRequest, type SelectedBy } from '#kernel/acquisition.ts';
import type { Ctx, Input } from '#kernel/define.ts';
import { findEndpoint, type IdentityEndpointRow } from '#kernel/identity-endpoint.ts';
import type { AcquisitionFacts } from './token-acquisition.machine.ts';

export type Version = '2017-09-01' | '2019-08-01';

/** Selectors and what they are matched with. The old version knows the client id only, under another name. */
const selectors: Record<Version, Record<string, SelectedBy>> = {
  '2019-08-01': {
    client_id: 'clientId',
    principal_id: 'principalId',
    object_id: 'principalId',
    mi_res_id: 'resourceId',
  },
  '2017-09-01': { clientid: 'clientId' },
};
const headers: Record<Version, string> = { '2019-08-01': 'x-identity-header', '2017-09-01': 'secret' };

/** One request for a token at the identity endpoint: the answers to the questions of the chart, each found once. */
export class Acquisition extends TokenRequest implements AcquisitionFacts {
  declare readonly host: IdentityEndpointRow;
  readonly version: Version | undefined;

  constructor(ctx: Ctx, input: Input) {
    const host = findEndpoint(ctx.view, input.params['host'] ?? '');
    if (!host) throw new Error('a request at an identity endpoint comes from a place that has one');
    super(ctx, input, host);
    // Runbooks name no version: the documented request of a sandbox has none.
    const version = input.query('api-version') ?? (host.kind === 'automation' ? '2019-08-01' : undefined);
    if (version === '2017-09-01' || version === '2019-08-01') this.version = version;
  }

  protected get selectors(): Record<string, SelectedBy> {
    return selectors[this.version ?? '2019-08-01'];
  }

  get #header(): string | undefined {
    return this.input.headers[headers[this.version ?? '2019-08-01']];
  }

  headerPresent(): boolean {
    return Boolean(this.#header);
  }

  headerRight(): boolean {
    return this.#header === this.host.header;
  }

  versionKnown(): boolean {
    return this.version !== undefined;
  }

  userIdentityAttached(): boolean {
    return this.choose(this.users());
  }

  systemIdentityOn(): boolean {
    const { holder, identity } = this.host;
    const principalId = identity?.principalId;
    if (principalId) this.chosen = { kind: 'system', id: holder, principalId };
    return this.chosen !== undefined;
  }
}
