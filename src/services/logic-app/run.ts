import type { Ctx } from '#kernel/define.ts';
import { put, type Effect } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import { compile, namedIdentity, planOf } from './compile.ts';
import { actionsOf } from './definition.ts';
import * as errors from './errors.ts';
import { findApp, type RunAction, type RunRow, type Workflow } from './models.ts';

/** A run's name in Azure's form: digits, and the unit that runs it. */
const runName = (id: string): string =>
  `085${BigInt(`0x${id.replaceAll('-', '')}`)
    .toString()
    .padStart(30, '0')
    .slice(0, 30)}CU00`;

/** Sets a run going: its row, and the program that the workflow's host carries out. */
export function startRun(
  ctx: Ctx,
  workflow: Workflow,
  trigger: string,
  background: boolean,
): { run: RunRow; changes: Change[]; effects: Effect[] } {
  const name = runName(ctx.newId('logic-run', workflow.id));
  const { definition } = workflow.properties;
  const run: RunRow = {
    id: `${workflow.id}/runs/${name}`,
    workflow: workflow.id,
    name,
    version: findApp(ctx.view, workflow.id)?.version ?? '',
    trigger,
    definition,
    status: 'Running',
    actions: actionsOf(definition).map((action) => ({
      name: action.name,
      type: action.type,
      status: 'Running',
      code: 'NotSpecified',
    })),
    startedAt: ctx.now,
  };
  const effect: Effect = {
    kind: 'run-program',
    host: workflow.id,
    program: compile(workflow.name, definition, name),
    report: `https://platform.internal/logic/runs?run=${encodeURIComponent(run.id)}`,
    ...(background && { background }),
  };
  return { run, changes: [put('logicRuns', idKey(run.id), run)], effects: [effect] };
}

/** How the program ended: the status of each answer that it got, and why it stopped when it did. */
export interface Ending {
  statuses: number[];
  why?: string;
}

/** Words for the statuses as .NET has them, which Logic Apps shows as codes. */
const codes: Record<number, string> = {
  0: 'BadGateway',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'NoContent',
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  412: 'PreconditionFailed',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  501: 'NotImplemented',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
};
const codeOf = (status: number): string => codes[status] ?? String(status);
const good = (status: number | undefined): boolean => status !== undefined && status >= 200 && status < 300;

/** Why an action got no token, as the run shows it. */
function tokenError(workflow: string, identity: string | undefined, status: number | undefined, why: string) {
  if (!status) return errors.noIdentity(workflow);
  return why.includes('AADSTS')
    ? errors.noToken(why)
    : errors.otherIdentity(workflow, identity ? 'UserAssigned' : 'SystemAssigned');
}

/** The run as it ended: what stands before the action that failed succeeded, what stands behind it was skipped. */
export function ended(run: RunRow, workflow: string, { statuses, why = '' }: Ending, now: number): RunRow {
  const plan = planOf(run.definition);
  const stopped = plan.findIndex((_, at) => !good(statuses[at]));
  const failed = stopped < 0 ? undefined : plan[stopped]?.action;
  const actions: RunAction[] = [];
  for (const action of actionsOf(run.definition)) {
    const { name, type } = action;
    const before = actions.at(-1);
    if (before && before.status !== 'Succeeded') {
      const error = errors.skippedAfter(name, before.name, before.status);
      actions.push({ name, type, status: 'Skipped', code: 'ActionSkipped', error });
    } else if (name === failed && action.type === 'Http') {
      const status = statuses[stopped];
      const error = plan[stopped]?.token
        ? tokenError(workflow, namedIdentity(action), status, why)
        : { code: codeOf(status ?? 0), message: why };
      actions.push({ name, type, status: 'Failed', code: error.code, error });
    } else {
      const at = plan.findIndex((one) => one.action === name && !one.token);
      actions.push({ name, type, status: 'Succeeded', code: codeOf(statuses[at] ?? 200) });
    }
  }
  return { ...run, actions, status: failed === undefined ? 'Succeeded' : 'Failed', endedAt: now };
}
