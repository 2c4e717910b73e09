import * as z from 'zod/mini';
import { armOperation } from '#kernel/arm-type.ts';
import { armTime } from '#kernel/clock.ts';
import { defineOperation, type Ctx } from '#kernel/define.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { accounts, findJob, findRunbook, heldBy, type JobRow } from '../models.ts';
import { programIn, withAccount } from './runbooks.ts';

const type = `${accounts.type}/jobs`;
const path = `${accounts.path}/jobs/{job}`;

const shape = (row: JobRow): Record<string, unknown> => ({
  id: row.id,
  name: row.name,
  type: 'Microsoft.Automation/AutomationAccounts/Jobs',
  properties: {
    jobId: row.jobId,
    runbook: { name: row.runbook },
    provisioningState: row.status === 'New' ? 'Processing' : row.status === 'Completed' ? 'Succeeded' : 'Failed',
    status: row.status,
    statusDetails: 'None',
    startedBy: null,
    runOn: '',
    parameters: row.parameters,
    creationTime: armTime(row.createdAt),
    startTime: row.endedAt === undefined ? null : armTime(row.createdAt),
    endTime: row.endedAt === undefined ? null : armTime(row.endedAt),
    lastModifiedTime: armTime(row.endedAt ?? row.createdAt),
    lastStatusModifiedTime: armTime(row.endedAt ?? row.createdAt),
    exception: row.status === 'Failed' ? row.output : null,
  },
});

const withJob = (ctx: Ctx, params: Record<string, string>, then: (row: JobRow) => Outcome): Outcome =>
  withAccount(ctx, params, ({ id }) => {
    const row = findJob(ctx.view, `${id}/jobs/${params['job'] ?? ''}`);
    return row ? then(row) : refuse(errors.jobNotFound());
  });

/** Starts a runbook in the account's sandbox; whoever may do this has the rights of the account's identities. */
const create = armOperation({
  action: `${type}/write`,
  title: 'Create Automation job',
  method: 'PUT',
  path,
  body: z.looseObject({
    properties: z.looseObject({
      runbook: z.looseObject({ name: z.string() }),
      parameters: z.nullish(z.record(z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_]*$/)), z.string())),
    }),
  }),
  handle: (ctx, { params, body: { properties } }) =>
    withAccount(ctx, params, (account) => {
      const id = `${account.id}/jobs/${params['job'] ?? ''}`;
      if (findJob(ctx.view, id)) return refuse(errors.jobExists(params['job'] ?? ''));
      const runbook = findRunbook(ctx.view, `${account.id}/runbooks/${properties.runbook.name}`);
      if (!runbook) return refuse(errors.runbookNotFound());
      const program = programIn(runbook.published ?? '');
      if (!program) return refuse(errors.notPublished(runbook.name));
      const parameters = properties.parameters ?? {};
      const row: JobRow = {
        id,
        account: account.id,
        name: params['job'] ?? '',
        jobId: ctx.newId('automation-job', id),
        runbook: runbook.name,
        parameters,
        status: 'New',
        output: '',
        createdAt: ctx.now,
      };
      const report = `https://platform.internal/automation/jobs?job=${encodeURIComponent(id)}`;
      return ok({
        status: 201,
        body: shape(row),
        changes: [put('automationJobs', idKey(id), row), put('automationSandboxes', idKey(account.id), { parameters })],
        effects: [{ kind: 'run-program', host: account.id, program, report, background: true }],
      });
    }),
});

const get = armOperation({
  action: `${type}/read`,
  title: 'Get Automation job',
  method: 'GET',
  path,
  handle: (ctx, { params }) => withJob(ctx, params, (row) => ok({ status: 200, body: shape(row) })),
});

const list = armOperation({
  action: `${type}/read`,
  title: 'List Automation jobs',
  method: 'GET',
  path: `${accounts.path}/jobs`,
  handle: (ctx, { params }) =>
    withAccount(ctx, params, ({ id }) =>
      ok({ status: 200, body: { value: heldBy<JobRow>(ctx.view, 'automationJobs', id).map(shape) } }),
    ),
});

const output = armOperation({
  action: `${type}/output/read`,
  title: 'Get Automation job output',
  method: 'GET',
  path: `${path}/output`,
  handle: (ctx, { params }) =>
    withJob(ctx, params, (row) =>
      ok({
        status: 200,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        body: row.status === 'Completed' ? row.output : '',
      }),
    ),
});

const streams = armOperation({
  action: `${type}/streams/read`,
  title: 'List Automation job streams',
  method: 'GET',
  path: `${path}/streams`,
  handle: (ctx, { params }) =>
    withJob(ctx, params, (row) => {
      const properties = {
        jobStreamId: `${row.jobId}_00000000000000000001`,
        time: armTime(row.endedAt ?? row.createdAt),
        streamType: row.status === 'Completed' ? 'Output' : 'Error',
        streamText: row.output,
        summary: row.output.slice(0, 200),
      };
      const value =
        row.endedAt === undefined ? [] : [{ id: `${row.id}/streams/${properties.jobStreamId}`, properties }];
      return ok({ status: 200, body: { value } });
    }),
});

/** The platform hears how the program in the sandbox ended. */
const report = defineOperation({
  action: `${type}/report`,
  title: 'Report the end of a job',
  surface: 'platform',
  plane: 'none',
  method: 'PUT',
  path: '/automation/jobs',
  body: z.object({ status: z.number(), output: z.string() }),
  handle(ctx, { query, body }) {
    const row = findJob(ctx.view, query('job') ?? '');
    if (!row) return refuse(errors.jobNotFound());
    const next: JobRow = {
      ...row,
      status: body.status < 400 ? 'Completed' : 'Failed',
      output: body.output,
      endedAt: ctx.now,
    };
    return ok({ status: 200, body: {}, changes: [put('automationJobs', idKey(row.id), next)] });
  },
});

export const jobOperations = [create, get, list, output, streams, report];
