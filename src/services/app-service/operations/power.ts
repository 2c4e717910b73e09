import * as z from 'zod/mini';
import { ok, put, refuse } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { announce } from '../environment.ts';
import * as errors from '../errors.ts';
import { findSite, findWebApp, hostOf, settingsOf, siteType, type WebAppRow } from '../models.ts';
import { restarted } from '../site-write.ts';
import * as at from './web-operation.ts';

const power = (verb: 'start' | 'stop' | 'restart', title: string) =>
  at.webOperation({
    action: `${siteType}/${verb}/action`,
    title,
    method: 'POST',
    path: `${at.sitePath}/${verb}`,
    requires: ({ url }) => ({
      action: `${siteType}/${verb}/action`,
      scope: url.path.replace(/\/[^/]+$/, ''),
      plane: 'control',
    }),
    handle(ctx, { params }) {
      const id = at.idIn(ctx, siteType, params);
      const [site, app] = [findSite(ctx.view, id), findWebApp(ctx.view, id)];
      if (!site || !app) return refuse(errors.notFound(siteType, id));
      const state = verb === 'restart' ? app.state : verb === 'start' ? 'Running' : 'Stopped';
      const next: WebAppRow = { ...(verb === 'stop' ? app : restarted(ctx, app)), state };
      announce(ctx, site, next, settingsOf(ctx.view, id));
      return ok({ status: 200, changes: [put('webApps', idKey(id), next)] });
    },
  });

const validName = /^(?!-)[A-Za-z0-9-]{2,60}(?<!-)$/;

const checkName = at.webOperation({
  action: 'Microsoft.Web/checknameavailability/read',
  title: 'Check name availability',
  method: 'POST',
  path: '/subscriptions/{subscriptionId}/providers/Microsoft.Web/checknameavailability',
  reads: true,
  body: z.looseObject({ name: z.string(), type: z.string() }),
  requires: ({ params }) => ({
    action: 'Microsoft.Web/checknameavailability/read',
    scope: at.subscriptionScope(params),
    plane: 'control',
  }),
  handle(ctx, { body: { name } }) {
    const taken = ctx.view.by<WebAppRow>('webApps', 'host', hostOf(name)).length > 0;
    const answer = (nameAvailable: boolean, reason: string, message: string) =>
      ok({ status: 200, body: { nameAvailable, reason, message } });
    if (!validName.test(name)) return answer(false, 'Invalid', errors.siteNameInvalid(name).message);
    if (taken)
      return answer(false, 'AlreadyExists', `Hostname '${name}' already exists. Please select a different name.`);
    return answer(true, '', '');
  },
});

export const powerOperations = [
  power('start', 'Start web app'),
  power('stop', 'Stop web app'),
  power('restart', 'Restart web app'),
  checkName,
];
