import * as z from 'zod/mini';
import { armOperation, onParent } from '#kernel/arm-type.ts';
import { armTime } from '#kernel/clock.ts';
import type { Ctx } from '#kernel/define.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { WebProgram } from '#kernel/program.ts';
import { regionTitle } from '#kernel/regions.ts';
import { ok, put, refuse, remove, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { accounts, findRunbook, heldBy, type Account, type RunbookRow } from '../models.ts';

const type = `${accounts.type}/runbooks`;
const path = `${accounts.path}/runbooks/{runbook}`;
const text = { 'content-type': 'text/plain; charset=utf-8' };

const state = ({ draft, published }: RunbookRow): string =>
  published === undefined ? 'New' : draft === undefined ? 'Published' : 'Edit';

const shape = (row: RunbookRow): Record<string, unknown> => ({
  id: row.id,
  name: row.name,
  type: 'Microsoft.Automation/AutomationAccounts/Runbooks',
  location: regionTitle(row.location),
  tags: row.tags ?? {},
  etag: null,
  properties: {
    description: row.description ?? null,
    runbookType: row.runbookType,
    state: state(row),
    logVerbose: false,
    logProgress: false,
    logActivityTrace: 0,
    jobCount: 0,
    parameters: {},
    provisioningState: 'Succeeded',
    creationTime: armTime(row.createdAt),
    lastModifiedTime: armTime(row.changedAt),
  },
});

type Params = Record<string, string>;

export function withAccount(ctx: Ctx, params: Params, then: (account: Account) => Outcome): Outcome {
  const { id, row } = accounts.at(ctx, params);
  return row ? then(row) : refuse(accounts.notFound(id));
}

const withRunbook = (ctx: Ctx, params: Params, then: (row: RunbookRow) => Outcome): Outcome =>
  withAccount(ctx, params, ({ id }) => {
    const row = findRunbook(ctx.view, `${id}/runbooks/${params['runbook'] ?? ''}`);
    return row ? then(row) : refuse(errors.runbookNotFound());
  });

/** The declared program in a runbook's content; undefined when it is anything else. */
export function programIn(content: string): WebProgram | undefined {
  try {
    const parsed = WebProgram.safeParse(JSON.parse(content));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

const create = armOperation({
  action: `${type}/write`,
  title: 'Create or Update runbook',
  method: 'PUT',
  path,
  body: z.looseObject({
    location: z.nullish(z.string()),
    tags: z.nullish(z.record(z.string(), z.string())),
    properties: z.looseObject({ runbookType: z.string(), description: z.nullish(z.string()) }),
  }),
  handle: (ctx, { params, body: { tags, properties }, url }) =>
    withAccount(ctx, params, (account) => {
      const id = `${account.id}/runbooks/${params['runbook'] ?? ''}`;
      const existing = findRunbook(ctx.view, id);
      if (properties['publishContentLink'])
        return refuse(notSimulated({ method: 'PUT with publishContentLink', url: url.path }));
      const row: RunbookRow = {
        ...existing,
        id: existing?.id ?? id,
        account: account.id,
        name: existing?.name ?? params['runbook'] ?? '',
        location: account.location,
        runbookType: properties.runbookType,
        ...(properties.description && { description: properties.description }),
        ...(tags && { tags }),
        createdAt: existing?.createdAt ?? ctx.now,
        changedAt: ctx.now,
      };
      return ok({ status: existing ? 200 : 201, body: shape(row), changes: [put('runbooks', idKey(id), row)] });
    }),
});

const get = armOperation({
  action: `${type}/read`,
  title: 'Get runbook',
  method: 'GET',
  path,
  handle: (ctx, { params }) => withRunbook(ctx, params, (row) => ok({ status: 200, body: shape(row) })),
});

const list = armOperation({
  action: `${type}/read`,
  title: 'List runbooks',
  method: 'GET',
  path: `${accounts.path}/runbooks`,
  handle: (ctx, { params }) =>
    withAccount(ctx, params, ({ id }) =>
      ok({ status: 200, body: { value: heldBy<RunbookRow>(ctx.view, 'runbooks', id).map(shape) } }),
    ),
});

const destroy = armOperation({
  action: `${type}/delete`,
  title: 'Delete runbook',
  method: 'DELETE',
  path,
  handle: (ctx, { params }) =>
    withRunbook(ctx, params, ({ id }) => ok({ status: 200, changes: [remove('runbooks', idKey(id))] })),
});

/** The content must be a declared program: scripts are not run here. */
const replaceDraft = armOperation({
  action: `${type}/draft/content/write`,
  title: 'Write runbook draft content',
  method: 'PUT',
  path: `${path}/draft/content`,
  handle: (ctx, { params, text: draft, url }) =>
    withRunbook(ctx, params, (row) => {
      if (!programIn(draft))
        return refuse(notSimulated({ method: 'PUT of a script that is no declared program', url: url.path }));
      const next = { ...row, draft, changedAt: ctx.now };
      return ok({ status: 200, headers: text, body: draft, changes: [put('runbooks', idKey(row.id), next)] });
    }),
});

const content = (which: 'draft' | 'published', below: string) =>
  armOperation({
    action: which === 'draft' ? `${type}/draft/content/read` : `${type}/content/read`,
    title: 'Get runbook content',
    method: 'GET',
    path: `${path}/${below}`,
    handle: (ctx, { params }) =>
      withRunbook(ctx, params, (row) => {
        const found = row[which];
        return found === undefined ? refuse(errors.draftMissing()) : ok({ status: 200, headers: text, body: found });
      }),
  });

const publish = armOperation({
  action: `${type}/publish/action`,
  title: 'Publish runbook draft',
  method: 'POST',
  path: `${path}/publish`,
  requires: onParent(`${type}/publish/action`),
  handle: (ctx, { params, query }) =>
    withRunbook(ctx, params, ({ draft, ...row }) => {
      if (draft === undefined) return refuse(errors.draftMissing());
      const next: RunbookRow = { ...row, published: draft, changedAt: ctx.now };
      const location = `https://management.azure.com${row.id}?api-version=${encodeURIComponent(query('api-version') ?? '')}`;
      return ok({ status: 202, headers: { location }, changes: [put('runbooks', idKey(row.id), next)] });
    }),
});

export const runbookOperations = [
  create,
  get,
  list,
  destroy,
  replaceDraft,
  content('draft', 'draft/content'),
  content('published', 'content'),
  publish,
];
