import { second } from '#kernel/clock.ts';
import type { Ctx, Input } from '#kernel/define.ts';
import { idKey } from '#kernel/scope.ts';
import type { ImdsFacts } from './imds-acquisition.machine.ts';
import {
  findHost,
  tokensPerSecond,
  type FaultStatus,
  type ImdsFaultRow,
  type ImdsHostRow,
  type ImdsRateRow,
} from './models.ts';

/** Selectors, and what each is matched with. */
const selectors = { client_id: 'clientId', object_id: 'principalId', msi_res_id: 'resourceId' } as const;
const oldestVersion = '2018-02-01';

interface Chosen {
  kind: 'system' | 'user';
  /** ARM id of the identity; of its holder for the system-assigned one. */
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

/** One request for a token at the metadata service: the answers to the questions of the chart, each found once. */
export class ImdsAcquisition implements ImdsFacts {
  readonly #ctx: Ctx;
  readonly #input: Input;
  readonly host: ImdsHostRow;
  chosen: Chosen | undefined;
  given: Given | undefined;
  /** What Entra ID answered instead of a token. */
  fault: { code: string; message: string } | undefined;
  #asked = false;

  constructor(ctx: Ctx, input: Input) {
    this.#ctx = ctx;
    this.#input = input;
    const host = findHost(ctx.view, input.params['host'] ?? '');
    if (!host) throw new Error('a request at the metadata service comes from a machine');
    this.host = host;
  }

  get resource(): string {
    return this.#input.query('resource') ?? '';
  }

  /** The selectors that the request carries, by their query names. */
  get selected(): [name: keyof typeof selectors, value: string][] {
    return (Object.keys(selectors) as (keyof typeof selectors)[]).flatMap((name): [typeof name, string][] => {
      const value = this.#input.query(name);
      return value ? [[name, value]] : [];
    });
  }

  /** Tokens that the machine was given in this second of virtual time. */
  get rate(): ImdsRateRow {
    const now = Math.floor(this.#ctx.now / second);
    const row = this.#ctx.view.get<ImdsRateRow>('imdsRates', idKey(this.host.host));
    return row?.second === now ? row : { second: now, count: 0 };
  }

  #suffers(status: FaultStatus): boolean {
    const planted = this.#ctx.view.get<ImdsFaultRow>('imdsFaults', idKey(this.host.host));
    return planted?.status === status && (planted.until === undefined || this.#ctx.now < planted.until);
  }

  endpointThere(): boolean {
    return !this.#suffers(404);
  }

  serviceUp(): boolean {
    return !this.#suffers(410);
  }

  withinRate(): boolean {
    return !this.#suffers(429) && this.rate.count < tokensPerSecond;
  }

  headerPresent(): boolean {
    return this.#input.headers['metadata'] === 'true';
  }

  notForwarded(): boolean {
    return this.#input.headers['x-forwarded-for'] === undefined;
  }

  versionKnown(): boolean {
    const version = this.#input.query('api-version') ?? '';
    return /^\d{4}-\d{2}-\d{2}$/.test(version) && version >= oldestVersion;
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

  identityAttached(): boolean {
    const [found] = this.selected;
    if (!found) return false;
    const [name, value] = found;
    const by = selectors[name];
    this.chosen = this.#attached().find((one) => {
      const has = by === 'resourceId' ? (one.kind === 'user' ? one.id : undefined) : one[by];
      return has !== undefined && idKey(has) === idKey(value);
    });
    return this.chosen !== undefined;
  }

  systemIdentityOn(): boolean {
    this.chosen = this.#attached().find(({ kind }) => kind === 'system');
    return this.chosen !== undefined;
  }

  severalUserIdentities(): boolean {
    return this.#attached().length > 1;
  }

  oneUserIdentity(): boolean {
    [this.chosen] = this.#attached();
    return this.chosen !== undefined;
  }

  entraReached(): boolean {
    return !this.#suffers(500);
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
    return this.fault?.message.startsWith(`AADSTS${number}:`) === true;
  }

  /** The identities as the machine sees them, the system-assigned one first. */
  #attached(): Chosen[] {
    const { principalId, userAssignedIdentities } = this.host.identity ?? {};
    const users = Object.entries(userAssignedIdentities ?? {}).flatMap(([id, entry]): Chosen[] =>
      entry.principalId
        ? [{ kind: 'user', id, principalId: entry.principalId, ...(entry.clientId && { clientId: entry.clientId }) }]
        : [],
    );
    if (!principalId) return users;
    const { holder } = this.host;
    const { status, body } = this.#ctx.send('platform', {
      method: 'GET',
      url: `https://platform.internal/managedIdentities?resourceId=${encodeURIComponent(holder)}`,
    });
    const known = status === 200 ? (body as { principalId: string; clientId: string }) : undefined;
    const clientId = known?.principalId === principalId ? known.clientId : undefined;
    return [{ kind: 'system', id: holder, principalId, ...(clientId && { clientId }) }, ...users];
  }

  #askEntra(): void {
    if (this.#asked || !this.chosen) return;
    this.#asked = true;
    const { principalId, id, clientId } = this.chosen;
    const { status, body } = this.#ctx.send('platform', {
      method: 'POST',
      url: 'https://platform.internal/entra/tokens',
      body: {
        principalId,
        resource: this.resource,
        hostId: this.host.holder,
        miResourceId: id,
        ...(clientId && { clientId }),
      },
    });
    if (status === 200) this.given = body as Given;
    else this.fault = (body as { error: { code: string; message: string } }).error;
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
