import { defineOperation, type Operation, type RequiresInput } from '#kernel/define.ts';
import type { Requirement } from '#kernel/decision.ts';

const requirement = (action: string, scope: string): Requirement => ({ action, scope, plane: 'control' });

/** The scope at which owning an object counts. */
export const objectScope = (kind: 'group' | 'application' | 'servicePrincipal', id: string): string =>
  `/${kind}s/${id.toLowerCase()}`;

/** A Graph operation whose permission is a directory action: over the tenant, or at the object that the path names. */
export function graphOperation<Body>(
  operation: Omit<Operation<Body>, 'surface' | 'plane'> & { at?: 'group' | 'application' | 'servicePrincipal' },
): Operation {
  const { at, ...rest } = operation;
  const requires = ({ params }: RequiresInput): Requirement =>
    requirement(operation.action, at ? objectScope(at, params['id'] ?? '') : '/');
  return defineOperation<Body>({ surface: 'graph', plane: 'control', requires, ...rest });
}

export const allOf = (...actions: string[]): Requirement => ({
  allOf: actions.map((action) => requirement(action, '/')),
});
export const anyOf = (...actions: string[]): Requirement => anyOfAt('/', ...actions);
export const anyOfAt = (scope: string, ...actions: string[]): Requirement => ({
  anyOf: actions.map((action) => requirement(action, scope)),
});
