import type { ConsideredAssignment, Plane } from '#kernel/decision.ts';
import { conditionMet, type ConditionFacts } from './condition.ts';
import { ActionPatterns } from './match.ts';
import type { RoleDefinition, RolePermission } from './models.ts';
import type { Action, Names } from './names.ts';

/** What a role, or an assignment of it, says about an action: one object for each thing that it may say. */
export interface RoleAnswer {
  outcome: ConsideredAssignment['outcome'];
  /** The pattern that matched, or the notAction that took it away. */
  matched?: string;
  /** A small number among the answers of the role, from 0. */
  number: number;
}

interface Block {
  condition: string | null;
  own: Record<Plane, ActionPatterns>;
  not: Record<Plane, ActionPatterns>;
}

/** What is true of an action whatever else is asked; `open` are the blocks that hang on their condition. */
interface Remembered {
  answer: RoleAnswer;
  open: readonly { condition: string; met: RoleAnswer }[];
  /** Where the role is assigned beside the scope: a pattern that would match is named all the same. */
  elsewhere: RoleAnswer;
}

/** A role whose patterns are compiled once, and looked through once for each action. */
export class CompiledRole {
  readonly definition: RoleDefinition;
  /** Whether any of its blocks hangs on a condition. */
  readonly isConditional: boolean;
  readonly #blocks: Block[];
  readonly #meets: typeof conditionMet;
  readonly #answers = new Map<string, RoleAnswer>();
  readonly #plain = new Map<RoleAnswer, Remembered>();
  #names: Names | undefined;
  #control: Remembered[] = [];
  #data: Remembered[] = [];

  /** `meets` says what a condition that cannot be decided means: for a role that it does not grant. */
  constructor(definition: RoleDefinition, meets = conditionMet) {
    this.definition = definition;
    this.#meets = meets;
    this.isConditional = definition.permissions.some(({ condition }) => condition !== null);
    this.#blocks = definition.permissions.map((permission: RolePermission) => ({
      condition: permission.condition,
      own: { control: new ActionPatterns(permission.actions), data: new ActionPatterns(permission.dataActions) },
      not: { control: new ActionPatterns(permission.notActions), data: new ActionPatterns(permission.notDataActions) },
    }));
  }

  /** The answer in these words. */
  say(outcome: RoleAnswer['outcome'], matched?: string): RoleAnswer {
    const text = `${outcome} ${matched ?? ''}`;
    let answer = this.#answers.get(text);
    if (!answer) {
      const number = this.#answers.size;
      answer = matched === undefined ? { outcome, number } : { outcome, number, matched };
      this.#answers.set(text, answer);
    }
    return answer;
  }

  /** Each block subtracts its own notActions; then the blocks are united, so one block may give what another lacks. */
  answer(plane: Plane, action: Action, names: Names, facts: ConditionFacts): RoleAnswer {
    const { answer, open } = this.#remembered(plane, action, names);
    if (!open.length || answer.outcome === 'grants') return answer;
    return open.find(({ condition }) => this.#meets(condition, facts))?.met ?? answer;
  }

  /** What an assignment of it says about an action where it does not reach. */
  elsewhere(plane: Plane, action: Action, names: Names, facts: ConditionFacts): RoleAnswer {
    const { open, elsewhere } = this.#remembered(plane, action, names);
    if (!open.length) return elsewhere;
    const { outcome, matched } = this.answer(plane, action, names, facts);
    return this.say('other-scope', outcome === 'grants' ? matched : undefined);
  }

  /** Whether it grants, or would if its condition were met. */
  mayGrant(plane: Plane, action: Action, names: Names): boolean {
    const { answer, open } = this.#remembered(plane, action, names);
    return open.length > 0 || answer.outcome === 'grants';
  }

  #remembered(plane: Plane, action: Action, names: Names): Remembered {
    if (this.#names !== names) {
      this.#names = names;
      this.#control = [];
      this.#data = [];
    }
    const list = plane === 'data' ? this.#data : this.#control;
    return (list[action.index] ??= this.#ask(plane, action.lower));
  }

  #ask(plane: Plane, action: string): Remembered {
    const open: { condition: string; met: RoleAnswer }[] = [];
    const answer = this.#look(plane, action, open);
    const grants = answer.outcome === 'grants';
    const elsewhere = this.say('other-scope', grants ? answer.matched : undefined);
    if (open.length && !grants) return { answer, open, elsewhere };
    // Many actions get one answer, and it is remembered as one.
    let plain = this.#plain.get(answer);
    if (!plain) this.#plain.set(answer, (plain = { answer, open: [], elsewhere }));
    return plain;
  }

  #look(plane: Plane, action: string, open: { condition: string; met: RoleAnswer }[]): RoleAnswer {
    let taken: string | undefined;
    for (const block of this.#blocks) {
      const matched = block.own[plane].find(action);
      if (matched === undefined) continue;
      const by = block.not[plane].find(action);
      if (by !== undefined) taken ??= by;
      else if (block.condition === null) return this.say('grants', matched);
      else open.push({ condition: block.condition, met: this.say('grants', matched) });
    }
    if (open[0]) return this.say('condition-not-met', open[0].met.matched);
    return taken === undefined ? this.say('no-matching-action') : this.say('subtracted-by-not-action', taken);
  }
}
