import type { ConsideredDeny } from '#kernel/decision.ts';
import type { CompiledRole } from './compiled-role.ts';
import type { DenyAssignment, RevokedAssignment, RoleAssignment } from './models.ts';
import type { Scope } from './names.ts';
import type { Told, Wording } from './told.ts';

/** An assignment made ready for being asked again and again. */
export interface Held {
  row: RoleAssignment | RevokedAssignment;
  scope: Scope;
  role: CompiledRole | undefined;
  condition: string | null;
  /** From when every target honours it, for as long as it is there; never, for one that is removed. */
  knownAt: number;
  /** The words for it: one set for each way through groups by which somebody holds it. */
  wordings: Wording[];
}

export interface HeldDeny {
  row: DenyAssignment;
  scope: Scope;
  patterns: CompiledRole;
  /** What was said of it: the same object is said again. */
  said: ConsideredDeny[];
}

/** A table of scopes by number, filled once, half empty: where each one's first assignment is, counted from 1. */
class Places {
  readonly #mask: number;
  readonly #table: Int32Array;

  constructor(scopes: number) {
    let room = 4;
    while (room < scopes * 2) room *= 2;
    this.#mask = room - 1;
    this.#table = new Int32Array(room * 2);
  }

  /** The place of a scope, or the free one where it belongs. */
  #at(scope: number): number {
    let at = Math.imul(scope, 0x9e3779b1) >>> 16;
    for (;;) {
      at &= this.#mask;
      const there = this.#table[at * 2];
      if (there === scope || there === 0) return at * 2;
      at += 1;
    }
  }

  get(scope: number): number {
    return this.#table[this.#at(scope) + 1] ?? 0;
  }

  set(scope: number, first: number): void {
    const at = this.#at(scope);
    this.#table[at] = scope;
    this.#table[at + 1] = first;
  }
}

let profiles = 0;

/** What one caller holds, itself and through its groups, as one state or several that are alike in this say. */
export class Profile {
  /** Never used again for another; 0 where answers are not to be remembered, because something was removed lately. */
  readonly number: number;
  /** From when time changes nothing any more: whole seconds, rounded up. */
  readonly settledSecond: number;
  readonly groupIds: readonly string[];
  /** The last state for which its stamps were found to be those of the tables. */
  state: object;
  /** What stood in the tables for what is held: it holds for every state in which the same stands there. */
  readonly stamps: readonly object[];
  /** Another one of the same principal, used less lately: of another state, or with other groups. */
  next: Profile | undefined;
  readonly list: readonly Held[];
  readonly denies: readonly HeldDeny[];
  /** Whether anything of it is held at a management group. */
  readonly reachesFromGroups: boolean;
  readonly #places: Places;
  readonly #next: Int32Array;

  /** What is needed for saying why; worked out when somebody asks. */
  told: Told | undefined;

  constructor(held: Pick<Profile, 'groupIds' | 'list' | 'denies' | 'stamps'>, state: object) {
    const { list } = held;
    const settledAt = list.reduce((latest, { knownAt }) => Math.max(latest, knownAt), 0);
    const settles = settledAt < Infinity;
    this.number = settles ? (profiles += 1) : 0;
    this.settledSecond = settles ? Math.ceil(settledAt / 1000) : 0;
    this.groupIds = held.groupIds;
    this.state = state;
    this.stamps = held.stamps;
    this.next = undefined;
    this.list = list;
    this.denies = held.denies;
    this.reachesFromGroups = list.some(({ scope }) => scope.isGroup);
    this.#places = new Places(list.length);
    this.#next = new Int32Array(list.length);
    list.forEach(({ scope }, at) => {
      this.#next[at] = this.#places.get(scope.number);
      this.#places.set(scope.number, at + 1);
    });
  }

  /** Whether time changes nothing any more of what this profile says. */
  isSettled(now: number): boolean {
    return this.number > 0 && now >= this.settledSecond * 1000;
  }

  /** Whether anything held right at a scope is as asked; all of it is asked until one is. */
  someAt<Asked>(scope: Scope, asked: Asked, is: (asked: Asked, held: Held, at: number) => boolean): boolean {
    for (let next = this.#places.get(scope.number); next; next = this.#next[next - 1] ?? 0) {
      const held = this.list[next - 1];
      if (held && is(asked, held, next - 1)) return true;
    }
    return false;
  }
}
