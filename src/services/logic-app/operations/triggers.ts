import { onParent, type Params } from '#kernel/arm-type.ts';
import { armTime } from '#kernel/clock.ts';
import { ok, refuse } from '#kernel/result.ts';
import { callbackOf } from '../callback-url.ts';
import * as errors from '../errors.ts';
import { findApp, workflows, type Workflow } from '../models.ts';
import { startRun } from '../run.ts';

const type = `${workflows.type}/triggers`;

/** The trigger that a path names, in the definition's own spelling. */
const triggerOf = ({ properties }: Workflow, { trigger = '' }: Params): string | undefined =>
  Object.keys(properties.definition.triggers ?? {}).find((name) => name.toLowerCase() === trigger.toLowerCase());

const shape = (workflow: Workflow, name: string): Record<string, unknown> => ({
  properties: {
    provisioningState: 'Succeeded',
    createdTime: armTime(workflow.createdAt),
    changedTime: armTime(workflow.changedAt),
    state: workflow.properties.state,
    workflow: { id: workflow.id, name: workflow.name, type: workflows.type },
  },
  id: `${workflow.id}/triggers/${name}`,
  name,
  type,
});

const list = workflows.on({
  action: `${type}/read`,
  title: 'List Workflow Triggers',
  method: 'GET',
  below: '/triggers',
  handle: (_ctx, _input, workflow) => {
    const names = Object.keys(workflow.properties.definition.triggers ?? {});
    return ok({ status: 200, body: { value: names.map((name) => shape(workflow, name)) } });
  },
});

const get = workflows.on({
  action: `${type}/read`,
  title: 'Get Workflow Trigger',
  method: 'GET',
  below: '/triggers/{trigger}',
  handle: (_ctx, { params }, workflow) => {
    const name = triggerOf(workflow, params);
    if (!name) return refuse(errors.triggerNotFound(workflow.name, params['trigger'] ?? ''));
    return ok({ status: 200, body: shape(workflow, name) });
  },
});

/** Starts a run: whoever may do this, or change the definition, acts with the identities of the workflow. */
const run = workflows.on({
  action: `${type}/run/action`,
  title: 'Run Workflow Trigger',
  method: 'POST',
  below: '/triggers/{trigger}/run',
  requires: onParent(`${type}/run/action`),
  handle: (ctx, { params }, workflow) => {
    const name = triggerOf(workflow, params);
    if (!name) return refuse(errors.triggerNotFound(workflow.name, params['trigger'] ?? ''));
    if (workflow.properties.state !== 'Enabled') return refuse(errors.notEnabled(name));
    const { run, changes, effects } = startRun(ctx, workflow, name, true);
    return ok({ status: 202, headers: { 'x-ms-workflow-run-id': run.name }, changes, effects });
  },
});

const listCallbackUrl = workflows.on({
  action: `${type}/listCallbackUrl/action`,
  title: 'List Workflow Trigger Callback URL',
  method: 'POST',
  below: '/triggers/{trigger}/listCallbackUrl',
  reads: true,
  requires: onParent(`${type}/listCallbackUrl/action`),
  handle: (ctx, { params }, workflow) => {
    const name = triggerOf(workflow, params);
    const row = findApp(ctx.view, workflow.id);
    if (!name || !row) return refuse(errors.triggerNotFound(workflow.name, params['trigger'] ?? ''));
    return ok({ status: 200, body: callbackOf(workflow, row, name) });
  },
});

export const triggerOperations = [list, get, run, listCallbackUrl];
