import { parseUrl } from '#kernel/http.ts';
import type { FlowRecord, LogItem } from '#lab/session-client.ts';
import { hostWords, targetWords } from '../words/hosts.ts';
import { partyNames, partyOrder, type PartyKind } from '../words/parties.ts';

export interface Party {
  /** One id for one party, however it is spoken of. */
  id: string;
  kind: PartyKind;
  title: string;
  /** What it is, where more is known than its kind: `virtual machine`. */
  caption?: string;
}

export const entra: Party = { id: 'entra', kind: 'entra', title: partyNames.entra };
export const decisionParty: Party = { id: 'decision', kind: 'decision', title: partyNames.decision };
const arm: Party = { id: 'arm', kind: 'target', title: partyNames.arm };
const graph: Party = { id: 'graph', kind: 'target', title: partyNames.graph };
const endpoint: Party = { id: 'identity-endpoint', kind: 'identity-endpoint', title: partyNames.endpoint };
const metadata: Party = { ...endpoint, id: 'metadata-service', title: partyNames.metadata };
const arc: Party = { ...endpoint, id: 'arc-agent', title: partyNames.arc };
const identities: Party = { id: 'identities', kind: 'platform', title: partyNames.identities };
const platform: Party = { id: 'platform', kind: 'platform', title: partyNames.platform };
const app = (name: string, caption?: string): Party => ({
  id: `app:${name.toLowerCase()}`,
  kind: 'app',
  title: name,
  ...(caption && { caption }),
});

const bySurface: Record<string, Party> = {
  arm: { ...arm, caption: targetWords('arm') },
  graph: { ...graph, caption: targetWords('graph') },
  login: entra,
  'app-service-identity': endpoint,
  imds: metadata,
  'arc-agent': arc,
};

/** Who is asked: known by the surface that answered, named as the log names it. */
export function askedBy(item: LogItem, surface?: string): Party {
  if (surface === 'site') return app(item.to);
  if (surface === 'container-app') return app(item.to, 'container app');
  const found = bySurface[surface ?? ''] ?? byAddress(item.url ?? '');
  const known = item.host && found.kind === 'identity-endpoint' ? onHost(found, hostWords(item.host)) : found;
  if (known.kind === 'app') return app(item.to);
  if (!known.id.startsWith('host:')) return known;
  const caption = targetWords(surface);
  return { id: `to:${item.to} ${caption ?? ''}`, kind: 'target', title: item.to, ...(caption && { caption }) };
}

const onHost = (party: Party, host: string): Party => ({ ...party, caption: `on the ${host}` });

/** Who asks: the program of a host where another entry set the request going, else a person or a tool of theirs. */
export function asker(item: LogItem): Party {
  return item.cause === undefined
    ? { id: `person:${item.from}`, kind: 'person', title: item.from }
    : app(item.from, item.host && hostWords(item.host));
}

/** Who is asked by a request inside the platform, which only its address can tell. */
export function byAddress(url: string): Party {
  const { host = '', path = '' } = parseUrl(url) ?? {};
  if (host === 'platform.internal') {
    if (path.startsWith('/entra')) return entra;
    return path.startsWith('/managedIdentities') ? identities : platform;
  }
  if (host === 'login.microsoftonline.com') return entra;
  if (host === 'graph.microsoft.com') return graph;
  if (host === 'management.azure.com') return arm;
  const name = host.split('.')[0] ?? host;
  return /\.(azurewebsites\.net|azurecontainerapps\.io)$/.test(host)
    ? app(name)
    : { id: `host:${host}`, kind: 'target', title: name };
}

/** The party that answers a record's request, also for one that reached nobody. */
export const targetOf = ({ item, trace }: FlowRecord): Party => askedBy(item, trace.surface);

/** Each party once, from left to right; parties of one kind stay in the order in which they came up. */
export function inOrder(parties: readonly Party[]): Party[] {
  const once = new Map<string, Party>();
  // A visit names its host only; what that host is, its program's own requests say.
  for (const party of parties) {
    const caption = party.caption ?? once.get(party.id)?.caption;
    once.set(party.id, { ...party, ...(caption && { caption }) });
  }
  return [...once.values()].sort((a, b) => partyOrder.indexOf(a.kind) - partyOrder.indexOf(b.kind));
}
