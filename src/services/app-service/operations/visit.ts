import * as z from 'zod/mini';
import { defineOperation, type Ctx, type Input } from '#kernel/define.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { ok, put, refuse, type Effect, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { findSite, findWebApp, isFunctionApp, type DeploymentRow } from '../models.ts';
import { refreshed } from '../process.ts';
import { functionEnded, invoke } from './invoke.ts';
import { welcomePage } from '../pages.ts';

/**
 * A request to the app: its program runs after the commit, and its page takes the place of this answer. A function app
 * answers by its host.
 */
export function visited(ctx: Ctx, input: Input, method: 'GET' | 'POST'): Outcome {
  const { params, url } = input;
  const siteId = params['host'] ?? '';
  const address = `${url.protocol}://${url.host}${url.path}`;
  const [site, app] = [findSite(ctx.view, siteId), findWebApp(ctx.view, siteId)];
  const functions = site !== undefined && isFunctionApp(site);
  if (params['scm'] || (method === 'POST' && !functions)) return refuse(notSimulated({ method, url: address }));
  if (!site || app?.state !== 'Running') return refuse(errors.siteStopped());
  if (url.protocol === 'http' && site.properties.httpsOnly)
    return ok({ status: 301, headers: { location: address.replace(/^http:/, 'https:') } });
  if (functions) return invoke(ctx, input, site, app, method);
  const html = { 'content-type': 'text/html' };
  if (!ctx.view.get<DeploymentRow>('deployments', idKey(siteId)))
    return ok({ status: 200, headers: html, body: welcomePage() });
  const effects: Effect[] = [{ kind: 'run-program', host: app.id }];
  return ok({ status: 200, headers: html, body: '', changes: refreshed(ctx, site), effects });
}

const visits = (['GET', 'POST'] as const).map((method) =>
  defineOperation({
    action: 'Microsoft.Web/sites/visit',
    title: 'Visit web app',
    surface: 'site',
    plane: 'none',
    method,
    path: '{scope}',
    reads: false,
    handle: (ctx, input) => visited(ctx, input, method),
  }),
);

/** Puts a declared program on a site. Only the start of a lab and the platform get here. */
const deploy = defineOperation({
  action: 'Microsoft.Web/sites/deployments/write',
  title: 'Deploy a declared program',
  surface: 'platform',
  plane: 'none',
  method: 'PUT',
  path: '/app-service/deployments',
  body: z.object({ siteId: z.string(), program: z.string() }),
  handle(ctx, { body: { siteId, program } }) {
    const refusal = (code: string, message: string) => refuse({ status: 404, code, message });
    if (!findSite(ctx.view, siteId)) return refusal('ResourceNotFound', `There is no web app '${siteId}'.`);
    if (!ctx.view.get('programs', program)) return refusal('ProgramNotFound', `There is no program '${program}'.`);
    return ok({ status: 200, body: { siteId, program }, changes: [put('deployments', idKey(siteId), { program })] });
  },
});

export const visitOperations = [...visits, deploy, functionEnded];
