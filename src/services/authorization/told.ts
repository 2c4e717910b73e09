import type { ConsideredAssignment, ConsideredDeny } from '#kernel/decision.ts';
import type { Principal } from '#kernel/door.ts';
import { countingGroups, type CountingGroup } from './groups.ts';
import type { RoleAnswer } from './compiled-role.ts';
import { isOver, judge, judgeDeny, roleIsGone, type Question } from './judge.ts';
import { targetServices } from './models.ts';
import type { Held, Profile } from './profile.ts';

/**
 * The words for one assignment, for all who hold it through the same groups. What is said again is the same object, not to
 * be written to; there are as many as the role has answers and the service is known by targets.
 */
export interface Wording {
  through: string[];
  roleDefinitionId: string;
  /** In turn the number of an answer at a target and the words for it. */
  said: (number | ConsideredAssignment)[];
}

/** All that is needed for telling a caller why, beside what it holds. */
export interface Told {
  state: object;
  /** What stood in the tables about memberships. */
  stamps: readonly object[];
  groups: CountingGroup[];
  wordings: readonly Wording[];
  /** The number of each assignment's role. */
  roles: Int32Array;
  /** For each target what is said where none of the assignments is on the way and no role holds the action. */
  elsewhere: ConsideredAssignment[][];
}

const memberships = ['groupMembers', 'groups'];

function wordingOf(held: Held, groups: readonly CountingGroup[]): Wording {
  const group = groups.find(({ id }) => id === held.row.principalId);
  const through = group ? [...group.through, group.id] : [];
  const text = through.join();
  let wording = held.wordings.find((one) => one.through.join() === text);
  if (!wording) {
    const roleDefinitionId = `/providers/Microsoft.Authorization/roleDefinitions/${held.row.roleId}`;
    held.wordings.push((wording = { through, roleDefinitionId, said: [] }));
  }
  return wording;
}

/** What a profile is told with in a state: the same as before as long as no membership is written. */
export function toldOf({ view, state, holdings }: Question, profile: Profile, principal: Principal): Told {
  const known = profile.told;
  if (known?.state === state) return known;
  const stamps = memberships.map((table) => view.stamp(table));
  if (known && stamps.every((stamp, at) => stamp === known.stamps[at])) {
    known.state = state;
    return known;
  }
  const groups = countingGroups(view, principal.principalId, principal.groupIds);
  const wordings = profile.list.map((held) => wordingOf(held, groups));
  const roles = Int32Array.from(profile.list, ({ role }) => holdings.roleNumber(role));
  return (profile.told = { state, stamps, groups, wordings, roles, elsewhere: [] });
}

const targetNumber = ({ service }: Question): number => targetServices.indexOf(service);

function inWords(
  question: Question,
  target: number,
  { row, role }: Held,
  wording: Wording,
  answer: RoleAnswer,
): ConsideredAssignment {
  const place = answer.number * targetServices.length + target;
  const { said } = wording;
  for (let at = 0; at < said.length; at += 2) if (said[at] === place) return said[at + 1] as ConsideredAssignment;
  const { service } = question;
  const words: ConsideredAssignment = {
    id: row.id,
    roleDefinitionId: wording.roleDefinitionId,
    roleName: role?.definition.roleName ?? row.roleId,
    scope: row.scope,
    principalId: row.principalId,
    principalType: row.principalType,
    through: wording.through,
    effectiveAt: row.effectiveAt[service],
    outcome: answer.outcome,
  };
  if ('revokedAt' in row) words.effectiveUntil = row.effectiveUntil[service];
  if (answer.matched !== undefined) words.matched = answer.matched;
  // A list that grows by itself takes room for many more.
  wording.said = [...said, place, words];
  return words;
}

/** Every assignment of a profile with what it says, and the assignments themselves in the same order. */
export interface Considered {
  held: readonly Held[];
  words: ConsideredAssignment[];
}

/** One by one: where time still changes what they say. */
function oneByOne(question: Question, { list }: Profile, { wordings }: Told): Considered {
  const considered = { held: [] as Held[], words: [] as ConsideredAssignment[] };
  const target = targetNumber(question);
  list.forEach((held, at) => {
    if (isOver(held, question)) return;
    considered.held.push(held);
    considered.words.push(inWords(question, target, held, wordings[at] as Wording, judge(question, held)));
  });
  return considered;
}

function allElsewhere(question: Question, target: number, { list }: Profile, told: Told): ConsideredAssignment[] {
  return (told.elsewhere[target] ??= list.map((held, at) =>
    inWords(question, target, held, told.wordings[at] as Wording, held.role?.say('other-scope') ?? roleIsGone),
  ));
}

/** What each assignment says. Most are set elsewhere, and their role does not hold the action: they say what they always say. */
export function assignmentsConsidered(question: Question, profile: Profile, told: Told): Considered {
  if (!profile.isSettled(question.now)) return oneByOne(question, profile, told);
  const { list } = profile;
  const { roles, wordings } = told;
  const target = targetNumber(question);
  const words = allElsewhere(question, target, profile, told).slice();
  const mentions = question.holdings.mentions(question.permission.plane, question.asked);
  for (let at = 0; at < roles.length; at += 1) {
    if (!mentions[roles[at] as number]) continue;
    const held = list[at] as Held;
    if (held.role) words[at] = inWords(question, target, held, wordings[at] as Wording, question.elsewhere(held.role));
  }
  const say = (asked: Question, held: Held, at: number): false => {
    words[at] = inWords(asked, target, held, wordings[at] as Wording, judge(asked, held));
    return false;
  };
  for (const scope of question.path.at) profile.someAt(scope, question, say);
  if (profile.reachesFromGroups) for (const scope of question.groups()) profile.someAt(scope, question, say);
  return { held: list, words };
}

/** Every deny assignment that names the caller, with what it says. */
export function deniesConsidered(question: Question, { denies }: Profile, principal: Principal): ConsideredDeny[] {
  return denies.map((deny) => {
    const { row, said } = deny;
    const { outcome, matched } = judgeDeny(question, deny, principal);
    for (const one of said) if (one.outcome === outcome && one.matched === matched) return one;
    const match = matched === undefined ? undefined : { matched };
    const words = { id: row.id, name: row.denyAssignmentName, scope: row.scope, outcome, ...match };
    said.push(words);
    return words;
  });
}
