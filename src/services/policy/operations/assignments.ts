import * as z from 'zod/mini';
import { defineOperation, type Ctx } from '#kernel/define.ts';
import { assignPermissions, endHost, setIdentity } from '#kernel/host-identity.ts';
import { knownScope } from '#kernel/known-scope.ts';
import { locationRequired, placed } from '#kernel/regions.ts';
import { ok, put, refuse, remove, type Outcome, type Refusal } from '#kernel/result.ts';
import type { IdentityBlock } from '#kernel/rows.ts';
import { covers, idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { findDefinition } from '../evaluate.ts';
import { AssignmentBody, AssignmentPatch, tables, type AssignmentRow, type DefinitionRow } from '../models.ts';
import { effectsOf } from '../rule.ts';
import { reaches } from '../where.ts';

const arm = { surface: 'arm', plane: 'control' } as const;
const type = 'Microsoft.Authorization/policyAssignments';
const collection = `{scope}/providers/${type}`;
const path = `${collection}/{assignmentName}`;

type Params = Record<string, string>;
const keyIn = ({ scope = '', assignmentName = '' }: Params): string =>
  idKey(`${scope}/providers/${type}/${assignmentName}`);

const shown = ({ id, name, identity, location, ...properties }: AssignmentRow) => ({
  properties,
  id,
  type,
  name,
  ...(identity && { identity }),
  ...(location !== undefined && { location }),
});

/** Why the parameters of an assignment do not fit its definition. */
function parametersObjection(
  name: string,
  { parameters: given }: AssignmentRow,
  definition: DefinitionRow,
): Refusal | undefined {
  const defined = Object.entries(definition.parameters);
  const find = (key: string) => Object.entries(given).find(([one]) => one.toLowerCase() === key.toLowerCase())?.[1];
  const unknown = Object.keys(given).filter((key) => !defined.some(([one]) => one.toLowerCase() === key.toLowerCase()));
  if (unknown.length) return errors.unknownParameters(name, unknown, definition.name);
  const missing = defined.filter(([key, one]) => one.defaultValue === undefined && !find(key)).map(([key]) => key);
  if (missing.length) return errors.missingParameters(name, missing, definition.name);
  for (const [key, { type: wanted, allowedValues }] of defined) {
    const value = find(key)?.value;
    if (value === undefined) continue;
    if ((wanted.toLowerCase() === 'array') !== Array.isArray(value))
      return errors.wrongParameterType(key, definition.name, wanted);
    const lower = allowedValues?.map((one) => String(one).toLowerCase());
    const wrong = [value].flat().find((one) => lower && !lower.includes(String(one).toLowerCase()));
    if (wrong !== undefined && allowedValues) return errors.valueNotAllowed(wrong, key, definition.name, allowedValues);
  }
  return undefined;
}

/** The row with the identity and the place that the body wants, kept. A PUT is answered 201 also where it replaces: clients take no other. */
function kept(
  ctx: Ctx,
  row: AssignmentRow,
  old: AssignmentRow | undefined,
  body: AssignmentPatch,
  status: 200 | 201,
): Outcome {
  const { name, id } = row;
  let location = body.location ?? old?.location;
  const wantsOne = body.identity?.type !== undefined && body.identity.type !== 'None';
  if (wantsOne && !location) return refuse(locationRequired());
  if (location) {
    const place = placed(location, { name, type, group: '', ...(old?.location && { existing: old.location }) });
    if ('refusal' in place) return refuse(place.refusal);
    location = place.region;
  }
  const set = setIdentity(ctx, { id, name, location: location ?? '' }, old?.identity, body.identity, 'replace');
  if ('refusal' in set) return refuse(set.refusal);
  const identity: IdentityBlock | undefined = set.identity;
  const definition = findDefinition(ctx.view, row.policyDefinitionId);
  const modifies = definition && effectsOf(definition).includes('modify');
  if (modifies && (!identity || identity.type === 'None')) return refuse(errors.identityRequired(name));
  const whole: AssignmentRow = { ...row, ...(identity && { identity }), ...(location && { location }) };
  return ok({
    status,
    body: shown(whole),
    changes: [put(tables.assignments, idKey(id), whole)],
  });
}

const putAssignment = defineOperation<AssignmentBody>({
  ...arm,
  action: `${type}/write`,
  title: 'Create policy assignment',
  method: 'PUT',
  path,
  body: AssignmentBody,
  requires: ({ url, body }) => ({
    allOf: [{ action: `${type}/write`, scope: url.path, plane: 'control' }, ...assignPermissions(body)],
  }),
  handle(ctx, { params, body }) {
    const { properties } = body;
    const known = knownScope(ctx, params.scope);
    if ('refusal' in known) return refuse(known.refusal);
    const name = params.assignmentName ?? '';
    const strange = (['nonComplianceMessages', 'resourceSelectors', 'overrides'] as const).find(
      (one) => properties[one]?.length,
    );
    if (strange !== undefined) return refuse(errors.ruleNotSimulated(`assignments with ${strange}`));
    if (/\/policysetdefinitions\//i.test(properties.policyDefinitionId))
      return refuse(errors.ruleNotSimulated('initiatives'));
    const definition = findDefinition(ctx.view, properties.policyDefinitionId);
    const definedAt = definition?.id.replace(/\/providers\/Microsoft\.Authorization\/policyDefinitions\/[^/]+$/i, '');
    if (!definition || (definedAt && !reaches(ctx.view, definedAt, known.scope)))
      return refuse(errors.definitionNotFound(properties.policyDefinitionId.split('/').at(-1) ?? ''));
    const old = ctx.view.get<AssignmentRow>(tables.assignments, keyIn(params));
    const { displayName, description, notScopes, parameters, metadata, enforcementMode } = properties;
    const row: AssignmentRow = {
      id: old?.id ?? `${known.scope}/providers/${type}/${name}`,
      name: old?.name ?? name,
      scope: known.scope,
      policyDefinitionId: definition.id,
      ...(typeof displayName === 'string' && { displayName }),
      ...(typeof description === 'string' && { description }),
      notScopes: notScopes ?? [],
      parameters: parameters ?? {},
      metadata: metadata ?? {},
      enforcementMode: enforcementMode ?? 'Default',
    };
    const objection = parametersObjection(name, row, definition);
    if (objection) return refuse(objection);
    return kept(ctx, row, old, body, 201);
  },
});

const patchAssignment = defineOperation<AssignmentPatch>({
  ...arm,
  action: `${type}/write`,
  title: 'Update policy assignment',
  method: 'PATCH',
  path,
  body: AssignmentPatch,
  requires: ({ url, body }) => ({
    allOf: [{ action: `${type}/write`, scope: url.path, plane: 'control' }, ...assignPermissions(body)],
  }),
  handle(ctx, { params, body }) {
    const old = ctx.view.get<AssignmentRow>(tables.assignments, keyIn(params));
    return old ? kept(ctx, old, old, body, 200) : refuse(errors.assignmentNotFound(params.assignmentName ?? ''));
  },
});

const getAssignment = defineOperation({
  ...arm,
  action: `${type}/read`,
  title: 'Get policy assignment',
  method: 'GET',
  path,
  handle(ctx, { params }) {
    const row = ctx.view.get<AssignmentRow>(tables.assignments, keyIn(params));
    return row ? ok({ status: 200, body: shown(row) }) : refuse(errors.assignmentNotFound(params.assignmentName ?? ''));
  },
});

/** Assignments at a scope, above it and, without a filter, below it. Source: "Policy Assignments - List For Resource Group". */
const listAssignments = defineOperation({
  ...arm,
  action: `${type}/read`,
  title: 'Get policy assignments',
  method: 'GET',
  path: collection,
  requires: ({ params }) => ({ action: `${type}/read`, scope: params.scope || '/', plane: 'control' }),
  handle(ctx, { params, query }) {
    const known = knownScope(ctx, params.scope);
    if ('refusal' in known) return refuse(known.refusal);
    const filter = query('$filter')?.trim() ?? '';
    const wanted = /^policyDefinitionId\s+eq\s+'([^']*)'$/i.exec(filter)?.[1];
    const above = (row: AssignmentRow): boolean => reaches(ctx.view, row.scope, known.scope);
    const tests = new Map<string, (row: AssignmentRow) => boolean>([
      ['', (row) => above(row) || reaches(ctx.view, known.scope, row.scope)],
      ['atscope()', above],
      ['atexactscope()', ({ scope }) => idKey(scope) === idKey(known.scope)],
    ]);
    const test = tests.get(wanted === undefined ? filter.toLowerCase() : '');
    if (!test) return refuse(errors.ruleNotSimulated(`the filter '${filter}'`));
    const value = ctx.view
      .all<AssignmentRow>(tables.assignments)
      .filter((row) => test(row) && (wanted === undefined || idKey(row.policyDefinitionId) === idKey(wanted)));
    return ok({ status: 200, body: { value: value.map(shown) } });
  },
});

