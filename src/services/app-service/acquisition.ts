import type { Ctx, Input } from '#kernel/define.ts';
import { idKey } from '#kernel/scope.ts';
import { findSite, findWebApp, type Site } from './models.ts';
import type { AcquisitionFacts } from './token-acquisition.machine.ts';

export type Version = '2017-09-01' | '2019-08-01';

/** Selectors and what they are matched with. The old version knows the client id only, under another name. */
const selectors: Record<Version, Record<string, 'clientId' | 'principalId' | 'resourceId'>> = {
  '2019-08-01': {
    client_id: 'clientId',
    principal_id: 'principalId',
    object_id: 'principalId',
    mi_res_id: 'resourceId',
  },
  '2017-09-01': { clientid: 'clientId' },
};
const headers: Record<Version, string> = { '2019-08-01': 'x-identity-header', '2017-09-01': 'secret' };

interface Chosen {
  kind: 'system' | 'user';
  /** ARM id of the identity; of the site itself for the system-assigned one. */
  id: string;
  principalId: string;
  clientId?: string;
}

interface Given {
  ref: string;
  clientId: string;
  expiresOn: number;
  cached: boolean;
}

/** One request for a token at the identity endpoint: the answers to the questions of the chart, each found once. */
export class Acquisition implements AcquisitionFacts {
  readonly #ctx: Ctx;
  readonly #input: Input;
  readonly site: Site | undefined;
  readonly version: Version | undefined;
  chosen: Chosen | undefined;
  given: Given | undefined;
  /** What Entra ID answered instead of a token. */
  fault: string | undefined;
  #asked = false;

  constructor(ctx: Ctx, input: Input) {
    this.#ctx = ctx;
    this.#input = input;
    this.site = findSite(ctx.view, input.params['host'] ?? '');
    const version = input.query('api-version');
    if (version === '2017-09-01' || version === '2019-08-01') this.version = version;
  }

  get resource(): string {
    return this.#input.query('resource') ?? '';
  }

  /** The selectors that the request carries, by their query names. */
  get selected(): [name: string, value: string][] {
    return Object.keys(selectors[this.version ?? '2019-08-01']).flatMap((name): [string, string][] => {
      const value = this.#input.query(name);
      return value ? [[name, value]] : [];
    });
  }

  get #header(): string | undefined {
    return this.#input.headers[headers[this.version ?? '2019-08-01']];
  }

  headerPresent(): boolean {
    return Boolean(this.#header);
  }

  headerRight(): boolean {
    return this.#header === findWebApp(this.#ctx.view, this.site?.id ?? '')?.identityHeader;
  }

  versionKnown(): boolean {
    return this.version !== undefined;
  }

  resourceGiven(): boolean {
    return this.resource !== '';
  }

  severalSelectors(): boolean {
    return this.selected.length > 1;
  }

  selectorGiven(): boolean {
    return this.selected.length === 1;
  }

  userIdentityAttached(): boolean {
    const [[name, value] = ['', '']] = this.selected;
    const by = selectors[this.version ?? '2019-08-01'][name];
    for (const [id, { principalId, clientId }] of Object.entries(this.site?.identity?.userAssignedIdentities ?? {})) {
      const has = by === 'clientId' ? clientId : by === 'principalId' ? principalId : id;
      if (has === undefined || idKey(has) !== idKey(value) || !principalId) continue;
      this.chosen = { kind: 'user', id, principalId, ...(clientId && { clientId }) };
      return true;
    }
    return false;
  }

  systemIdentityOn(): boolean {
    const { site } = this;
    const principalId = site?.identity?.principalId;
    if (!site || !principalId) return false;
    this.chosen = { kind: 'system', id: site.id, principalId };
    return true;
  }

  principalExists(): boolean {
    this.#askEntra();
    return !this.#faultIs(700016);
  }

  principalEnabled(): boolean {
    return !this.#faultIs(7000112);
  }

  resourceKnown(): boolean {
    return this.given !== undefined;
  }

  tokenKept(): boolean {
    return this.given?.cached === true;
  }

  #faultIs(number: number): boolean {
    return this.fault?.startsWith(`AADSTS${number}:`) === true;
  }

  #askEntra(): void {
    if (this.#asked || !this.chosen || !this.site) return;
    this.#asked = true;
    const { principalId, id, clientId } = this.chosen;
    const { status, body } = this.#ctx.send('platform', {
      method: 'POST',
      url: 'https://platform.internal/entra/tokens',
      body: {
        principalId,
        resource: this.resource,
        hostId: this.site.id,
        miResourceId: id,
        ...(clientId && { clientId }),
      },
    });
    if (status === 200) this.given = body as Given;
    else this.fault = (body as { error: { message: string } }).error.message;
  }

  /** What the trace keeps of it, without the token's reference. */
  facts(): Record<string, unknown> {
    const { site, chosen, given } = this;
    const identity = chosen && { ...chosen, clientId: given?.clientId ?? chosen.clientId };
    return {
      host: site?.id,
      resource: this.resource,
      selector: Object.fromEntries(this.selected),
      ...(identity && { identity }),
      ...(given && { expiresOn: given.expiresOn, from: given.cached ? 'cache' : 'entra' }),
      ...(this.fault && { fault: this.fault }),
    };
  }
}
