import { targetServices, type RoleAssignment } from '#services/authorization/models.ts';
import { Random } from '../fuzz/random.ts';
import {
  ask,
  changesOf,
  emptyTables,
  happen,
  says,
  type Difference,
  type Evaluator,
  type Twins,
} from './generated-cases.ts';
import { generateWorld, people, start } from './generated-world.ts';
import { groupsHolding, referenceDecision, type Asked, type World } from './reference.ts';

type Times = RoleAssignment['effectiveAt'];

/** Half of the worlds are at rest: nothing was removed lately, every target knows of all, so that answers can be kept. */
function startOf(random: Random): Twins {
  let world = generateWorld(random);
  if (random.chance(0.5)) {
    const effectiveAt = Object.fromEntries(targetServices.map((service) => [service, start])) as Times;
    world = { ...world, revoked: [], assignments: world.assignments.map((row) => ({ ...row, effectiveAt })) };
  }
  const tables = emptyTables();
  tables.apply(changesOf(world));
  return { world, tables };
}

/** A question, often one that an assignment under a condition answers. */
function aimed(random: Random, world: World): Asked {
  const one = ask(random, world);
  const row = random.pick(world.assignments);
  if (!row || (row.condition === null && random.chance(0.7)) || row.scope === '/') return one;
  const isPerson = people.includes(row.principalId);
  const scope = row.scope.includes('/vaults/') ? `${row.scope}/secrets/db` : row.scope;
  return { ...one, ...(isPerson && { principalId: row.principalId }), permission: { ...one.permission, scope } };
}

/** Some questions, and each again with other attributes, at another time, with a token that carries no groups. */
function questionsFor(random: Random, world: World): Asked[] {
  return Array.from({ length: 4 }, () => aimed(random, world)).flatMap((one) => {
    const { attributes: _, ...permission } = one.permission;
    const attributes = ask(random, world).permission.attributes ?? {};
    return [
      one,
      { ...one, now: ask(random, world).now, permission: { ...permission, attributes } },
      { ...one, groupIds: [] },
    ];
  });
}

/**
 * Changes and questions in any order, on a state and on its forks, to find an answer that was kept too long. A question
 * stays the same for long, so that there is something to be kept: it is asked of the base and of the fork in turn, after
 * every change, after the change is undone, after the fork is thrown away and after it is applied. Each time the slow
 * second implementation is asked too. Stops at the first difference.
 */
export function interleave(evaluator: Evaluator, seed: string, steps: number): Difference | undefined {
  const random = new Random(seed);
  let at = 0;
  let fixed: Asked[] = [];
  /** Tokens are issued anew after each change, so that they carry the groups of today, or none. */
  const check = ({ world, tables }: Twins): Difference | undefined => {
    for (const one of fixed) {
      const groupIds = one.groupIds.length ? groupsHolding(world, one.principalId).sort() : [];
      const asked = { ...one, groupIds };
      const [reference, answer] = [referenceDecision(world, asked), says(evaluator, tables, asked, false)];
      if (answer !== reference) return { case: at, asked, reference, evaluator: answer };
    }
    return undefined;
  };
  while (at < steps) {
    let base = startOf(random);
    for (let round = 0; round < 3; round += 1) {
      fixed = questionsFor(random, base.world);
      let fork: Twins = { world: base.world, tables: base.tables.fork() };
      for (let step = 0; step < 4; step += 1, at += 1) {
        const before = fork.world;
        const { world, undo } = happen(random, fork);
        const found = check(base) ?? check({ ...fork, world }) ?? check(base);
        if (found) return found;
        const stays = random.chance(0.6);
        if (!stays) fork.tables.apply(undo);
        fork = { ...fork, world: stays ? world : before };
      }
      const undo = random.chance(0.5) ? base.tables.apply(fork.tables.changes()) : undefined;
      const found = check(undo ? { ...base, world: fork.world } : base);
      if (found) return found;
      const stays = undo && random.chance(0.5);
      if (undo && !stays) base.tables.apply(undo);
      if (stays) base = { ...base, world: fork.world };
    }
  }
  return undefined;
}
