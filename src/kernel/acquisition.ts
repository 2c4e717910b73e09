import type { Ctx, Input } from './define.ts';
import type { IdentityBlock } from './rows.ts';
import { idKey } from './scope.ts';

/** What a selector of a token request is matched with. */
export type SelectedBy = 'clientId' | 'principalId' | 'resourceId';

/** Where a token is asked for, and whose identities are to be had there. */
export interface Asker {
  /** The place that the code runs at: a machine, a site, a sandbox. */
  host: string;
  /** The resource that holds its identities: the same place, or the scale set that it belongs to. */
  holder: string;
  /** The identities as the place sees them. */
  identity?: IdentityBlock;
}

export interface Chosen {
  kind: 'system' | 'user';
  /** ARM id of the identity; of its holder for the system-assigned one. */
  id: string;
  principalId: string;
  clientId?: string;
}

export interface Given {
  ref: string;
  clientId: string;
  expiresOn: number;
  cached: boolean;
}

/** A token of an identity for a resource, kept like any other for its day; or what Entra ID said instead. */
export function askEntra(
  ctx: Ctx,
  holder: string,
  { id, principalId, clientId }: Omit<Chosen, 'kind'>,
  resource: string,
): { given: Given } | { fault: { code: string; message: string } } {
  const { status, body } = ctx.send('platform', {
    method: 'POST',
    url: 'https://platform.internal/entra/tokens',
    body: { principalId, resource, hostId: holder, miResourceId: id, ...(clientId && { clientId }) },
  });
  return status === 200
    ? { given: body as Given }
    : { fault: (body as { error: { code: string; message: string } }).error };
}

/**
 * One request for a token at an endpoint that Azure keeps on a host: what the charts of all such endpoints ask, each
 * question answered once. Which identity a request means differs by endpoint; what follows does not.
 */
export abstract class TokenRequest {
  protected readonly ctx: Ctx;
  protected readonly input: Input;
  readonly host: Asker;
  chosen: Chosen | undefined;
  given: Given | undefined;
  /** What Entra ID answered instead of a token. */
  fault: { code: string; message: string } | undefined;
  #asked = false;

  constructor(ctx: Ctx, input: Input, host: Asker) {
    this.ctx = ctx;
    this.input = input;
    this.host = host;
  }

  /** Query names of the selectors that the endpoint knows. */
  protected abstract get selectors(): Record<string, SelectedBy>;

  get resource(): string {
    return this.input.query('resource') ?? '';
  }

  /** The selectors that the request carries, by their query names. */
  get selected(): [name: string, value: string][] {
    return Object.keys(this.selectors).flatMap((name): [string, string][] => {
      const value = this.input.query(name);
      return value ? [[name, value]] : [];
    });
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

  principalExists(): boolean {
    this.#askEntra();
    return !this.#faultIs(700016);
  }

  principalEnabled(): boolean {
    this.#askEntra();
    return !this.#faultIs(7000112);
  }

  resourceKnown(): boolean {
    return this.given !== undefined;
  }

  tokenKept(): boolean {
    return this.given?.cached === true;
  }

  /** Takes the first of these identities that the request's selector names. */
  protected choose(among: readonly Chosen[]): boolean {
    const [[name, value] = ['', '']] = this.selected;
    const by = this.selectors[name];
    this.chosen = among.find((one) => {
      const has = by === 'resourceId' ? (one.kind === 'user' ? one.id : undefined) : by && one[by];
      return has !== undefined && idKey(has) === idKey(value);
    });
    return this.chosen !== undefined;
  }

  /** The user-assigned identities as the host sees them. */
  protected users(): Chosen[] {
    return Object.entries(this.host.identity?.userAssignedIdentities ?? {}).flatMap(([id, entry]): Chosen[] =>
      entry.principalId
        ? [{ kind: 'user', id, principalId: entry.principalId, ...(entry.clientId && { clientId: entry.clientId }) }]
        : [],
    );
  }

  #faultIs(number: number): boolean {
    return this.fault?.message.startsWith(`AADSTS${number}:`) === true;
  }

  #askEntra(): void {
    if (this.#asked || !this.chosen) return;
    this.#asked = true;
    const asked = askEntra(this.ctx, this.host.holder, this.chosen, this.resource);
    if ('given' in asked) this.given = asked.given;
    else this.fault = asked.fault;
  }

  /** What the trace keeps of it, without the token's reference. */
  facts(): Record<string, unknown> {
    const { host, chosen, given, fault } = this;
    const identity = chosen && { ...chosen, clientId: given?.clientId ?? chosen.clientId };
    return {
      host: host.host,
      resource: this.resource,
      selector: Object.fromEntries(this.selected),
      ...(identity && { identity }),
      ...(given && { expiresOn: given.expiresOn, from: given.cached ? 'cache' : 'entra' }),
      ...(fault && { fault: fault.message }),
    };
  }
}
