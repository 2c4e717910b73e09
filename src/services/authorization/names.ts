import { idKey } from '#kernel/scope.ts';
import type { Permission } from '#kernel/decision.ts';
import type { TargetService } from './models.ts';
import { targetOf } from './propagation.ts';
import { decoded, isManagementGroup, pathScopes } from './scope-chain.ts';

/** A scope without its spelling: one object for each, so that to compare scopes is to compare objects. */
export interface Scope {
  key: string;
  /** Steps from the root: 1 for a subscription or a management group, 2 for a resource group, 3 for a resource. */
  depth: number;
  isGroup: boolean;
  /** A small number, from 1. */
  number: number;
}

/** A scope as it was asked about. */
export interface Path {
  scope: Scope;
  /** What the path passes, by depth: the root first, the scope itself last. */
  at: readonly Scope[];
  /** The same, spelled as asked, without the root. */
  spelled: readonly string[];
}

export interface Action {
  lower: string;
  /** A small number, for lists of what was said about it. */
  index: number;
  /** Which target decides it when it is an action on data. */
  service: TargetService;
}

/**
 * What texts stand for. It depends on their words alone: forgetting it now and then costs nothing but time, and keeps
 * a long-lived page from growing. Whatever holds on to a `Scope` or an index must be forgotten with it.
 */
export class Names {
  readonly #scopes = new Map<string, Scope>();
  readonly #pathNumbers = new Map<string, number>();
  readonly #paths: Path[] = [];
  readonly #actionNumbers = new Map<string, number>();
  readonly #actions: Action[] = [];
  readonly root: Scope = this.scope('/');

  /** The scope with this key (lower case, no slash at its end). */
  scope(key: string): Scope {
    let scope = this.#scopes.get(key);
    if (!scope) {
      const depth = key === '/' ? 0 : pathScopes(key).length;
      const isGroup = depth === 1 && isManagementGroup(key);
      this.#scopes.set(key, (scope = { key, depth, isGroup, number: this.#scopes.size + 1 }));
    }
    return scope;
  }

  path(asked: string): Path {
    return this.#paths[this.#pathNumber(asked)] as Path;
  }

  action(asked: string): Action {
    return this.#actions[this.#actionNumber(asked)] as Action;
  }

  /** A permission as one even number, not 0: its path, its action and its plane. */
  number(permission: Permission): number {
    const path = this.#pathNumbers.get(permission.scope) ?? this.#pathNumber(permission.scope);
    const action = this.#actionNumbers.get(permission.action) ?? this.#actionNumber(permission.action);
    return ((path + 1) << 13) | (action << 2) | (permission.plane === 'data' ? 2 : 0);
  }

  #pathNumber(asked: string): number {
    const known = this.#pathNumbers.get(asked);
    if (known !== undefined) return known;
    const key = idKey(decoded(asked));
    const at = [this.root, ...pathScopes(key).map((part) => this.scope(part))];
    const number = this.#paths.push({ scope: at.at(-1) ?? this.root, at, spelled: pathScopes(asked) }) - 1;
    this.#pathNumbers.set(asked, number);
    this.#count();
    return number;
  }

  #actionNumber(asked: string): number {
    const known = this.#actionNumbers.get(asked);
    if (known !== undefined) return known;
    const lower = asked.toLowerCase();
    const service = targetOf({ plane: 'data', action: lower });
    const number =
      lower === asked
        ? this.#actions.push({ lower, index: this.#actions.length, service }) - 1
        : this.#actionNumber(lower);
    this.#actionNumbers.set(asked, number);
    this.#count();
    return number;
  }

  /** Whether there are too many, and the next question should begin with none. */
  isFull = false;

  #count(): void {
    this.isFull = this.#paths.length > 16_000 || this.#scopes.size > 60_000 || this.#actionNumbers.size > 2000;
  }
}

let current = new Names();

/** The names in use now: others, once these have become too many. */
export function namesNow(): Names {
  if (current.isFull) current = new Names();
  return current;
}
