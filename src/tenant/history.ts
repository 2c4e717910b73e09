import type { Change, Tables } from '#kernel/tables.ts';

/** Tables that an undo leaves alone: who speaks is settled by what was issued, not by where on the timeline one stands. */
const kept = new Set(['tokens', 'sessions']);

interface Node {
  parent: number;
  forward: Change[];
  inverse: Change[];
}

/**
 * The timeline of states: a tree, because one may go back and take another way. Going to a node applies the inverse
 * changes up to the common ancestor and the forward changes down again; nothing is recomputed.
 */
export class History {
  readonly #nodes = new Map<number, Node>();
  #position = 0;

  get position(): number {
    return this.#position;
  }

  parentOf(seq: number): number | undefined {
    return this.#nodes.get(seq)?.parent;
  }

  /** What an entry changed, without who speaks. */
  changesOf(seq: number): readonly Change[] {
    return this.#nodes.get(seq)?.forward ?? [];
  }

  has(seq: number): boolean {
    return seq === 0 || this.#nodes.has(seq);
  }

  /** Commits an entry's changes to the tables and stands at it. */
  commit(seq: number, tables: Tables, changes: Change[]): void {
    const inverse = tables.apply(changes).filter(({ table }) => !kept.has(table));
    const forward = changes.filter(({ table }) => !kept.has(table));
    this.#nodes.set(seq, { parent: this.#position, forward, inverse });
    this.#position = seq;
  }

  #upFrom(seq: number): number[] {
    const path = [seq];
    for (let at = seq; at !== 0;) {
      at = this.#nodes.get(at)?.parent ?? 0;
      path.push(at);
    }
    return path;
  }

  /** Whether the state after an entry lies on the way to where we stand. */
  inEffect(seq: number): boolean {
    return this.#upFrom(this.#position).includes(seq);
  }

  /** Moves the tables to the state after the target entry. */
  goTo(target: number, tables: Tables): void {
    const down = this.#upFrom(target);
    const shared = new Set(down);
    for (let at = this.#position; !shared.has(at); at = this.#nodes.get(at)?.parent ?? 0) {
      tables.apply(this.#nodes.get(at)?.inverse ?? []);
      this.#position = this.#nodes.get(at)?.parent ?? 0;
    }
    const meeting = this.#position;
    for (const seq of down.slice(0, down.indexOf(meeting)).reverse()) tables.apply(this.#nodes.get(seq)?.forward ?? []);
    this.#position = target;
  }
}
