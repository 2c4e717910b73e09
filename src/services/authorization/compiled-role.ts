import type { Plane } from '#kernel/decision.ts';
import { conditionMet, type ConditionFacts } from './condition.ts';
import { ActionPatterns } from './match.ts';
import type { RoleDefinition, RolePermission } from './models.ts';

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

const rank = { grants: 3, 'condition-not-met': 2, 'subtracted-by-not-action': 1, 'no-matching-action': 0 };

/** A role whose patterns are compiled once. Answers are remembered, except where a condition asks about the request. */
export class CompiledRole {
  readonly definition: RoleDefinition;
  readonly #blocks: Block[];
  readonly #remembered: Record<Plane, Map<string, RoleAnswer>> | undefined;

  readonly #meets: typeof conditionMet;

  /** `meets` says what a condition that cannot be decided means: for a role that it does not grant. */
  constructor(definition: RoleDefinition, meets = conditionMet) {
    this.definition = definition;
    this.#meets = meets;
    this.#blocks = definition.permissions.map((permission: RolePermission) => ({
      condition: permission.condition,
      own: { control: new ActionPatterns(permission.actions), data: new ActionPatterns(permission.dataActions) },
      not: { control: new ActionPatterns(permission.notActions), data: new ActionPatterns(permission.notDataActions) },
    }));
    const conditional = definition.permissions.some(({ condition }) => condition !== null);
    this.#remembered = conditional ? undefined : { control: new Map(), data: new Map() };
  }

  /** Each block subtracts its own notActions; then the blocks are united, so one block may give what another lacks. */
  answer(plane: Plane, facts: ConditionFacts): RoleAnswer {
    const known = this.#remembered?.[plane].get(facts.action);
    if (known) return known;
    let best: RoleAnswer = { outcome: 'no-matching-action' };
    for (const block of this.#blocks) {
      const answer = this.#ask(block, plane, facts);
      if (rank[answer.outcome] > rank[best.outcome]) best = answer;
    }
    const memory = this.#remembered?.[plane];
    if (memory && memory.size < 2000) memory.set(facts.action, best);
    return best;
  }

  #ask(block: Block, plane: Plane, facts: ConditionFacts): RoleAnswer {
    const matched = block.own[plane].find(facts.action);
    if (matched === undefined) return { outcome: 'no-matching-action' };
    const taken = block.not[plane].find(facts.action);
    if (taken !== undefined) return { outcome: 'subtracted-by-not-action', matched: taken };
    return this.#meets(block.condition, facts)
      ? { outcome: 'grants', matched }
      : { outcome: 'condition-not-met', matched };
  }
}
