import * as z from 'zod/mini';
import { defineOperation, type Ctx, type Input } from '#kernel/define.ts';
import { ok, put, refuse, remove, type Answer, type Outcome } from '#kernel/result.ts';
import type { Change } from '#kernel/tables.ts';
import { askStorage, connectionOf, storageFault, storageToken, textOf } from '../connections.ts';
import { effectiveSettings } from '../environment.ts';
import { ensureHost, functionOf, hostKey, hostStatus } from '../function-host.ts';
import { findSite, type FunctionRunRow, type Site, type WebAppRow } from '../models.ts';
import { refreshed } from '../process.ts';
import { functionPage } from '../pages.ts';

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

/** The host looks into the queue as the identity of the connection and takes one message, for ten minutes. */
function poll(ctx: Ctx, site: Site, found: Found): Answer {
  const { name, queue = '', connection = 'AzureWebJobsStorage' } = found.trigger;
  const unable = (why: string): Answer =>
    text(500, `The listener for function 'Functions.${name}' was unable to start.\n${why}\n`);
  const settings = connectionOf(effectiveSettings(ctx.view, site.id).settings, connection);
  if (!settings) return unable(`The connection '${connection}' is not set.`);
  if (settings.by === 'secret')
    return unable(`The connection '${connection}' holds a key, and that is not simulated here.`);
  const token = storageToken(ctx, site, settings);
  if ('fault' in token) return unable(token.fault);
  const messages = `${settings.queue}/${queue}/messages`;
  const got = askStorage(ctx, site, token.ref, {
    method: 'GET',
    url: `${messages}?numofmessages=1&visibilitytimeout=600`,
  });
  if (got.status !== 200) return unable(storageFault(got));
  const [id, receipt] = [textOf(got.body, 'MessageId'), textOf(got.body, 'PopReceipt')];
  if (!id || !receipt) return nothing(202);
  const url = `${messages}/${id}?popreceipt=${encodeURIComponent(receipt)}`;
  const run: FunctionRunRow = { id: ctx.newId('function-run', `${site.id} ${id}`), siteId: site.id, connection, url };
  return work(ctx, site, found, textOf(got.body, 'MessageText') ?? '', run);
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
  return found.trigger.trigger === 'queue' ? poll(ctx, site, found) : work(ctx, site, found, '');
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
    const settings = connectionOf(effectiveSettings(ctx.view, site.id).settings, run.connection);
    const token = settings?.by === 'identity' && status < 400 ? storageToken(ctx, site, settings) : undefined;
    if (token && 'ref' in token) askStorage(ctx, site, token.ref, { method: 'DELETE', url: run.url });
    return ok({ status: 200, body: {}, changes: [remove('functionRuns', run.id)] });
  },
});
