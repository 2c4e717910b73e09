import { TokenRequest, type SelectedBy } from '#kernel/acquisition.ts';
import type { Ctx, Input } from '#kernel/define.ts';
import type { ArcFacts } from './arc-acquisition.machine.ts';
import { keyOf, machines, type Machine } from './models.ts';

/** One request for a token at an agent: the answers to the questions of the chart, each found once. */
export class ArcAcquisition extends TokenRequest implements ArcFacts {
  readonly machine: Machine;
  readonly key: { file: string; secret: string };

  constructor(ctx: Ctx, input: Input) {
    const machine = machines.find(ctx.view, input.params['machine'] ?? '');
    if (!machine) throw new Error('a request at an agent comes from its server');
    const { id, identity } = machine;
    super(ctx, input, { host: id, holder: id, ...(identity && { identity }) });
    this.machine = machine;
    this.key = keyOf(ctx.view, ctx.seed, machine);
  }

  /** The agent takes no notice of selectors. */
  protected get selectors(): Record<string, SelectedBy> {
    return {};
  }

  headerPresent(): boolean {
    return this.input.headers['metadata']?.toLowerCase() === 'true';
  }

  versionKnown(): boolean {
    const version = this.input.query('api-version') ?? '';
    return /^\d{4}-\d{2}-\d{2}$/.test(version) && version >= '2019-08-15';
  }

  keyGiven(): boolean {
    return this.input.headers['authorization'] !== undefined;
  }

  keyRight(): boolean {
    return this.input.headers['authorization'] === `Basic ${this.key.secret}`;
  }

  systemIdentityOn(): boolean {
    const { id, identity } = this.machine;
    if (identity?.principalId) this.chosen = { kind: 'system', id, principalId: identity.principalId };
    return this.chosen !== undefined;
  }
}
