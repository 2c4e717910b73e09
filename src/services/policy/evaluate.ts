import type { ArmResource, ResourceGroupRow } from '#kernel/rows.ts';
import { covers, idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { builtIn } from './built-ins.ts';
import type { Violation } from './errors.ts';
import { resolve, type Surroundings } from './expressions.ts';
import { fieldOf, type Subject } from './fields.ts';
import { tables, type AssignmentRow, type DefinitionRow } from './models.ts';
import { changesOf, meets, type Change, type Evaluated } from './rule.ts';
import { isLookedAt, placeOf, subjectOf } from './subject.ts';
import { reaches } from './where.ts';

/** A definition by its id. */
export function findDefinition(view: View, id: string): DefinitionRow | undefined {
  const own = /^\/providers\/microsoft\.authorization\/policydefinitions\/([^/]+)$/i.exec(id)?.[1];
  return own === undefined ? view.get<DefinitionRow>(tables.definitions, idKey(id)) : builtIn(own);
}

function surroundings(
  view: View,
  subject: Subject,
  definition: DefinitionRow,
  assignment: AssignmentRow,
): Surroundings {
  const defaults = Object.entries(definition.parameters).map(([name, { defaultValue }]) => [
    name.toLowerCase(),
    defaultValue,
  ]);
  const given = Object.entries(assignment.parameters).map(([name, { value }]) => [name.toLowerCase(), value]);
  return {
    ...placeOf(view, subject.id),
    parameters: Object.fromEntries([...defaults, ...given]) as Record<string, unknown>,
    field: (name) => fieldOf(subject, name),
  };
}

/** Whether an assignment has a say about what lies at an id. */
export const concerns = (view: View, { scope, notScopes }: AssignmentRow, id: string): boolean =>
  reaches(view, scope, id) && !notScopes.some((out) => covers(out, id));

export interface Finding extends Violation {
  matches: boolean;
}

/** What an assignment says about a resource; undefined where it does not look at it. */
export function judge(view: View, assignment: AssignmentRow, subject: Subject): Finding | undefined {
  const definition = findDefinition(view, assignment.policyDefinitionId);
  if (!definition || !isLookedAt(definition.mode, subject) || !concerns(view, assignment, subject.id)) return undefined;
  const at = surroundings(view, subject, definition, assignment);
  const effect = String(resolve(definition.policyRule.then.effect, at)).toLowerCase();
  if (effect === 'disabled') return undefined;
  const seen: Evaluated[] = [];
  const matches = meets(definition.policyRule.if, subject, at, seen);
  return { assignment, definition, effect, seen, matches };
}

/** What `modify` would do to a resource: fields and values, worked out. */
export function changesFor(view: View, { assignment, definition }: Violation, subject: Subject): Change[] {
  const at = surroundings(view, subject, definition, assignment);
  return changesOf(definition.policyRule)
    .map(({ operation, field, value }) => ({
      operation: operation.toLowerCase() as Lowercase<Change['operation']>,
      field: String(resolve(field, at)),
      value: resolve(value, at),
    }))
    .filter(({ operation, field }) => operation !== 'add' || fieldOf(subject, field) === undefined)
    .map(({ operation, ...rest }) => ({
      operation: operation === 'addorreplace' ? 'addOrReplace' : operation,
      ...rest,
    }));
}

/** Every resource and resource group at or below a scope that an assignment looks at, with what it says. */
export function findings(view: View, assignment: AssignmentRow, scope: string): (Finding & { subject: Subject })[] {
  const rows = [...view.all<ResourceGroupRow>('resourceGroups'), ...view.all<ArmResource>('resources')];
  return rows
    .filter(({ id }) => reaches(view, scope, id))
    .map(subjectOf)
    .flatMap((subject) => {
      const finding = judge(view, assignment, subject);
      return finding ? [{ ...finding, subject }] : [];
    });
}
