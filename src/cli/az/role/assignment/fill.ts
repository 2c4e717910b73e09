import type { Az } from '../../context.ts';
import { displayableName } from '../../ad/principals.ts';
import { ServiceError } from '../../errors.ts';
import { at, text, type Json, type JsonObject } from '../../json.ts';
import { definitionsAt } from '../scopes.ts';

/** Adds `roleDefinitionName`, from every role that is visible at the scope. */
export async function fillRoleNames(az: Az, assignments: JsonObject[], scope: string): Promise<JsonObject[]> {
  const names = new Map<string, Json>();
  for (const definition of await definitionsAt(az, scope))
    names.set(text(definition, 'id'), at(definition, 'properties', 'roleName') ?? null);
  return assignments.map((item) => ({
    ...item,
    roleDefinitionName: names.get(text(item, 'roleDefinitionId')) ?? null,
  }));
}

/** Adds `principalName`, empty for a principal that is gone. Without leave to read the directory nothing is added. */
export async function fillPrincipalNames(az: Az, assignments: JsonObject[]): Promise<JsonObject[]> {
  const ids = [...new Set(assignments.map((item) => text(item, 'principalId')))];
  try {
    const found = new Map((await az.graph.byIds(ids)).map((object) => [text(object, 'id'), displayableName(object)]));
    return assignments.map((item) => ({ ...item, principalName: found.get(text(item, 'principalId')) ?? '' }));
  } catch (error) {
    if (error instanceof ServiceError) return assignments;
    throw error;
  }
}
