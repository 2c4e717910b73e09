import { defineOperation, type Ctx, type Input } from '#kernel/define.ts';
import { ok, refuse, type Outcome } from '#kernel/result.ts';
import { credentialsOf } from '../credentials.ts';
import { findSite, findWebApp } from '../models.ts';
import { visited } from './visit.ts';

/** What the app's own name and password for deployments look like in a header. */
const proves = (ctx: Ctx, siteId: string, given: string | undefined): boolean => {
  const site = findSite(ctx.view, siteId);
  if (!site || given === undefined) return false;
  const { user, password } = credentialsOf(ctx, site);
  return given === `Basic ${btoa(`${user}:${password}`)}`;
};

/**
 * The far end of `az webapp ssh`: `GetStatus` says whether the app runs, anything else lets the caller on to the app's
 * host. Source: azure-cli, appservice/tunnel.py.
 */
function entered(ctx: Ctx, input: Input): Outcome {
  const { params, query, headers } = input;
  if (!params['scm']) return visited(ctx, input, 'GET');
  const siteId = params['host'] ?? '';
  const refusal = {
    status: 401,
    code: 'Unauthorized',
    message: '401 - Unauthorized: Access is denied due to invalid credentials.',
  };
  if (!proves(ctx, siteId, headers['authorization'])) return refuse(refusal);
  const running = findWebApp(ctx.view, siteId)?.state === 'Running';
  if (query('GetStatus') !== undefined)
    return ok({ status: 200, body: { state: running ? 'STARTED' : 'STOPPED', canReachPort: running } });
  if (!running) return refuse({ status: 400, code: 'BadRequest', message: 'The app does not run.' });
  return ok({
    status: 101,
    headers: { upgrade: 'websocket', connection: 'Upgrade' },
    effects: [{ kind: 'open-session', host: siteId }],
  });
}

export const tunnelOperations = [
  defineOperation({
    action: 'Microsoft.Web/sites/tunnel',
    title: 'Open a session on the web app',
    surface: 'site',
    plane: 'none',
    method: 'GET',
    path: '/AppServiceTunnel/Tunnel.ashx',
    reads: false,
    handle: entered,
  }),
];
