import type { Plane } from '#kernel/decision.ts';
import { conditionMet, type ConditionFacts } from './condition.ts';
import { ActionPatterns } from './match.ts';
import type { RoleDefinition, RolePermission } from './models.ts';
import type { Action, Names } from './names.ts';

/** What a role, looked at alone, says about an action. */
export interface RoleAnswer {
  outcome: 'grants' | 'no-matching-action' | 'subtracted-by-not-action' | 'condition-not-met';
  /** The pattern that matched, or the notAction that took it away. */
  matched?: string;
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
}

/** A role whose patterns are compiled once, and looked through once for each action. */
export class CompiledRole {
  readonly definition: RoleDefinition;
  /** Whether any of its blocks hangs on a condition. */
  readonly isConditional: boolean;
  readonly #blocks: Block[];
  readonly #meets: typeof conditionMet;
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

  /** Each block subtracts its own notActions; then the blocks are united, so one block may give what another lacks. */
  answer(plane: Plane, action: Action, names: Names, facts: ConditionFacts): RoleAnswer {
    const { answer, open } = this.#remembered(plane, action, names);
    if (!open.length || answer.outcome === 'grants') return answer;
    return open.find(({ condition }) => this.#meets(condition, facts))?.met ?? answer;
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
    let taken: string | undefined;
    const open: { condition: string; met: RoleAnswer }[] = [];
    for (const block of this.#blocks) {
      const matched = block.own[plane].find(action);
      if (matched === undefined) continue;
      const by = block.not[plane].find(action);
      if (by !== undefined) taken ??= by;
      else if (block.condition === null) return { answer: { outcome: 'grants', matched }, open: [] };
      else open.push({ condition: block.condition, met: { outcome: 'grants', matched } });
    }
    if (open[0]) return { answer: { ...open[0].met, outcome: 'condition-not-met' }, open };
    if (taken !== undefined) return { answer: { outcome: 'subtracted-by-not-action', matched: taken }, open };
    return { answer: { outcome: 'no-matching-action' }, open };
  }
}
