import type { Ctx, SubAnswer } from '#kernel/define.ts';
import { parseUrl } from '#kernel/http.ts';
import { findEndpoint } from '#kernel/identity-endpoint.ts';
import { sign } from '#kernel/signature.ts';
import { identityOf, tokenFor, withId } from './host-token.ts';
import type { Site } from './models.ts';

interface Places {
  blob: string;
  queue: string;
  bus: string;
}

/** Where a connection leads and how one gets in there: by an identity of the site, or by the account's key in the setting. */
export type Connection =
  | (Places & { by: 'identity'; clientId?: string; resourceId?: string })
  | (Places & { by: 'key'; account: string; key: string })
  | { by: 'nothing' };

/** `DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…`. */
function byKey(text: string): Connection {
  const value = (name: string): string => new RegExp(`(?:^|;)\\s*${name}=([^;]*)`, 'i').exec(text)?.[1] ?? '';
  const [account, key] = [value('AccountName'), value('AccountKey')];
  const isKey = key.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(key);
  if (!account || !isKey) return { by: 'nothing' };
  const at = (kind: string): string => `https://${account}.${kind}.core.windows.net`;
  return { by: 'key', account, key, blob: at('blob'), queue: at('queue'), bus: '' };
}

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
  const text = get('');
  if (text) return byKey(text);
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

type ByIdentity = Extract<Connection, { by: 'identity' }>;

/** Who is asked for what, and with which version: the two services that connections lead to. */
const targets = {
  storage: {
    resource: 'https://storage.azure.com/',
    headers: { 'x-ms-version': '2025-11-05' },
    library: 'Azure.Storage',
  },
  bus: { resource: 'https://servicebus.azure.net/', headers: {}, library: 'Azure.Messaging.ServiceBus' },
} as const;
export type Target = keyof typeof targets;

/** A token for the target of the identity that the connection names; or why there is none. */
function tokenOf(
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

interface HostRequest {
  method: string;
  url: string;
  headers?: Record<string, string>;
}

/**
 * The signature of a request without a body by an account key.
 * Source: "Authorize with Shared Key", Azure Storage REST reference.
 */
function signed(account: string, key: string, { method, url }: HostRequest, headers: Record<string, string>): string {
  const parsed = parseUrl(url);
  const own = Object.keys(headers)
    .sort()
    .map((name) => `${name}:${headers[name]}\n`);
  const query = (parsed?.query ?? []).map(([name, value]) => `\n${name}:${value}`).sort();
  const text = `${method}${'\n'.repeat(12)}${own.join('')}/${account}${parsed?.path ?? ''}${query.join('')}`;
  return `SharedKey ${account}:${sign(key, text)}`;
}

/** A connection that is open: whatever is sent through it proves itself, and comes from the site's host. */
export interface Opened {
  send(request: HostRequest): SubAnswer;
}

/** Opens a connection to its target; or says why that is not possible, as the runtime does. */
export function openConnection(
  ctx: Ctx,
  site: Site,
  connection: Connection,
  target: Target,
): Opened | { fault: string } {
  if (connection.by === 'nothing') return { fault: 'No valid combination of account information found.' };
  const token = connection.by === 'identity' ? tokenOf(ctx, site, connection, target) : undefined;
  if (token && 'fault' in token) return token;
  return {
    send(request) {
      const plain = { ...targets[target].headers, ...request.headers };
      if (connection.by === 'key') Object.assign(plain, { 'x-ms-date': new Date(ctx.now).toUTCString() });
      const proof =
        connection.by === 'key'
          ? signed(connection.account, connection.key, request, plain)
          : `Bearer ${token?.ref ?? ''}`;
      return ctx.send({ host: site.id }, { ...request, headers: { ...plain, authorization: proof } });
    },
  };
}

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
