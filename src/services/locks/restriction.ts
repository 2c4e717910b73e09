import type { Restriction } from '#kernel/door.ts';
import { covers } from '#kernel/scope.ts';
import { scopeLocked } from './errors.ts';
import type { LockRow } from './models.ts';

/** The resource that a request is about: the name of an action at the end of the address is no part of it. */
const targetOf = (path: string, method: string): string =>
  method === 'POST' ? path.slice(0, path.lastIndexOf('/')) : path;

/**
 * What locks forbid to everybody, whatever their roles. Both levels stop deletions at the locked scope and below it, and
 * of what holds a locked scope; ReadOnly stops every write and action besides, also those that only hand something out
 * (listKeys is a POST and no read). The control plane alone is locked, and locks themselves can always be taken off.
 * Source: "Lock your Azure resources to protect your infrastructure".
 */
export const lockRestriction: Restriction = ({ operation, url, caller, view }) => {
  if (operation.surface !== 'arm' || operation.plane !== 'control') return undefined;
  if (caller.kind === 'platform' || caller.kind === 'setup') return undefined;
  const { action, method } = operation;
  if (method === 'GET' || method === 'HEAD' || /\/read$/i.test(action)) return undefined;
  if (action.startsWith('Microsoft.Authorization/locks/')) return undefined;
  const deletes = method === 'DELETE';
  const target = targetOf(url.path, method);
  const locked = view
    .all<LockRow>('locks')
    .filter(({ scope, level }) =>
      deletes ? covers(scope, target) || covers(target, scope) : level === 'ReadOnly' && covers(scope, target),
    )
    .map(({ scope }) => scope);
  return locked.length ? scopeLocked(target, deletes ? 'delete' : 'write', [...new Set(locked)]) : undefined;
};
