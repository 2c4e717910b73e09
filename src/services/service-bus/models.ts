import * as z from 'zod/mini';
import { WantedIdentity } from '#kernel/host-identity.ts';
import { ArmType } from '#kernel/arm-type.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

/** Tables of this service. Namespaces are rows of `resources`; `names` finds them by their global name. */
export const table = {
  names: 'serviceBusNames',
  entities: 'serviceBusEntities',
  rules: 'serviceBusRules',
  messages: 'serviceBusMessages',
} as const;

const text = z.nullish(z.string());
const flag = z.nullish(z.boolean());
const tiers = z.enum(['Basic', 'Standard', 'Premium']);
const Sku = z.looseObject({ name: tiers, tier: z.nullish(tiers), capacity: z.nullish(z.int()) });
const Tags = z.nullish(z.record(z.string(), z.string()));
const Access = z.nullish(z.enum(['Enabled', 'Disabled', 'SecuredByPerimeter']));

const GivenNamespace = z.looseObject({
  disableLocalAuth: flag,
  minimumTlsVersion: z.nullish(z.enum(['1.0', '1.1', '1.2', '1.3'])),
  publicNetworkAccess: Access,
  zoneRedundant: flag,
});
export type GivenNamespace = z.infer<typeof GivenNamespace>;

const common = { tags: Tags, identity: WantedIdentity, properties: z.nullish(GivenNamespace) };
export const NamespacePut = z.looseObject({ ...common, location: text, sku: z.nullish(Sku) });
export const NamespacePatch = NamespacePut;
export type NamespaceBody = z.infer<typeof NamespacePut>;

export const NameQuestion = z.looseObject({ name: z.string() });

export const EntityBody = z.nullish(
  z.looseObject({
    properties: z.nullish(
      z.looseObject({
        lockDuration: text,
        defaultMessageTimeToLive: text,
        autoDeleteOnIdle: text,
        duplicateDetectionHistoryTimeWindow: text,
        maxDeliveryCount: z.nullish(z.int()),
        maxSizeInMegabytes: z.nullish(z.int()),
        deadLetteringOnMessageExpiration: flag,
        enableBatchedOperations: flag,
        enablePartitioning: flag,
        requiresSession: flag,
        requiresDuplicateDetection: flag,
        forwardTo: text,
        forwardDeadLetteredMessagesTo: text,
        status: z.nullish(z.enum(['Active', 'Disabled', 'SendDisabled', 'ReceiveDisabled'])),
      }),
    ),
  }),
);
export type EntityBody = z.infer<typeof EntityBody>;

export type Right = 'Send' | 'Listen' | 'Manage';
export const RuleBody = z.looseObject({
  properties: z.looseObject({ rights: z.array(z.enum(['Send', 'Listen', 'Manage'])) }),
});
export const KeyBody = z.looseObject({ keyType: z.string(), key: text });

export const NetworkBody = z.looseObject({
  properties: z.looseObject({
    defaultAction: z.nullish(z.enum(['Allow', 'Deny'])),
    publicNetworkAccess: Access,
    trustedServiceAccessEnabled: flag,
    ipRules: z.nullish(z.array(z.looseObject({ ipMask: z.string(), action: z.nullish(z.literal('Allow')) }))),
    virtualNetworkRules: z.nullish(z.array(z.looseObject({}))),
  }),
});

/** The firewall of a namespace. */
export interface NetworkRules {
  defaultAction: 'Allow' | 'Deny';
  trustedServiceAccessEnabled: boolean;
  ipRules: { ipMask: string; action: 'Allow' }[];
}

export interface NamespaceRow extends ArmResource {
  sku: { name: string; tier: string; capacity?: number };
  properties: {
    disableLocalAuth: boolean;
    minimumTlsVersion: string;
    publicNetworkAccess: 'Enabled' | 'Disabled' | 'SecuredByPerimeter';
    zoneRedundant: boolean;
  };
  network: NetworkRules;
}

export type EntityKind = 'queue' | 'topic' | 'subscription';

/** A queue, a topic or the subscription of a topic. Durations are ISO 8601, as ARM writes them. */
export interface EntityRow {
  id: string;
  name: string;
  kind: EntityKind;
  /** idKey of the namespace, and of the topic for a subscription. */
  parent: string;
  status: 'Active' | 'Disabled' | 'SendDisabled' | 'ReceiveDisabled';
  lockDuration: string;
  defaultMessageTimeToLive: string;
  maxDeliveryCount: number;
  maxSizeInMegabytes: number;
  deadLetteringOnMessageExpiration: boolean;
  enableBatchedOperations: boolean;
  enablePartitioning: boolean;
  duplicateDetectionHistoryTimeWindow: string;
  /** How many messages it has taken: the last sequence number. */
  sent: number;
  createdAt: number;
  changedAt: number;
}

/** A shared access policy: two keys and what they allow. `id` names the namespace or entity above it. */
export interface RuleRow {
  id: string;
  name: string;
  parent: string;
  rights: Right[];
  primaryKey: string;
  secondaryKey: string;
}

/** What a sender says of a message beside its body. */
export interface Told {
  MessageId: string;
  CorrelationId?: string;
  Label?: string;
  To?: string;
  ReplyTo?: string;
  ReplyToSessionId?: string;
  SessionId?: string;
  PartitionKey?: string;
}

/** A message of a queue or subscription as it was last written; what time made of it since is told by `presentOf`. */
export interface MessageRow {
  /** idKey of the queue or subscription. */
  entity: string;
  sequence: number;
  /** Its number in the topic that it was sent to. */
  enqueuedSequence: number;
  told: Told;
  body: string;
  /** What the sender's protocol calls the body; absent: text. */
  bodyType?: string;
  contentType?: string;
  user: Record<string, unknown>;
  state: 'Active' | 'Deferred' | 'Scheduled';
  /** Virtual ms. */
  enqueuedAt: number;
  /** Seconds, as the receiver is told; absent: never. */
  timeToLive?: number;
  expiresAt?: number;
  lockToken?: string;
  lockedUntil?: number;
  deliveryCount: number;
  /** It lies in the dead-letter queue. */
  dead?: true;
}

export const namespaceType = 'Microsoft.ServiceBus/namespaces';

export const messageKey = ({ entity, sequence }: MessageRow): string =>
  `${entity} ${String(sequence).padStart(12, '0')}`;

/** The namespace with this ARM id, or undefined. */
export const namespaces = new ArmType<NamespaceRow>(namespaceType);
export const namespaceById = (view: View, id: string): NamespaceRow | undefined =>
  view.get<NamespaceRow>('resources', idKey(id));

/** The namespace with this global name, or undefined. */
export function namespaceByName(view: View, name: string): NamespaceRow | undefined {
  const found = view.get<{ id: string }>(table.names, name.toLowerCase());
  return found && namespaceById(view, found.id);
}

/** The namespace that a place on the data surface stands for; a place without one is a bug. */
export function namespaceAt(view: View, params: Record<string, string>): NamespaceRow {
  const found = namespaceById(view, params['namespaceId'] ?? '');
  if (!found) throw new Error(`no namespace at ${params['namespaceId']}`);
  return found;
}

export const entityById = (view: View, id: string): EntityRow | undefined =>
  view.get<EntityRow>(table.entities, idKey(id));

/** Queues and topics of a namespace, or subscriptions of a topic. */
export const entitiesOf = (view: View, parentId: string, kind?: EntityKind): EntityRow[] =>
  view
    .by<EntityRow>(table.entities, 'parent', idKey(parentId))
    .filter((entity) => kind === undefined || entity.kind === kind);
