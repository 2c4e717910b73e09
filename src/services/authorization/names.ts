import { idKey } from '#kernel/scope.ts';
import type { TargetService } from './models.ts';
import { targetOf } from './propagation.ts';
import { decoded, isManagementGroup, pathScopes } from './scope-chain.ts';

/** A scope without its spelling: one object for each, so that to compare scopes is to compare objects. */
export interface Scope {
  key: string;
  /** Steps from the root: 1 for a subscription or a management group, 2 for a resource group, 3 for a resource. */
  depth: number;
  isGroup: boolean;
}

/** A scope as it was asked about. */
export interface Path {
  /** A small number, from 1. */
  index: number;
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
  readonly #paths = new Map<string, Path>();
  readonly #actions = new Map<string, Action>();
  readonly root: Scope = this.scope('/');

  /** The scope with this key (lower case, no slash at its end). */
  scope(key: string): Scope {
    let scope = this.#scopes.get(key);
    if (!scope) {
      const depth = key === '/' ? 0 : pathScopes(key).length;
      this.#scopes.set(key, (scope = { key, depth, isGroup: depth === 1 && isManagementGroup(key) }));
    }
    return scope;
  }

  path(asked: string): Path {
    let path = this.#paths.get(asked);
    if (!path) {
      const key = idKey(decoded(asked));
      const at = [this.root, ...pathScopes(key).map((part) => this.scope(part))];
      path = { index: this.#paths.size + 1, scope: at.at(-1) ?? this.root, at, spelled: pathScopes(asked) };
      this.#paths.set(asked, path);
      this.#count();
    }
    return path;
  }

  action(asked: string): Action {
    let action = this.#actions.get(asked);
    if (!action) {
      const lower = asked.toLowerCase();
      const same = lower === asked ? undefined : this.action(lower);
      const service = targetOf({ plane: 'data', action: lower });
      this.#actions.set(asked, (action = same ?? { lower, index: this.#actions.size, service }));
      this.#count();
    }
    return action;
  }

  /** Whether there are too many, and the next question should begin with none. */
  isFull = false;

  #count(): void {
    this.isFull = this.#paths.size > 16_000 || this.#scopes.size > 60_000 || this.#actions.size > 2000;
  }
}

let current = new Names();

/** The names in use now: others, once these have become too many. */
export function namesNow(): Names {
  if (current.isFull) current = new Names();
  return current;
}
