import { defineOperation } from '#kernel/define.ts';
import { knownScope } from '#kernel/known-scope.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { builtIn, builtIns } from '../built-ins.ts';
import * as errors from '../errors.ts';
import { DefinitionBody, tables, type AssignmentRow, type DefinitionRow } from '../models.ts';
import { parametersOf, strangeInDefinition } from '../rule.ts';
import { groupsAbove } from '../where.ts';

const arm = { surface: 'arm', plane: 'control' } as const;
const type = 'Microsoft.Authorization/policyDefinitions';
const collection = `{scope}/providers/${type}`;
const path = `${collection}/{definitionName}`;

type Params = Record<string, string>;
const keyIn = ({ scope = '', definitionName = '' }: Params): string =>
  idKey(`${scope}/providers/${type}/${definitionName}`);

const shown = ({ id, name, ...properties }: DefinitionRow) => ({ properties, id, type, name });

/** Definitions live at a subscription or a management group; built-in ones at the root. */
const holdsDefinitions = (scope: string): boolean =>
  /^\/subscriptions\/[^/]+$/i.test(scope) ||
  /^\/providers\/microsoft\.management\/managementgroups\/[^/]+$/i.test(scope);

const putDefinition = defineOperation<DefinitionBody>({
  ...arm,
  action: `${type}/write`,
  title: 'Create policy definition',
  method: 'PUT',
  path,
  body: DefinitionBody,
  handle(ctx, { params, body: { properties } }) {
    const name = params.definitionName ?? '';
    const known = knownScope(ctx, params.scope);
    if ('refusal' in known) return refuse(known.refusal);
    if (!params.scope && builtIn(name)) return refuse(errors.builtInFixed(name));
    if (!holdsDefinitions(known.scope))
      return refuse(errors.ruleNotSimulated(`definitions at the scope '${known.scope}'`));
    const strange = strangeInDefinition(properties);
    if (strange !== undefined) return refuse(errors.ruleNotSimulated(strange));
    const { displayName, description, mode, metadata, parameters, policyRule, version } = properties;
    const defined = new Set(Object.keys(parameters ?? {}).map((one) => one.toLowerCase()));
    const unknown = parametersOf(policyRule).find((one) => !defined.has(one.toLowerCase()));
    if (unknown !== undefined) return refuse(errors.undefinedParameter(unknown, name));
    const old = ctx.view.get<DefinitionRow>(tables.definitions, keyIn(params));
    const row: DefinitionRow = {
      id: old?.id ?? `${known.scope}/providers/${type}/${name}`,
      name: old?.name ?? name,
      ...(typeof displayName === 'string' && { displayName }),
      ...(typeof description === 'string' && { description }),
      policyType: 'Custom',
      mode: mode ?? 'All',
      metadata: metadata ?? {},
      parameters: parameters ?? {},
      policyRule,
      version: version ?? '1.0.0',
    };
    return ok({ status: 201, body: shown(row), changes: [put(tables.definitions, keyIn(params), row)] });
  },
});

const getDefinition = defineOperation({
  ...arm,
  action: `${type}/read`,
  title: 'Get policy definition',
  method: 'GET',
  path,
  // Everybody in the tenant may read the built-in ones.
  requires: ({ params, url }) =>
    params.scope ? { action: `${type}/read`, scope: url.path, plane: 'control' } : undefined,
  handle(ctx, { params }) {
    const name = params.definitionName ?? '';
    const row = params.scope ? ctx.view.get<DefinitionRow>(tables.definitions, keyIn(params)) : builtIn(name);
    return row ? ok({ status: 200, body: shown(row) }) : refuse(errors.definitionNotFound(name));
  },
});

/** `policyType -eq 'BuiltIn'`, `category -eq 'Tags'` or `atExactScope()`; undefined is none of them. */
function testOf(filter: string, scope: string): ((row: DefinitionRow) => boolean) | undefined {
  if (!filter) return () => true;
  if (/^atExactScope\(\)$/i.test(filter)) return ({ id }) => idKey(id).startsWith(`${idKey(scope)}/providers/`);
  const [, field, value] = /^(policyType|category)\s+-?eq\s+'([^']*)'$/i.exec(filter) ?? [];
  if (value === undefined) return undefined;
  const wanted = value.toLowerCase();
  return field?.toLowerCase() === 'policytype'
    ? ({ policyType }) => policyType.toLowerCase() === wanted
    : ({ metadata }) => String(metadata['category']).toLowerCase() === wanted;
}

const listDefinitions = defineOperation({
  ...arm,
  action: `${type}/read`,
  title: 'Get policy definitions',
  method: 'GET',
  path: collection,
  requires: ({ params }) =>
    params.scope ? { action: `${type}/read`, scope: params.scope, plane: 'control' } : undefined,
  handle(ctx, { params, query }) {
    const known = knownScope(ctx, params.scope);
    if ('refusal' in known) return refuse(known.refusal);
    const filter = query('$filter')?.trim() ?? '';
    const test = testOf(filter, known.scope);
    if (!test) return refuse(errors.ruleNotSimulated(`the filter '${filter}'`));
    const scopes = params.scope ? [idKey(known.scope), ...groupsAbove(ctx.view, known.scope)] : [];
    const custom = ctx.view
      .all<DefinitionRow>(tables.definitions)
      .filter(({ id }) => scopes.some((scope) => idKey(id).startsWith(`${scope}/providers/microsoft.authorization/`)));
    return ok({ status: 200, body: { value: [...builtIns, ...custom].filter(test).map(shown) } });
  },
});

const deleteDefinition = defineOperation({
  ...arm,
  action: `${type}/delete`,
  title: 'Delete policy definition',
  method: 'DELETE',
  path,
  handle(ctx, { params }) {
    const key = keyIn(params);
    const name = params.definitionName ?? '';
    if (!params.scope && builtIn(name)) return refuse(errors.builtInFixed(name));
    const row = ctx.view.get<DefinitionRow>(tables.definitions, key);
    if (!row) return ok({ status: 204 });
    const users = ctx.view
      .all<AssignmentRow>(tables.assignments)
      .filter(({ policyDefinitionId }) => idKey(policyDefinitionId) === key);
    if (users.length)
      return refuse(
        errors.definitionInUse(
          name,
          users.map(({ id }) => id),
        ),
      );
    return ok({ status: 200, body: shown(row), changes: [remove(tables.definitions, key)] });
  },
});

export const definitionOperations = [putDefinition, getDefinition, listDefinitions, deleteDefinition];
