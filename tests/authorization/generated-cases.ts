import { put, remove } from '#kernel/result.ts';
import type { ManagementGroupRow, SubscriptionRow } from '#kernel/rows.ts';
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

/** A world and the tables that say the same. */
export interface Twins {
  world: World;
  tables: Tables;
}

/** What may happen to a world: what is true afterwards, and the rows that say so. */
const happenings: readonly ((random: Random, world: World) => { next: Partial<World>; changes: Change[] })[] = [
  (random, { assignments }) => {
    const row = make.assignment(random);
    return { next: { assignments: [...assignments, row] }, changes: [put('roleAssignments', keyOf(row), row)] };
  },
  (random, { assignments: [row, ...assignments] }) => ({
    next: { assignments },
    changes: row ? [remove('roleAssignments', keyOf(row))] : [],
  }),
  (random, { assignments: [row, ...assignments], revoked }) => {
    if (!row) return { next: {}, changes: [] };
    const { revokedAt, effectiveUntil } = make.revoked(random);
    const gone = { ...row, revokedAt, effectiveUntil };
    return {
      next: { assignments, revoked: [...revoked, gone] },
      changes: [remove('roleAssignments', keyOf(row)), put('revokedAssignments', keyOf(row), gone)],
    };
  },
  (random, { roles }) => {
    const id = random.pick([...roles.values()].filter(({ roleType }) => roleType === 'CustomRole')).id;
    const row = make.customRole(random, id);
    return { next: { roles: new Map([...roles, [id, row]]) }, changes: [put('roleDefinitions', id, row)] };
  },
  (random, { denies }) => {
    const row = make.deny(random);
    return { next: { denies: [...denies, row] }, changes: [put('denyAssignments', keyOf(row), row)] };
  },
  (random, { denies: [row, ...denies] }) => ({
    next: { denies },
    changes: row ? [remove('denyAssignments', keyOf(row))] : [],
  }),
  (random, { subscriptions, managementGroups }) => {
    const at = random.below(subscriptions.length);
    const row = { ...subscriptions[at], managementGroup: idKey(random.pick(managementGroups).id) } as SubscriptionRow;
    return {
      next: { subscriptions: subscriptions.map((one, n) => (n === at ? row : one)) },
      changes: [put('subscriptions', row.subscriptionId, row)],
    };
  },
  (random, { managementGroups }) => {
    const [root, outer, inner] = managementGroups as [ManagementGroupRow, ManagementGroupRow, ManagementGroupRow];
    const row = { ...inner, parent: idKey(random.pick([root, outer]).id) };
    return { next: { managementGroups: [root, outer, row] }, changes: [put('managementGroups', idKey(row.id), row)] };
  },
  (random, { memberships }) => {
    const row = { groupId: random.pick(make.groups), memberId: random.pick(make.people) };
    const others = memberships.filter((one) => one.groupId !== row.groupId || one.memberId !== row.memberId);
    const key = `${row.groupId} ${row.memberId}`;
    return others.length < memberships.length
      ? { next: { memberships: others }, changes: [remove('groupMembers', key)] }
      : { next: { memberships: [...others, row] }, changes: [put('groupMembers', key, row)] };
  },
];

/** Something happens: the same to the model and to the tables. Gives what would undo it in the tables. */
export function happen(random: Random, { world, tables }: Twins): { world: World; undo: Change[] } {
  const { next, changes } = random.pick(happenings)(random, world);
  return { world: { ...world, ...next }, undo: tables.apply(changes) };
}

export function ask(random: Random, world: World): Asked {
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

/** The verdict of an evaluator, or how its own answers differ. `today`: the token carries the groups of today. */
export function says(evaluator: Evaluator, tables: Tables, asked: Asked, today = true): string {
  const { now, principalId, groupIds, permission } = asked;
  const { verdict, allowed } = evaluator.decide(tables, now, { principalId, groupIds }, permission);
  const plain = evaluator.isAllowed(tables, now, { principalId, groupIds }, permission);
  const explained = today ? evaluator.explain(tables, now, principalId, permission).verdict : verdict;
  return allowed === plain && explained === verdict && allowed === (verdict === 'allowed')
    ? verdict
    : `${verdict}, plainly ${plain}, with the groups of today ${explained}`;
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
      ({ world } = happen(random, { world, tables }));
    }
    const fresh = ask(random, world);
    // Often the same again, at another time and with other attributes: what was remembered must not be wrong.
    const asked = before && at % 5 !== 0 && random.chance(0.35) ? repeat(before, fresh) : fresh;
    before = asked;
    const branches = new Set<string>();
    const took: Took = (branch) => branches.add(branch);
    const reference = referenceDecision(world, asked, took);
    for (const branch of branches) taken?.set(branch, (taken.get(branch) ?? 0) + 1);
    const answer = says(evaluator, tables, asked);
    if (answer !== reference) return { case: at, asked, reference, evaluator: answer };
  }
  return undefined;
}
