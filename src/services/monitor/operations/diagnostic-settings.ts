import { resourceNotFound } from '#kernel/arm-errors.ts';
import { defineOperation, type Ctx, type Input } from '#kernel/define.ts';
import type { DiagnosticSettingRow } from '#kernel/logs.ts';
import { ok, put, refuse, remove, type Refusal } from '#kernel/result.ts';
import { idKey, typeOf } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { categoriesOf, settingId, SettingPut, settingsOf, table, type SettingGiven } from '../models.ts';

const provider = 'Microsoft.Insights/diagnosticSettings';
const path = `{scope}/providers/Microsoft.Insights/diagnosticSettings/{name}`;

const shape = ({ id, name, body }: DiagnosticSettingRow) => ({
  id,
  type: provider,
  name,
  location: null,
  kind: null,
  tags: null,
  properties: body,
  identity: null,
});

/** The resource, or the one that it is a part of: the blob service of an account always stands where the account does. */
function exists(ctx: Ctx, id: string): boolean {
  for (let at = id; typeOf(at); at = at.replace(/\/[^/]+\/[^/]+$/, ''))
    if (ctx.view.get('resources', idKey(at))) return true;
  return false;
}

const scopeOf = (input: Input): string => input.params['scope'] ?? '';

/** Why such a setting cannot be; undefined when it can. */
function objection(ctx: Ctx, scope: string, { properties }: SettingGiven): Refusal | undefined {
  const type = typeOf(scope) ?? '';
  if (!exists(ctx, scope)) return resourceNotFound(typeOf(scope) ?? '', scope);
  const known = categoriesOf(type);
  if (!known) return errors.typeUnsupported(type);
  const { workspaceId, storageAccountId, eventHubAuthorizationRuleId, marketplacePartnerId, logs } = properties;
  if (!workspaceId && !storageAccountId && !eventHubAuthorizationRuleId && !marketplacePartnerId)
    return errors.noDestination;
  if (workspaceId && !ctx.view.get('resources', idKey(workspaceId))) return errors.workspaceNotFound(workspaceId);
  const strange = logs?.find(({ category }) => category && !known.includes(category));
  return strange && errors.categoryUnknown(strange.category ?? '');
}

const create = defineOperation({
  action: `${provider}/write`,
  title: 'Create or Update Diagnostic Setting',
  surface: 'arm',
  plane: 'control',
  method: 'PUT',
  path,
  body: SettingPut,
  requires: ({ params }) => ({ action: `${provider}/write`, scope: params['scope'] ?? '/', plane: 'control' }),
  handle(ctx, input) {
    const [scope, name] = [scopeOf(input), input.params['name'] ?? ''];
    const wrong = objection(ctx, scope, input.body);
    if (wrong) return refuse(wrong);
    const { properties } = input.body;
    const on = (properties.logs ?? []).filter(({ enabled }) => enabled);
    const row: DiagnosticSettingRow = {
      id: settingId(scope, name),
      name,
      resourceId: scope,
      ...(properties.workspaceId && { workspaceId: properties.workspaceId }),
      categories: on.flatMap(({ category }) => category ?? []),
      categoryGroups: on.flatMap(({ categoryGroup }) => categoryGroup ?? []),
      body: properties,
    };
    return ok({ status: 200, body: shape(row), changes: [put(table, idKey(row.id), row)] });
  },
});

const find = (ctx: Ctx, input: Input): DiagnosticSettingRow | undefined =>
  ctx.view.get<DiagnosticSettingRow>(table, idKey(settingId(scopeOf(input), input.params['name'] ?? '')));

const get = defineOperation({
  action: `${provider}/read`,
  title: 'Get Diagnostic Setting',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path,
  requires: ({ params }) => ({ action: `${provider}/read`, scope: params['scope'] ?? '/', plane: 'control' }),
  handle(ctx, input) {
    const row = find(ctx, input);
    return row ? ok({ status: 200, body: shape(row) }) : refuse(errors.settingNotFound(input.params['name'] ?? ''));
  },
});

const list = defineOperation({
  action: `${provider}/read`,
  title: 'List Diagnostic Settings',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '{scope}/providers/Microsoft.Insights/diagnosticSettings',
  requires: ({ params }) => ({ action: `${provider}/read`, scope: params['scope'] ?? '/', plane: 'control' }),
  handle: (ctx, input) => ok({ status: 200, body: { value: settingsOf(ctx.view, scopeOf(input)).map(shape) } }),
});

const destroy = defineOperation({
  action: `${provider}/delete`,
  title: 'Delete Diagnostic Setting',
  surface: 'arm',
  plane: 'control',
  method: 'DELETE',
  path,
  requires: ({ params }) => ({ action: `${provider}/delete`, scope: params['scope'] ?? '/', plane: 'control' }),
  handle(ctx, input) {
    const row = find(ctx, input);
    return row ? ok({ status: 200, changes: [remove(table, idKey(row.id))] }) : ok({ status: 204 });
  },
});

const listCategories = defineOperation({
  action: 'Microsoft.Insights/diagnosticSettingsCategories/read',
  title: 'List Diagnostic Settings Categories',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '{scope}/providers/Microsoft.Insights/diagnosticSettingsCategories',
  requires: ({ params }) => ({
    action: 'Microsoft.Insights/diagnosticSettingsCategories/read',
    scope: params['scope'] ?? '/',
    plane: 'control',
  }),
  handle(ctx, input) {
    const scope = scopeOf(input);
    const known = categoriesOf(typeOf(scope));
    if (!exists(ctx, scope)) return refuse(resourceNotFound(typeOf(scope) ?? '', scope));
    if (!known) return refuse(errors.typeUnsupported(typeOf(scope) ?? ''));
    const value = known.map((name) => ({
      id: `${scope}/providers/microsoft.insights/diagnosticSettingsCategories/${name}`,
      type: 'microsoft.insights/diagnosticSettingsCategories',
      name,
      properties: { categoryType: 'Logs', categoryGroups: name === 'AuditEvent' ? ['audit', 'allLogs'] : ['allLogs'] },
    }));
    return ok({ status: 200, body: { value } });
  },
});

/** Which logs of a resource are collected. Source: "Diagnostic Settings" (Azure Monitor REST API, 2021-05-01-preview). */
export const diagnosticSettingOperations = [create, get, list, destroy, listCategories];
