import * as z from 'zod/mini';
import { nameCheck } from '#kernel/arm-type.ts';
import { ok } from '#kernel/result.ts';
import * as errors from '../errors.ts';
import { findWebApp, hostOf, type WebAppRow } from '../models.ts';
import { power } from '../process.ts';
import * as at from './web-operation.ts';

const switched = (verb: 'start' | 'stop' | 'restart', title: string) =>
  at.onSite(`${verb}/action`, `/${verb}`, {
    title,
    method: 'POST',
    handle: (ctx, { params }) =>
      at.withSite(ctx, params, (site) => {
        const app = findWebApp(ctx.view, site.id);
        if (!app) throw new Error(`nothing runs behind ${site.id}`);
        const state = verb === 'restart' ? app.state : verb === 'start' ? 'Running' : 'Stopped';
        return ok({ status: 200, changes: power(ctx, site, app, state) });
      }),
  });

const validName = /^(?!-)[A-Za-z0-9-]{2,60}(?<!-)$/;

const checkName = nameCheck(
  {
    action: 'Microsoft.Web/checknameavailability/read',
    title: 'Check name availability',
    path: 'Microsoft.Web/checknameavailability',
  },
  z.looseObject({ name: z.string(), type: z.string() }),
  (ctx, name) => {
    const taken = ctx.view.by<WebAppRow>('webApps', 'host', hostOf(name)).length > 0;
    const answer = (nameAvailable: boolean, reason: string, message: string) => ({ nameAvailable, reason, message });
    if (!validName.test(name)) return answer(false, 'Invalid', errors.siteNameInvalid(name).message);
    if (taken)
      return answer(false, 'AlreadyExists', `Hostname '${name}' already exists. Please select a different name.`);
    return answer(true, '', '');
  },
);

export const powerOperations = [
  ...switched('start', 'Start web app'),
  ...switched('stop', 'Stop web app'),
  ...switched('restart', 'Restart web app'),
  checkName,
];
