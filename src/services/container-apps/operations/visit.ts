import * as z from 'zod/mini';
import { defineOperation } from '#kernel/define.ts';
import { ok, put, refuse } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { apps, findRow, readyRevision } from '../models.ts';

/** A visit to the app: its program runs after the commit, and its page takes the place of this answer. */
const visit = defineOperation({
  action: 'Microsoft.App/containerApps/visit',
  title: 'Visit container app',
  surface: 'container-app',
  plane: 'none',
  method: 'GET',
  path: '{scope}',
  reads: false,
  handle(ctx, { params, url }) {
    const id = params['host'] ?? '';
    const row = findRow(ctx.view, id);
    if (row?.state !== 'Running' || !readyRevision(row)) return refuse(errors.siteStopped());
    const app = apps.find(ctx.view, id);
    if (url.protocol === 'http' && app?.properties.configuration.ingress?.['allowInsecure'] !== true)
      return ok({ status: 301, headers: { location: `https://${url.host}${url.path}` } });
    const html = { 'content-type': 'text/html' };
    if (!ctx.view.get('deployments', idKey(id)))
      return ok({ status: 200, headers: html, body: '<h1>Welcome to Azure Container Apps!</h1>' });
    return ok({ status: 200, headers: html, body: '', effects: [{ kind: 'run-program', host: row.id }] });
  },
});

/** Says which declared program the app's image holds. Only the start of a lab and the platform get here. */
const deploy = defineOperation({
  action: 'Microsoft.App/containerApps/deployments/write',
  title: 'Put a declared program into a container app',
  surface: 'platform',
  plane: 'none',
  method: 'PUT',
  path: '/container-apps/deployments',
  body: z.object({ appId: z.string(), program: z.string() }),
  handle(ctx, { body: { appId, program } }) {
    if (!apps.find(ctx.view, appId) || !ctx.view.get('programs', program))
      return refuse({
        status: 404,
        code: 'NotFound',
        message: `There is no app '${appId}' or no program '${program}'.`,
      });
    return ok({ status: 200, body: { appId, program }, changes: [put('deployments', idKey(appId), { program })] });
  },
});

export const visitOperations = [visit, deploy];
