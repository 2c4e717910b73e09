import * as z from 'zod/mini';
import { armOperation, onParent, type Params } from '#kernel/arm-type.ts';
import { armTime } from '#kernel/clock.ts';
import type { Ctx, Operation } from '#kernel/define.ts';
import { assignPermissions, endHost, setIdentity, WantedIdentity } from '#kernel/host-identity.ts';
import { connectEndpoint, disconnectEndpoint } from '#kernel/identity-endpoint.ts';
import { ok, put, refuse, remove, type Outcome } from '#kernel/result.ts';
import { idKey, nameOf } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { accessEndpoint } from '../callback-url.ts';
import { Definition, definitionFault } from '../definition.ts';
import * as errors from '../errors.ts';
import { findApp, runsOf, workflows, type LogicAppRow, type Workflow } from '../models.ts';

const { type } = workflows;
const State = z.enum(['Enabled', 'Disabled']);

const Body = z.nullish(
  z.looseObject({
    location: z.optional(z.string()),
    tags: z.nullish(z.record(z.string(), z.string())),
    identity: WantedIdentity,
    properties: z.nullish(
      z.looseObject({
        state: z.nullish(State),
        definition: z.nullish(Definition),
        parameters: z.nullish(z.record(z.string(), z.unknown())),
      }),
    ),
  }),
);
type Body = z.infer<typeof Body>;

const shape = (workflow: Workflow, row: LogicAppRow | undefined): Record<string, unknown> => {
  const { state, definition, parameters } = workflow.properties;
  return {
    properties: {
      provisioningState: 'Succeeded',
      createdTime: armTime(workflow.createdAt),
      changedTime: armTime(workflow.changedAt),
      state,
      version: row?.version ?? '',
      accessEndpoint: row && accessEndpoint(workflow, row),
      definition,
      parameters,
    },
    id: workflow.id,
    name: workflow.name,
    type,
    location: workflow.location,
    tags: workflow.tags ?? {},
    ...(workflow.identity && workflow.identity.type !== 'None' && { identity: workflow.identity }),
  };
};

function written(ctx: Ctx, params: Params, body: NonNullable<Body>, mode: 'replace' | 'merge', url: string): Outcome {
  const place = workflows.place(ctx, params, body.location);
  if ('refusal' in place) return refuse(place.refusal);
  const { id, name, location, row: existing } = place;
  const { state, definition, parameters } = body.properties ?? {};
  const kept = existing?.properties;
  const wanted = definition ?? (mode === 'merge' ? kept?.definition : undefined);
  if (!wanted) return refuse(errors.definitionMissing());
  const fault = definitionFault(wanted, url);
  if (fault) return refuse(fault);
  const host = { id: existing?.id ?? id, name, location };
  const found = setIdentity(ctx, host, existing?.identity, body.identity, mode);
  if ('refusal' in found) return refuse(found.refusal);
  const { identity } = found;
  if (/SystemAssigned.*UserAssigned/.test(identity?.type ?? '')) return refuse(errors.oneIdentityKind(name));
  const tags = body.tags ?? (mode === 'merge' ? existing?.tags : undefined);
  const workflow: Workflow = {
    ...host,
    type,
    ...(tags && { tags }),
    ...(identity && { identity }),
    properties: {
      state: state ?? kept?.state ?? 'Enabled',
      definition: wanted,
      parameters: parameters ?? (mode === 'merge' ? kept?.parameters : undefined) ?? {},
    },
    createdAt: existing?.createdAt ?? ctx.now,
    changedAt: ctx.now,
  };
  const before = findApp(ctx.view, host.id);
  const secret = (kind: string): string => ctx.newId(kind, host.id).replaceAll('-', '');
  const row: LogicAppRow = {
    id: host.id,
    endpoint: before?.endpoint ?? secret('logic-endpoint'),
    accessKey: before?.accessKey ?? secret('logic-access-key'),
    identityHeader: before?.identityHeader ?? secret('identity-header'),
    version: secret('logic-version'),
  };
  if (identity && identity.type !== 'None')
    connectEndpoint(ctx, { host: host.id, holder: host.id, identity, header: row.identityHeader, kind: 'logic-app' });
  else disconnectEndpoint(ctx, host.id);
  const changes = [put('resources', idKey(id), workflow), put('logicApps', idKey(id), row)];
  return ok({ status: existing ? 200 : 201, body: shape(workflow, row), changes });
}

const change = (method: 'PUT' | 'PATCH', title: string): Operation =>
  armOperation<Body>({
    action: `${type}/write`,
    title,
    method,
    path: workflows.path,
    body: Body,
    requires: ({ params, body }) => ({
      allOf: [{ action: `${type}/write`, scope: workflows.idOf(params), plane: 'control' }, ...assignPermissions(body)],
    }),
    handle(ctx, { params, body, url }) {
      const { id, row } = workflows.at(ctx, params);
      if (method === 'PATCH') {
        const held = workflows.held(ctx, params);
        if ('ok' in held) return held;
      }
      if (!row && !/^[\w.()-]{1,80}$/.test(nameOf(id))) return refuse(errors.nameInvalid(nameOf(id)));
      return written(ctx, params, body ?? {}, method === 'PUT' ? 'replace' : 'merge', url.path);
    },
  });

const destroy = armOperation({
  action: `${type}/delete`,
  title: 'Delete Workflow',
  method: 'DELETE',
  path: workflows.path,
  handle(ctx, { params }) {
    const { row } = workflows.at(ctx, params);
    if (!row) return ok({ status: 204 });
    endHost(ctx, row.id);
    disconnectEndpoint(ctx, row.id);
    const runs = runsOf(ctx.view, row.id).map(({ id }) => remove('logicRuns', idKey(id)));
    return ok({
      status: 200,
      changes: [remove('resources', idKey(row.id)), remove('logicApps', idKey(row.id)), ...runs],
    });
  },
});

const power = (verb: 'enable' | 'disable', state: z.infer<typeof State>): Operation =>
  workflows.on({
    action: `${type}/${verb}/action`,
    title: verb === 'enable' ? 'Enable Workflow' : 'Disable Workflow',
    method: 'POST',
    below: `/${verb}`,
    requires: onParent(`${type}/${verb}/action`),
    handle: (ctx, _input, row) => {
      const next: Workflow = { ...row, properties: { ...row.properties, state }, changedAt: ctx.now };
      return ok({ status: 200, changes: [put('resources', idKey(row.id), next)] });
    },
  });

export const workflowOperations = [
  change('PUT', 'Set Workflow'),
  change('PATCH', 'Update Workflow'),
  ...workflows.reads({ one: 'Workflow', many: 'Workflows' }, (view: View, row) => shape(row, findApp(view, row.id))),
  destroy,
  power('enable', 'Enabled'),
  power('disable', 'Disabled'),
];
