import type { Restriction } from '#kernel/door.ts';
import { disallowed } from './errors.ts';
import { judge } from './evaluate.ts';
import { tables, type AssignmentRow } from './models.ts';
import { afterWrite } from './subject.ts';

/** Neither policies nor locks are looked at by policies: whoever may change them can always undo them. */
const exempt = /^Microsoft\.(Authorization\/(policy\w*|locks)|PolicyInsights)\//i;

/**
 * What a deny policy forbids to everybody who may write: the resource is looked at as it would be after the write.
 * Source: "Azure Policy definitions deny effect".
 */
export const policyRestriction: Restriction = ({ operation, url, caller, view, body }) => {
  const { surface, plane, method, action } = operation;
  if (surface !== 'arm' || plane !== 'control' || (method !== 'PUT' && method !== 'PATCH') || exempt.test(action))
    return undefined;
  if (caller.kind === 'platform' || caller.kind === 'setup') return undefined;
  const assignments = view
    .all<AssignmentRow>(tables.assignments)
    .filter(({ enforcementMode }) => enforcementMode === 'Default');
  const subject = assignments.length ? afterWrite(view, method, url.path, body) : undefined;
  if (!subject) return undefined;
  const violations = assignments.flatMap((assignment) => {
    const found = judge(view, assignment, subject);
    return found?.matches && found.effect === 'deny' ? [found] : [];
  });
  return violations.length ? disallowed(subject.name, violations) : undefined;
};
