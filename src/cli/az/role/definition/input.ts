import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { compact, isObject, list, member, text, type Json, type JsonObject } from '../../json.ts';
import { shape } from '../../shape.ts';
import { readShellJson } from '../../shell-json.ts';
import { authorizationPath } from '../scopes.ts';

/** The `--role-definition` given as JSON or as the name of a file that holds it, its keys in camel case. */
export async function readDefinition(az: Az, given: string): Promise<JsonObject> {
  const source = (await az.files.read(given)) ?? given;
  const parsed = readShellJson(source);
  if (!isObject(parsed))
    throw new CliError('Invalid role definition. A valid dictionary JSON representation is expected.');
  const camel = (key: string) => key.slice(0, 1).toLowerCase() + key.slice(1);
  return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [camel(key), value]));
}

function permission(source: Json): JsonObject {
  return compact({
    actions: member(source, 'actions'),
    notActions: member(source, 'notActions'),
    dataActions: member(source, 'dataActions'),
    notDataActions: member(source, 'notDataActions'),
  });
}

/** The PUT that creates or changes a custom role, at its first assignable scope. */
export async function putDefinition(az: Az, input: JsonObject, roleName: string, id: string): Promise<JsonObject> {
  const scopes = list(input['assignableScopes']);
  const permissions = list(input['permissions']);
  const properties = compact({
    roleName,
    description: input['description'],
    permissions: Array.isArray(input['permissions']) ? permissions.map(permission) : [permission(input)],
    assignableScopes: scopes,
  });
  // az's SDK says so, because az hands it the type of the role although the service sets it.
  az.warn(
    "Readonly attribute type will be ignored in class <class 'azure.mgmt.authorization.v2022_05_01_preview.models._models_py3.RoleDefinition'>",
  );
  const path = `${authorizationPath(String(scopes[0] ?? ''), 'roleDefinitions')}/${id}?api-version=2022-05-01-preview`;
  return shape('RoleDefinition', await az.arm.put(path, { properties }));
}

/** The role's name as the input has it, or the refusal that az gives when it has none. */
export function requireName(input: JsonObject): string {
  const name = text(input, 'name');
  if (!name) throw new CliError('please provide role name');
  return name;
}
