import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { implement } from '../implement.ts';
import { at, list, member, parseJson, text, type Json } from '../json.ts';
import { sitePath, WEB_VERSION } from './site.ts';

const GREETING = '  A P P   S E R V I C E   O N   L I N U X\n\nDocumentation: http://aka.ms/webapp-linux\n\n';

/** `https://app.scm.azurewebsites.net` */
function scmOf(site: Json | undefined): string {
  const states = list(at(site, 'properties', 'hostNameSslStates'));
  const found = states.find((state) => text(state, 'hostType') === 'Repository');
  if (!found) throw new CliError('Failed to retrieve Scm Uri');
  return `https://${text(found, 'name')}`;
}

/** The publishing credentials as a header, which az asks Resource Manager for. */
async function basic(az: Az, path: string): Promise<string> {
  const answer = await az.arm.finish('POST', `${path}/config/publishingcredentials/list?api-version=${WEB_VERSION}`);
  const properties = member(answer, 'properties');
  return `Basic ${btoa(`${text(properties, 'publishingUserName')}:${text(properties, 'publishingPassword')}`)}`;
}

/** Whether the app runs and lets a terminal in. Source: azure-cli, appservice/tunnel.py, is_webapp_up. */
async function checkUp(az: Az, tunnel: string, authorization: string): Promise<void> {
  const url = `${tunnel}?GetStatus&GetStatusAPIVer=2`;
  const answer = await az.transport.send({ method: 'GET', url, headers: { authorization } });
  az.warn('Verifying if app is running....');
  if (answer.status !== 200)
    throw new CliError(`Failed to connect to '${url}' with status code '${answer.status}' and reason ''`);
  const state = text(parseJson(answer.body), 'state').toUpperCase();
  if (state.includes('STOPPED'))
    throw new CliError(
      'SSH endpoint unreachable, your app must be running before it can accept SSH connections.Use `az webapp log tail` to review the app startup logs.',
    );
  az.warn('App is running. Trying to establish tunnel connection...');
}

export const webappSsh = implement('webapp ssh', {
  takes: { resourceGroup: 'text', name: 'text', slot: 'text?' },
  run: async ({ resourceGroup, name, slot }, az) => {
    const path = await sitePath(az, resourceGroup, name, slot);
    const config = await az.arm.get(`${path}/config/web?api-version=${WEB_VERSION}`);
    if (at(config, 'properties', 'remoteDebuggingEnabled') === true)
      throw new CliError('Remote debugging is enabled, please disable');
    const site = await az.arm.get(`${path}?api-version=${WEB_VERSION}`);
    if (at(site, 'properties', 'reserved') !== true)
      throw new CliError('Only Linux App Service Plans supported, Found a Windows App Service Plan');
    const tunnel = `${scmOf(site)}/AppServiceTunnel/Tunnel.ashx`;
    await az.arm.get(`${path}/basicPublishingCredentialsPolicies/scm?api-version=${WEB_VERSION}`);
    const authorization = await basic(az, path);
    await checkUp(az, tunnel, authorization);
    const headers = { authorization, connection: 'Upgrade', upgrade: 'websocket' };
    await az.transport.send({ method: 'GET', url: tunnel, headers });
    const session = az.host.takeOpened?.();
    if (!session) throw new CliError('Timeout Error, Unable to establish a connection');
    az.host.shells?.open({ session, name: slot ? `${name}-${slot}` : name, user: 'root', greeting: GREETING });
    return undefined;
  },
});
