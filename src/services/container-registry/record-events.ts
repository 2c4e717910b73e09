import { clientAddress } from '#kernel/addresses.ts';
import { armTime } from '#kernel/clock.ts';
import type { Observed } from '#kernel/door.ts';
import { resourceLog } from '#kernel/logs.ts';
import type { Change } from '#kernel/tables.ts';
import { loginServerOf, registryById, registryByName, type RegistryRow } from './models.ts';

interface Event {
  table: 'ContainerRegistryLoginEvents' | 'ContainerRegistryRepositoryEvents';
  operation: 'Login' | 'Pull' | 'Push';
  identity: string;
  repository?: string;
  tag?: string;
}

/** What a request was for the registry's log, if anything; `inside` is the pull of a host of Azure. */
function eventOf(observed: Observed, inside: Record<string, string> | undefined): Event | undefined {
  const { operation, params, caller } = observed;
  const named = (text: string): Pick<Event, 'repository' | 'tag'> => {
    const [repository = '', tag = 'latest'] = text.replace(/^[^/]*\.azurecr\.io\//i, '').split(/[:@]/);
    return { repository, tag };
  };
  if (inside) {
    const identity = inside['principalId'] ?? inside['username'] ?? '';
    return { table: 'ContainerRegistryRepositoryEvents', operation: 'Pull', identity, ...named(inside['image'] ?? '') };
  }
  const identity =
    caller?.kind === 'token' ? caller.name : caller?.kind === 'credential' ? String(caller.credential?.['id']) : '';
  if (operation?.path.startsWith('/oauth2/'))
    return { table: 'ContainerRegistryLoginEvents', operation: 'Login', identity };
  if (!operation?.path.includes('/manifests/')) return undefined;
  return {
    table: 'ContainerRegistryRepositoryEvents',
    operation: operation.method === 'PUT' ? 'Push' : 'Pull',
    identity,
    repository: params['repository'] ?? '',
    tag: params['reference'] ?? '',
  };
}

/**
 * The logs of a registry: who logged in, and who pulled or pushed what. Columns:
 * https://learn.microsoft.com/azure/azure-monitor/reference/tables/containerregistryrepositoryevents and …loginevents
 */
export function recordEvents(observed: Observed): Change[] {
  const { operation, call, params, view, status, refusal, correlationId } = observed;
  const pulled = operation?.path === '/containerRegistry/pull' && operation.surface === 'platform';
  if (!pulled && operation?.surface !== 'container-registry') return [];
  const inside = pulled ? (observed.requestBody as Record<string, string>) : undefined;
  const registry: RegistryRow | undefined = inside
    ? registryByName(view, String(inside['registry']).replace(/\.azurecr\.io$/i, ''))
    : registryById(view, params['registryId'] ?? '');
  const event = registry && eventOf(observed, inside);
  if (!registry || !event) return [];
  const from = inside?.['hostId'] ? { type: 'run' as const, entry: 0, host: inside['hostId'] } : call.origin;
  return resourceLog(observed, {
    table: event.table,
    category: event.table,
    resourceId: registry.id,
    columns: {
      TimeGenerated: armTime(call.now),
      OperationName: event.operation,
      Category: event.table,
      Identity: event.identity,
      LoginServer: loginServerOf(registry),
      ...(event.repository !== undefined && { Repository: event.repository, Tag: event.tag }),
      ResultType: String(status),
      ResultDescription: refusal?.code ?? '',
      CallerIpAddress: clientAddress(view, from),
      Region: registry.location,
      UserAgent: call.request.headers?.['user-agent'] ?? '',
      CorrelationId: correlationId,
      _ResourceId: registry.id,
      Type: event.table,
    },
  });
}
