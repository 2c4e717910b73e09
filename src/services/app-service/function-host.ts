import type { Ctx } from '#kernel/define.ts';
import { sha256Hex } from '#kernel/ids.ts';
import type { FunctionTrigger, WebProgram } from '#kernel/program.ts';
import { put } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Change, View } from '#kernel/tables.ts';
import { connectionOf, openConnection, targetFault } from './connections.ts';
import { effectiveSettings } from './environment.ts';
import type { DeploymentRow, FunctionHostRow, Site, WebAppRow } from './models.ts';

/** The function that a site's program declares, with the program. */
export function functionOf(view: View, siteId: string): { trigger: FunctionTrigger; program: WebProgram } | undefined {
  const name = view.get<DeploymentRow>('deployments', idKey(siteId))?.program;
  const program = name === undefined ? undefined : view.get<WebProgram>('programs', name);
  return program?.function && { trigger: program.function, program };
}

/** Keys of a host: whoever holds one may call its functions, whoever they are. */
export const hostKey = (seed: string, siteId: string, name: '_master' | 'default'): string =>
  `${sha256Hex(`${seed} ${name} key of ${idKey(siteId)}`).slice(0, 54)}==`;

/** Identifies the host in its storage; from the name of the site. */
export const hostIdOf = ({ name }: Site): string => name.toLowerCase().replace('/', '-').slice(0, 32);

/** The state of the process that runs now, if its host was started. */
export function hostState(view: View, app: WebAppRow): FunctionHostRow | undefined {
  const row = view.get<FunctionHostRow>('functionHosts', idKey(app.id));
  return row?.process === app.identityHeader ? row : undefined;
}

const missing =
  'Microsoft.Azure.WebJobs.Script: Missing value for AzureWebJobsStorage. This is required for all triggers other than HTTP.';

/** Why the host cannot use its own storage; undefined when it can. Real requests, as the identity that the settings name or by their key. */
function storageTrouble(ctx: Ctx, site: Site): string | undefined {
  const connection = connectionOf(effectiveSettings(ctx.view, site.id).settings, 'AzureWebJobsStorage');
  if (!connection) return (functionOf(ctx.view, site.id)?.trigger.trigger ?? 'http') === 'http' ? undefined : missing;
  const storage = openConnection(ctx, site, connection, 'storage');
  if ('fault' in storage) return storage.fault;
  const blob = connection.by === 'nothing' ? '' : connection.blob;
  const write = (path: string, headers?: Record<string, string>) =>
    storage.send({ method: 'PUT', url: `${blob}/${path}`, ...(headers && { headers }) });
  for (const name of ['azure-webjobs-hosts', 'azure-webjobs-secrets']) {
    const made = write(`${name}?restype=container`);
    if (made.status !== 201 && made.status !== 409) return targetFault('storage', made);
  }
  const lock = write(`azure-webjobs-hosts/locks/${hostIdOf(site)}/host`, { 'x-ms-blob-type': 'BlockBlob' });
  return lock.status === 201 ? undefined : targetFault('storage', lock);
}

/**
 * Makes sure that the host runs: it starts with the process, and one that could not start tries again whenever somebody
 * asks. It needs its storage first: without it nothing runs, and every call is answered 503.
 * Source: "Azure Functions developer guide", connecting to host storage with an identity.
 */
export function ensureHost(ctx: Ctx, site: Site, app: WebAppRow): { row: FunctionHostRow; changes: Change[] } {
  const before = hostState(ctx.view, app);
  if (before?.state === 'Running') return { row: before, changes: [] };
  const trouble = storageTrouble(ctx, site);
  const row: FunctionHostRow = {
    process: app.identityHeader,
    state: trouble === undefined ? 'Running' : 'Error',
    errors: trouble === undefined ? [] : [trouble],
    startedAt: ctx.now,
  };
  return { row, changes: [put('functionHosts', idKey(site.id), row)] };
}

/** What a host tells of itself, to the runtime's own address and to ARM. */
export const hostStatus = (site: Site, app: WebAppRow, row: FunctionHostRow | undefined, now: number): object => ({
  id: hostIdOf(site),
  state: row?.state ?? 'Default',
  version: '4.1040.0.0',
  versionDetails: '4.1040.0',
  instanceId: app.instanceId,
  processUptime: row ? now - row.startedAt : 0,
  functionAppContentEditingState: 'NotAllowed',
  ...(row?.errors.length && { errors: row.errors }),
});
