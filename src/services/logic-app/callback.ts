import { defineOperation, defineSurface, type Place } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { ok, refuse } from '#kernel/result.ts';
import { callbackHost, signatureOf } from './callback-url.ts';
import { actionsOf } from './definition.ts';
import * as errors from './errors.ts';
import { workflows, type LogicAppRow } from './models.ts';
import { startRun } from './run.ts';

/** Where the triggers of a region's workflows are called. It knows no bearer token here: the address itself is the proof. */
export const logicAppSurface = defineSurface({
  name: 'logic-app',
  title: 'Logic app',
  match({ host, protocol }, view): Place | undefined {
    const [, region] = callbackHost.exec(host) ?? [];
    if (!region) return undefined;
    if (protocol !== 'https') return { params: {}, tenantId: '', unreachable: `Failed to connect to ${host} port 80` };
    return { params: { region }, tenantId: tenantIdOf(view) };
  },
  badBody: (detail) => ({ status: 400, code: 'BadRequest', message: detail }),
  render: ({ status, code, message }) => ({
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ error: { code, message } }),
  }),
  headers: ({ now, requestId }) => ({ date: new Date(now).toUTCString(), 'x-ms-request-id': requestId }),
});

/** A call of the callback address: a run starts. A Response action answers; without one the caller hears 202 at once. */
const invoke = defineOperation({
  action: 'Microsoft.Logic/workflows/triggers/invoke',
  title: 'Call a workflow',
  surface: 'logic-app',
  plane: 'none',
  method: 'POST',
  path: '/workflows/{workflow}/triggers/{trigger}/paths/invoke',
  handle(ctx, { params: { workflow: endpoint = '', trigger = '', region }, query }) {
    const signature = query('sig');
    if (!signature) return refuse(errors.signatureMissing());
    const [row] = ctx.view.by<LogicAppRow>('logicApps', 'endpoint', endpoint);
    const workflow = row && workflows.find(ctx.view, row.id);
    if (!workflow || workflow.location !== region) return refuse(errors.workflowNotFound(endpoint));
    if (signature !== signatureOf(row, trigger)) return refuse(errors.signatureWrong());
    const { definition, state } = workflow.properties;
    const name = Object.keys(definition.triggers ?? {}).find((one) => one.toLowerCase() === trigger.toLowerCase());
    if (!name || definition.triggers?.[name]?.type !== 'Request')
      return refuse(errors.triggerNotFound(workflow.name, trigger));
    if (state !== 'Enabled') return refuse(errors.notEnabled(name));
    const answers = actionsOf(definition).some(({ type }) => type === 'Response');
    const { run, changes, effects } = startRun(ctx, workflow, name, !answers);
    const headers = { 'x-ms-workflow-name': workflow.name, 'x-ms-workflow-run-id': run.name };
    return ok({ status: answers ? 200 : 202, headers, changes, effects });
  },
});

export const callbackOperations = [invoke];
