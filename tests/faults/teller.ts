import { idKey, nameOf } from '#kernel/scope.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { flowRecord } from '#lab/flow-record.ts';
import { logItem } from '#lab/log-words.ts';
import type { FlowRecord, LogItem } from '#lab/session-client.ts';
import type { Happened } from '#tenant/edge/edge.ts';
import type { Scene } from './scene.ts';

/** Writes down what happens in a scene as the token flow is told it. */
export class Teller {
  readonly #scene: Scene;
  readonly #happened: Happened[] = [];

  constructor(scene: Scene) {
    this.#scene = scene;
    scene.world.edge.onEntry((happened) => (this.#happened[happened.entry.seq] = happened));
  }

  /** Every line so far, oldest first. */
  items(): LogItem[] {
    const { tables } = this.#scene.world.edge.tenant;
    const runs = (entry: number) => this.#happened[entry]?.runs ?? this.#happened[entry]?.opened ?? 'app';
    return Object.values(this.#happened).map((one) =>
      logItem(one, {
        nameOfUser: (id) => tables.get<{ displayName: string }>('users', id)?.displayName,
        nameOfHost: (entry) => nameOf(runs(entry)),
        hostOf(entry) {
          const kind = tables.get<ArmResource>('resources', idKey(runs(entry)))?.kind;
          return { id: runs(entry), ...(kind && { kind }) };
        },
        inEffect: () => true,
      }),
    );
  }

  /** The latest request that the test picks, with everything that is known of it. */
  async latest(picked: (item: LogItem) => boolean): Promise<FlowRecord> {
    const item = this.items().findLast((one) => one.kind === 'request' && picked(one));
    const happened = item && this.#happened[item.seq];
    const record = happened && (await flowRecord(happened, item, this.#scene.world.edge));
    if (!record) throw new Error('no such request was made');
    return record;
  }
}
