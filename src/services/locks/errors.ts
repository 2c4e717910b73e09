import type { Refusal } from '#kernel/result.ts';

/** What a lock forbids. `target` is the address that was asked, as it was written; `locked` the scopes that hold a lock. */
export const scopeLocked = (target: string, operation: 'delete' | 'write', locked: string[]): Refusal => ({
  status: 409,
  code: 'ScopeLocked',
  message: `The scope '${target}' cannot perform ${operation} operation because following scope(s) are locked: '${locked.join(',')}'. Please remove the lock and try again.`,
});

export const lockNotFound = (name: string): Refusal => ({
  status: 404,
  code: 'LockNotFound',
  message: `The lock '${name}' could not be found.`,
});
