import { put } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { Tables, type Change } from '#kernel/tables.ts';
import type { decide, explain, isAllowed } from '#services/authorization/decide.ts';
import { authorization } from '#services/authorization/index.ts';
import { Random } from '../fuzz/random.ts';
import * as make from './generated-world.ts';
import { groupsHolding, referenceDecision, type Asked, type Took, type World } from './reference.ts';

/** The evaluator under test: the real one, or one that was changed on purpose. */
export interface Evaluator {
  decide: typeof decide;
  isAllowed: typeof isAllowed;
  explain: typeof explain;
}

const keyOf = (row: { id: string }): string => idKey(row.id);

/** The rows that say what a world says. */
export function changesOf(world: World): Change[] {
  return [
    put('tenants', world.tenantId, { tenantId: world.tenantId, displayName: 'T', domain: 't.test' }),
    ...world.managementGroups.map((row) => put('managementGroups', idKey(row.id), row)),
    ...world.subscriptions.map((row) => put('subscriptions', row.subscriptionId, row)),
    ...world.memberships.map((row) => put('groupMembers', `${row.groupId} ${row.memberId}`, row)),
    ...[...world.roles.values()]
      .filter(({ roleType }) => roleType === 'CustomRole')
      .map((row) => put('roleDefinitions', row.id, row)),
    ...world.assignments.map((row) => put('roleAssignments', keyOf(row), row)),
    ...world.revoked.map((row) => put('revokedAssignments', keyOf(row), row)),
    ...world.denies.map((row) => put('denyAssignments', keyOf(row), row)),
  ];
}

export const emptyTables = (): Tables =>
  new Tables({
    ...authorization.indexes,
    groupMembers: { member: ({ memberId }: { memberId: string }) => [memberId] },
  });

/** Something happens to the world: the same to the model and to the tables. */
function happen(random: Random, world: World, tables: Tables): World {
  const next: World = { ...world, roles: new Map(world.roles) };
  const changes: Change[] = [];
  switch (random.below(5)) {
    case 0: {
      const row = make.assignment(random);
      next.assignments = [...world.assignments, row];
      changes.push(put('roleAssignments', keyOf(row), row));
      break;
    }
    case 1: {
      const [row, ...rest] = world.assignments;
      next.assignments = rest;
      if (row) changes.push({ table: 'roleAssignments', key: keyOf(row), value: null });
      break;
    }
    case 2: {
      const id = random.pick([...world.roles.values()].filter(({ roleType }) => roleType === 'CustomRole')).id;
      const row = make.customRole(random, id);
      next.roles.set(id, row);
      changes.push(put('roleDefinitions', id, row));
      break;
    }
    case 3: {
      const row = make.deny(random);
      next.denies = [...world.denies, row];
      changes.push(put('denyAssignments', keyOf(row), row));
      break;
    }
    default: {
      const [moved, ...rest] = world.subscriptions;
      if (!moved) break;
      const row = { ...moved, managementGroup: random.pick(world.managementGroups).id.toLowerCase() };
      next.subscriptions = [row, ...rest];
      changes.push(put('subscriptions', row.subscriptionId, row));
    }
  }
  tables.apply(changes);
  return next;
}

function ask(random: Random, world: World): Asked {
  const plane = random.pick(['control', 'data'] as const);
  const attributes: Record<string, string> = {};
  for (const [name, values] of Object.entries(make.attributeValues))
    if (random.chance(0.7)) attributes[make.anyCase(random, name)] = make.anyCase(random, random.pick(values));
  const scope = random.pick(make.questionParts.targets);
  const principalId = random.pick(make.people);
  return {
    now: make.start + random.below(6),
    principalId,
    groupIds: groupsHolding(world, principalId).sort(),
    permission: {
      action: make.anyCase(random, random.pick(make.questionParts[random.chance(0.9) ? plane : 'control'])),
      scope: make.anyCase(random, random.chance(0.15) ? scope.replaceAll('(', '%28').replaceAll(')', '%29') : scope),
      plane,
      ...(random.chance(0.8) && { attributes }),
    },
  };
}

const repeat = (before: Asked, other: Asked): Asked => ({
  ...before,
  now: other.now,
  permission: { ...before.permission, attributes: other.permission.attributes ?? {} },
});

export interface Difference {
  case: number;
  asked: Asked;
  reference: string;
  evaluator: string;
}

const perWorld = 20;

/** Asks the reference and an evaluator the same; stops at the first case in which they differ. */
export function compare(
  evaluator: Evaluator,
  seed: string,
  cases: number,
  taken?: Map<string, number>,
): Difference | undefined {
  const random = new Random(seed);
  let [world, tables] = [make.generateWorld(random), emptyTables()];
  let before: Asked | undefined;
  for (let at = 0; at < cases; at += 1) {
    if (at % perWorld === 0) {
      [world, tables] = [make.generateWorld(random), emptyTables()];
      tables.apply(changesOf(world));
    } else if (at % 5 === 0) {
      // Sometimes in a copy, as a check's probe does; then the copy is the world.
      if (random.chance(0.4)) tables = tables.fork();
      world = happen(random, world, tables);
    }
    const fresh = ask(random, world);
    // Often the same again, at another time and with other attributes: what was remembered must not be wrong.
    const asked = before && at % 5 !== 0 && random.chance(0.35) ? repeat(before, fresh) : fresh;
    before = asked;
    const branches = new Set<string>();
    const took: Took = (branch) => branches.add(branch);
    const reference = referenceDecision(world, asked, took);
    for (const branch of branches) taken?.set(branch, (taken.get(branch) ?? 0) + 1);
    const said = (): string => {
      const principal = { principalId: asked.principalId, groupIds: asked.groupIds };
      const { verdict, allowed } = evaluator.decide(tables, asked.now, principal, asked.permission);
      const plain = evaluator.isAllowed(tables, asked.now, principal, asked.permission);
      const today = evaluator.explain(tables, asked.now, asked.principalId, asked.permission).verdict;
      return allowed === plain && today === verdict && allowed === (verdict === 'allowed')
        ? verdict
        : `${verdict}, plainly ${plain}, with the groups of today ${today}`;
    };
    const answer = said();
    if (answer !== reference) return { case: at, asked, reference, evaluator: answer };
  }
  return undefined;
}
