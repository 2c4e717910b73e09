import * as z from 'zod/mini';
import { armTime } from '#kernel/clock.ts';
import { defineOperation } from '#kernel/define.ts';
import { ok, put, refuse } from '#kernel/result.ts';
import { idKey, nameOf } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { findRun, runsOf, workflows, type RunAction, type RunRow } from '../models.ts';
import { ended } from '../run.ts';

const type = `${workflows.type}/runs`;

const times = ({ startedAt, endedAt }: RunRow) => ({
  startTime: armTime(startedAt),
  ...(endedAt !== undefined && { endTime: armTime(endedAt) }),
});

const shape = (run: RunRow): Record<string, unknown> => ({
  properties: {
    waitEndTime: armTime(run.startedAt),
    ...times(run),
    status: run.status,
    ...(run.status === 'Failed' && { code: 'ActionFailed', error: errors.actionFailed() }),
    correlation: { clientTrackingId: run.name },
    workflow: { id: `${run.workflow}/versions/${run.version}`, name: run.version, type: `${workflows.type}/versions` },
    trigger: { name: run.trigger, ...times({ ...run, endedAt: run.startedAt }), status: 'Succeeded', code: 'Accepted' },
    outputs: {},
  },
  id: run.id,
  name: run.name,
  type,
});

const actionShape = (run: RunRow, { name, status, code, error }: RunAction): Record<string, unknown> => ({
  properties: {
    ...times(run),
    correlation: { clientTrackingId: run.name },
    status,
    code,
    ...(error && { error }),
  },
  id: `${run.id}/actions/${name}`,
  name,
  type: `${type}/actions`,
});

const list = workflows.on({
  action: `${type}/read`,
  title: 'List Workflow Runs',
  method: 'GET',
  below: '/runs',
  handle: (ctx, _input, { id }) => ok({ status: 200, body: { value: runsOf(ctx.view, id).map(shape) } }),
});

const get = workflows.on({
  action: `${type}/read`,
  title: 'Get Workflow Run',
  method: 'GET',
  below: '/runs/{run}',
  handle: (ctx, { params: { run = '' } }, { id, name }) => {
    const row = findRun(ctx.view, `${id}/runs/${run}`);
    return row ? ok({ status: 200, body: shape(row) }) : refuse(errors.runNotFound(name, run));
  },
});

const listActions = workflows.on({
  action: `${type}/actions/read`,
  title: 'List Workflow Run Actions',
  method: 'GET',
  below: '/runs/{run}/actions',
  handle: (ctx, { params: { run = '' } }, { id, name }) => {
    const row = findRun(ctx.view, `${id}/runs/${run}`);
    if (!row) return refuse(errors.runNotFound(name, run));
    return ok({ status: 200, body: { value: row.actions.map((action) => actionShape(row, action)) } });
  },
});

const getAction = workflows.on({
  action: `${type}/actions/read`,
  title: 'Get Workflow Run Action',
  method: 'GET',
  below: '/runs/{run}/actions/{action}',
  handle: (ctx, { params: { run = '', action = '' } }, { id, name }) => {
    const row = findRun(ctx.view, `${id}/runs/${run}`);
    if (!row) return refuse(errors.runNotFound(name, run));
    const found = row.actions.find((one) => one.name.toLowerCase() === action.toLowerCase());
    if (!found) return refuse(errors.actionNotFound(name, run, action));
    return ok({ status: 200, body: actionShape(row, found) });
  },
});

/** The platform hears how the program of a run ended. */
const report = defineOperation({
  action: `${type}/report`,
  title: 'Report the end of a run',
  surface: 'platform',
  plane: 'none',
  method: 'PUT',
  path: '/logic/runs',
  body: z.object({ statuses: z.array(z.number()), why: z.optional(z.string()) }),
  handle(ctx, { query, body }) {
    const row = findRun(ctx.view, query('run') ?? '');
    if (!row) return refuse(errors.runNotFound('', nameOf(query('run') ?? '')));
    const next = ended(row, nameOf(row.workflow), body, ctx.now);
    return ok({ status: 200, body: {}, changes: [put('logicRuns', idKey(row.id), next)] });
  },
});

export const runOperations = [list, get, listActions, getAction, report];
