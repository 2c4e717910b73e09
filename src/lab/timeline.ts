import type { Entry } from '#tenant/action-log/entry.ts';
import type { Tenant } from '#tenant/tenant.ts';

/** Tables that change by the way: a request that touches only these is nothing that a learner would want undone. */
const byTheWay = new Set(['clock', 'tokenCache', 'activityLog', 'incarnations', 'logs']);

/** Whether an entry did something that a learner would call a step: it changed a resource, or moved the clock. */
export function isStep(tenant: Tenant, entry: Entry): boolean {
  if (entry.input.kind === 'clock') return true;
  return tenant.history.changesOf(entry.seq).some(({ table }) => !byTheWay.has(table));
}

/** Where "undo" and "redo" lead. Built from the entries alone, so that a resumed lab knows it too. */
export class Timeline {
  readonly #tenant: Tenant;
  #forward: number[] = [];
  #last = 0;

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
  }

  /** To be told of every entry after it was folded. */
  note(entry: Entry): void {
    const { input } = entry;
    if (input.kind === 'undo') {
      if (this.#forward.at(-1) === input.target) this.#forward.pop();
      else this.#forward.push(this.#last);
    } else if (isStep(this.#tenant, entry)) this.#forward = [];
    this.#last = this.#tenant.history.position;
  }

  /** The entry to go back to: before the latest step that is in effect. Undefined at the start. */
  get back(): number | undefined {
    const { history, entries } = this.#tenant;
    for (let at = history.position; at > 0; at = history.parentOf(at) ?? 0) {
      const entry = entries[at];
      if (entry && isStep(this.#tenant, entry)) return history.parentOf(at) ?? 0;
    }
    return undefined;
  }

  get ahead(): number | undefined {
    return this.#forward.at(-1);
  }
}
