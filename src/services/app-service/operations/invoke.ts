import * as z from 'zod/mini';
import { defineOperation, type Ctx, type Input } from '#kernel/define.ts';
import { ok, put, refuse, remove, type Answer, type Outcome } from '#kernel/result.ts';
import type { Change } from '#kernel/tables.ts';
import { ensureHost, functionOf, hostKey, hostStatus } from '../function-host.ts';
import { findSite, type FunctionRunRow, type Site, type WebAppRow } from '../models.ts';
import { refreshed } from '../process.ts';
import { functionPage } from '../pages.ts';
import { hostStorage, settle, take } from '../queue-trigger.ts';

const plain = { 'content-type': 'text/plain; charset=utf-8' };
const text = (status: number, body: string): Answer => ({ status, headers: plain, body });
const nothing = (status: number): Answer => ({ status, headers: { 'content-length': '0' } });

/** Whether the request brings a key that opens what asks for this level: the master key opens all. */
function opens(ctx: Ctx, input: Input, site: Site, level: 'anonymous' | 'function' | 'admin'): boolean {
  const given = input.headers['x-functions-key'] ?? input.query('code');
  if (level === 'anonymous' || given === hostKey(ctx.seed, site.id, '_master')) return true;
  return level === 'function' && given === hostKey(ctx.seed, site.id, 'default');
}

type Found = NonNullable<ReturnType<typeof functionOf>>;

/** The function runs with a message, which leaves the queue when that ends well. */
function work(ctx: Ctx, site: Site, { program }: Found, message: string, run?: FunctionRunRow): Answer {
  const report = run && `https://platform.internal/app-service/function-runs/${run.id}`;
  return {
    status: 200,
    headers: plain,
    body: '',
    changes: run ? [put('functionRuns', run.id, run)] : [],
    effects: [
      {
        kind: 'run-program',
        host: site.id,
        program: { ...program, given: { 'trigger.message': message } },
        ...(report && { report }),
      },
    ],
  };
}

/** The host looks into the queue and takes one message. */
function poll(ctx: Ctx, site: Site, found: Found): Answer {
  const taken = take(ctx, site, found.trigger);
  if (!taken) return nothing(202);
  const { name, connection = hostStorage } = found.trigger;
  if ('why' in taken)
    return text(500, `The listener for function 'Functions.${name}' was unable to start.\n${taken.why}\n`);
  const { message, url, target } = taken;
  const id = ctx.newId('function-run', `${site.id} ${url}`);
  return work(ctx, site, found, message, { id, siteId: site.id, connection, target, url });
}

/** What a function app answers at its own address once its host runs. */
function answer(ctx: Ctx, input: Input, site: Site, method: string, status: object): Answer {
  const [, area, kind, ...rest] = input.url.path.split('/');
  if (area === undefined || area === '')
    return { ...text(200, functionPage()), headers: { 'content-type': 'text/html' } };
  const found = functionOf(ctx.view, site.id);
  const is = (name: string | undefined): boolean => name?.toLowerCase() === found?.trigger.name.toLowerCase();
  if (area === 'api') {
    if (!found || found.trigger.trigger !== 'http' || !is(kind) || rest.length) return nothing(404);
    if (!opens(ctx, input, site, found.trigger.authLevel ?? 'function')) return nothing(401);
    return work(ctx, site, found, input.text);
  }
  if (area !== 'admin') return nothing(404);
  if (!opens(ctx, input, site, 'admin')) return nothing(401);
  if (kind === 'host' && rest[0] === 'status') return { status: 200, body: status };
  if (kind !== 'functions' || method !== 'POST' || !found || !is(rest[0])) return nothing(404);
  const given = (input.body as { input?: unknown } | undefined)?.input;
  if (typeof given === 'string' && given !== '') return work(ctx, site, found, given);
  return found.trigger.trigger === 'http' ? work(ctx, site, found, '') : poll(ctx, site, found);
}

/**
 * A call of a function app. Its host must run first: what it needs for that it asks as its identity, and while it cannot
 * start, every address answers 503 but the one that tells why.
 */
export function invoke(ctx: Ctx, input: Input, site: Site, app: WebAppRow, method: string): Outcome {
  const { row, changes } = ensureHost(ctx, site, app);
  const before: Change[] = [...refreshed(ctx, site), ...changes];
  const status = hostStatus(site, app, row, ctx.now);
  const asksWhy = input.url.path.toLowerCase() === '/admin/host/status';
  const given =
    row.state === 'Running' || asksWhy
      ? answer(ctx, input, site, method, status)
      : text(503, 'Function host is not running.');
  return ok({ ...given, changes: [...before, ...(given.changes ?? [])] });
}

/** How a run on a message ended: done, it leaves the queue; else it comes back when its time is over. */
export const functionEnded = defineOperation({
  action: 'Microsoft.Web/sites/functions/ended',
  title: 'End of a function',
  surface: 'platform',
  plane: 'none',
  method: 'PUT',
  path: '/app-service/function-runs/{run}',
  body: z.object({ status: z.number(), output: z.string() }),
  handle(ctx, { params, body: { status } }) {
    const run = ctx.view.get<FunctionRunRow>('functionRuns', params['run'] ?? '');
    const site = run && findSite(ctx.view, run.siteId);
    if (!run || !site) return refuse({ status: 404, code: 'NotFound', message: `There is no run '${params['run']}'.` });
    if (status < 400) settle(ctx, site, run);
    return ok({ status: 200, body: {}, changes: [remove('functionRuns', run.id)] });
  },
});