const deleteAssignment = defineOperation({
  ...arm,
  action: `${type}/delete`,
  title: 'Delete policy assignment',
  method: 'DELETE',
  path,
  handle(ctx, { params }) {
    const row = ctx.view.get<AssignmentRow>(tables.assignments, keyIn(params));
    if (!row) return ok({ status: 204 });
    endHost(ctx, row.id);
    return ok({ status: 200, body: shown(row), changes: [remove(tables.assignments, keyIn(params))] });
  },
});

/** The scope was deleted: its assignments go with it, and their identities with them. */
const forget = defineOperation<{ scope: string }>({
  surface: 'platform',
  plane: 'none',
  action: 'policy/scope/delete',
  title: 'Forget the policies of a scope',
  method: 'DELETE',
  path: '/policy/scope',
  body: z.object({ scope: z.string() }),
  handle(ctx, { body: { scope } }) {
    const gone = ctx.view.all<AssignmentRow>(tables.assignments).filter((row) => covers(scope, row.scope));
    for (const { id } of gone) endHost(ctx, id);
    const within = [tables.definitions, tables.remediations].flatMap((table) =>
      ctx.view
        .all<{ id: string }>(table)
        .filter(({ id }) => covers(scope, id))
        .map(({ id }) => remove(table, idKey(id))),
    );
    const changes = [...within, ...gone.map(({ id }) => remove(tables.assignments, idKey(id)))];
    return ok({ status: 200, body: {}, changes });
  },
});

export const assignmentOperations = [
  putAssignment,
  patchAssignment,
  getAssignment,
  listAssignments,
  deleteAssignment,
  forget,
];
