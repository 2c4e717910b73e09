import type { Ctx, SubAnswer } from '#kernel/define.ts';
import { findEndpoint } from '#kernel/identity-endpoint.ts';
import { identityOf, tokenFor, withId } from './host-token.ts';
import type { Site } from './models.ts';

/** Where a connection leads and who goes there: by an identity of the site, or by a secret in the setting itself. */
export type Connection =
  | { by: 'identity'; blob: string; queue: string; bus: string; clientId?: string; resourceId?: string }
  | { by: 'secret' };

/**
 * The connection to Storage or Service Bus that settings with a common prefix describe; undefined when none is set.
 * Source: "Azure Functions developer guide", identity-based connections.
 */
export function connectionOf(settings: Record<string, string>, prefix: string): Connection | undefined {
  const lower = new Map(Object.entries(settings).map(([name, value]) => [name.toLowerCase(), value]));
  const get = (name: string): string | undefined => {
    const key = `${prefix}${name && '__'}${name}`.toLowerCase();
    return lower.get(key) || lower.get(key.replaceAll('__', ':'));
  };
  if (get('')) return { by: 'secret' };
  const account = get('accountName');
  const uri = (kind: 'blob' | 'queue'): string =>
    (get(`${kind}ServiceUri`) ?? (account ? `https://${account}.${kind}.core.windows.net` : '')).replace(/\/+$/, '');
  const [blob, queue] = [uri('blob'), uri('queue')];
  const namespace = get('fullyQualifiedNamespace');
  const bus = namespace ? `https://${namespace}` : '';
  if (!blob && !queue && !bus) return undefined;
  // Without the word, the host tries what any program tries: AZURE_CLIENT_ID first, else the system-assigned identity.
  const named = get('credential')?.toLowerCase() === 'managedidentity';
  const clientId = named ? get('clientId') : lower.get('azure_client_id');
  const resourceId = named ? get('managedIdentityResourceId') : undefined;
  return { by: 'identity', blob, queue, bus, ...(clientId && { clientId }), ...(resourceId && { resourceId }) };
}

export type ByIdentity = Extract<Connection, { by: 'identity' }>;

/** Who is asked for what, and with which version: the two services that connections lead to. */
export const targets = {
  storage: {
    resource: 'https://storage.azure.com/',
    headers: { 'x-ms-version': '2025-11-05' },
    library: 'Azure.Storage',
  },
  bus: { resource: 'https://servicebus.azure.net/', headers: {}, library: 'Azure.Messaging.ServiceBus' },
} as const;
export type Target = keyof typeof targets;

/** A token for the target of the identity that the connection names; or why there is none. */
export function connectionToken(
  ctx: Ctx,
  site: Site,
  { clientId, resourceId }: ByIdentity,
  target: Target,
): { ref: string } | { fault: string } {
  const failed = 'ManagedIdentityCredential authentication failed: ';
  if (!findEndpoint(ctx.view, site.id))
    return { fault: 'ManagedIdentityCredential authentication unavailable. No managed identity endpoint found.' };
  const byClient = clientId && ((_: string, id?: string) => id === clientId.toLowerCase());
  const wanted = (resourceId ? withId(resourceId) : byClient) || undefined;
  const identity = identityOf(site, wanted);
  if (!identity)
    return {
      fault: `${failed}${wanted ? 'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.' : 'Unable to load the proper Managed Identity.'}`,
    };
  const token = tokenFor(ctx, site, identity, targets[target].resource);
  return 'fault' in token ? { fault: `${failed}${token.fault}` } : token;
}

/** A request of the host to the target of a connection, with the token. */
export const ask = (
  ctx: Ctx,
  site: Site,
  ref: string,
  target: Target,
  request: { method: string; url: string; body?: string; headers?: Record<string, string> },
): SubAnswer =>
  ctx.send(
    { host: site.id },
    { ...request, headers: { ...targets[target].headers, ...request.headers, authorization: `Bearer ${ref}` } },
  );

const element = (text: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];

/** The text of an element of a storage answer, its entities resolved. */
export function textOf(xml: unknown, name: string): string | undefined {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return element(String(xml), name)?.replace(/&(lt|gt|quot|apos|amp);/g, (_, word: string) => entities[word] ?? '');
}

/** How the host tells what the target refused, as its client library words it. */
export function targetFault(target: Target, { status, body }: SubAnswer): string {
  const { library } = targets[target];
  if (status === 0) return `${library}: ${String(body)}`;
  const message = (textOf(body, 'Message') ?? textOf(body, 'Detail'))?.split('\n')[0] ?? 'Service request failed.';
  return `${library}: ${message} Status: ${status}, ErrorCode: ${textOf(body, 'Code') ?? ''}`;
}
