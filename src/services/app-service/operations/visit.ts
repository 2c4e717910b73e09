import * as z from 'zod/mini';
import { defineOperation } from '#kernel/define.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { ok, put, refuse } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { findSite, findWebApp, type DeploymentRow } from '../models.ts';
import { refreshed } from '../process.ts';
import { welcomePage } from '../pages.ts';

/** A visit to the app: its program runs after the commit, and its page takes the place of this answer. */
const visit = defineOperation({
  action: 'Microsoft.Web/sites/visit',
  title: 'Visit web app',
  surface: 'site',
  plane: 'none',
  method: 'GET',
  path: '{scope}',
  reads: false,
  handle(ctx, { params, url }) {
    const siteId = params['host'] ?? '';
    const address = `${url.protocol}://${url.host}${url.path}`;
    if (params['scm']) return refuse(notSimulated({ method: 'GET', url: address }));
    const [site, app] = [findSite(ctx.view, siteId), findWebApp(ctx.view, siteId)];
    if (!site || app?.state !== 'Running') return refuse(errors.siteStopped());
    if (url.protocol === 'http' && site.properties.httpsOnly)
      return ok({ status: 301, headers: { location: address.replace(/^http:/, 'https:') } });
    const html = { 'content-type': 'text/html' };
    if (!ctx.view.get<DeploymentRow>('deployments', idKey(siteId)))
      return ok({ status: 200, headers: html, body: welcomePage() });
    return ok({
      status: 200,
      headers: html,
      body: '',
      changes: refreshed(ctx, site),
      effects: [{ kind: 'run-program', host: app.id }],
    });
  },
});

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

export const visitOperations = [visit, deploy];
