import { TokenRequest, type Chosen, type SelectedBy } from '#kernel/acquisition.ts';
import { second } from '#kernel/clock.ts';
import type { Ctx, Input } from '#kernel/define.ts';
import { idKey } from '#kernel/scope.ts';
import type { ImdsFacts } from './imds-acquisition.machine.ts';
import { findHost, tokensPerSecond, type FaultStatus, type ImdsFaultRow, type ImdsRateRow } from './models.ts';

const oldestVersion = '2018-02-01';

/** One request for a token at the metadata service: the answers to the questions of the chart, each found once. */
export class ImdsAcquisition extends TokenRequest implements ImdsFacts {
  constructor(ctx: Ctx, input: Input) {
    const host = findHost(ctx.view, input.params['host'] ?? '');
    if (!host) throw new Error('a request at the metadata service comes from a machine');
    super(ctx, input, host);
  }

  protected get selectors(): Record<string, SelectedBy> {
    return { client_id: 'clientId', object_id: 'principalId', msi_res_id: 'resourceId' };
  }

  /** Tokens that the machine was given in this second of virtual time. */
  get rate(): ImdsRateRow {
    const now = Math.floor(this.ctx.now / second);
    const row = this.ctx.view.get<ImdsRateRow>('imdsRates', idKey(this.host.host));
    return row?.second === now ? row : { second: now, count: 0 };
  }

  #suffers(status: FaultStatus): boolean {
    const planted = this.ctx.view.get<ImdsFaultRow>('imdsFaults', idKey(this.host.host));
    return planted?.status === status && (planted.until === undefined || this.ctx.now < planted.until);
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
    return this.input.headers['metadata'] === 'true';
  }

  notForwarded(): boolean {
    return this.input.headers['x-forwarded-for'] === undefined;
  }

  versionKnown(): boolean {
    const version = this.input.query('api-version') ?? '';
    return /^\d{4}-\d{2}-\d{2}$/.test(version) && version >= oldestVersion;
  }

  identityAttached(): boolean {
    return this.choose(this.#attached());
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

  /** The identities as the machine sees them, the system-assigned one first. */
  #attached(): Chosen[] {
    const { holder, identity } = this.host;
    const principalId = identity?.principalId;
    if (!principalId) return this.users();
    const { status, body } = this.ctx.send('platform', {
      method: 'GET',
      url: `https://platform.internal/managedIdentities?resourceId=${encodeURIComponent(holder)}`,
    });
    const known = status === 200 ? (body as { principalId: string; clientId: string }) : undefined;
    const clientId = known?.principalId === principalId ? known.clientId : undefined;
    return [{ kind: 'system', id: holder, principalId, ...(clientId && { clientId }) }, ...this.users()];
  }
}
