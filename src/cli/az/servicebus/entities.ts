import type { Az } from '../context.ts';
import { implement, type Body, type Takes } from '../implement.ts';
import { compact, type Json, type JsonObject } from '../json.ts';
import { busPath, ENTITY_VERSION, flattened, ordered, requireNamespace, writable } from './resource.ts';

/** The arguments that set a property, and the property's own name. */
const SETTINGS = {
  autoDeleteOnIdle: ['text?', 'autoDeleteOnIdle'],
  messageExpiration: ['bool?', 'deadLetteringOnMessageExpiration'],
  deadLetterOnFilterExceptions: ['bool?', 'deadLetteringOnFilterEvaluationExceptions'],
  defaultMessageTimeToLive: ['text?', 'defaultMessageTimeToLive'],
  duplicateDetectionHistoryTimeWindow: ['text?', 'duplicateDetectionHistoryTimeWindow'],
  duplicateDetection: ['bool?', 'requiresDuplicateDetection'],
  enableBatchedOperations: ['bool?', 'enableBatchedOperations'],
  enableExpress: ['bool?', 'enableExpress'],
  enableOrdering: ['bool?', 'supportOrdering'],
  enablePartitioning: ['bool?', 'enablePartitioning'],
  enableSession: ['bool?', 'requiresSession'],
  forwardDeadLetteredMessagesTo: ['text?', 'forwardDeadLetteredMessagesTo'],
  forwardTo: ['text?', 'forwardTo'],
  lockDuration: ['text?', 'lockDuration'],
  maxDeliveryCount: ['int?', 'maxDeliveryCount'],
  maxMessageSize: ['int?', 'maxMessageSizeInKilobytes'],
  maxSize: ['int?', 'maxSizeInMegabytes'],
  status: ['text?', 'status'],
} as const;

type Setting = keyof typeof SETTINGS;

interface Entity {
  /** The words before the verb. */
  words: string;
  /** Its path below the namespace, up to its own name. */
  parent(args: Record<string, unknown>): string;
  /** Arguments besides the group, the namespace and its own name. */
  within: Takes;
  created: readonly Setting[];
  /** Those that can be set once only. */
  fixed: readonly Setting[];
}

const COMMON = [
  'autoDeleteOnIdle',
  'defaultMessageTimeToLive',
  'duplicateDetectionHistoryTimeWindow',
  'enableBatchedOperations',
  'status',
] as const satisfies readonly Setting[];
const SIZED = ['enableExpress', 'enablePartitioning', 'maxMessageSize', 'maxSize', 'duplicateDetection'] as const;
const RECEIVED = [
  'messageExpiration',
  'forwardDeadLetteredMessagesTo',
  'forwardTo',
  'lockDuration',
  'maxDeliveryCount',
  'enableSession',
] as const satisfies readonly Setting[];

/** The arguments of a body as the entity's path and properties need them, whatever their kinds. */
type Args = Record<string, string | undefined> & { resourceGroup: string; namespaceName: string; name: string };

function propertiesOf(args: Record<string, unknown>): JsonObject {
  const set = Object.entries(SETTINGS).map(([key, [, property]]) => [property, args[key] as Json | undefined] as const);
  return compact(Object.fromEntries(set));
}

/** Making, showing, listing, updating and deleting one kind of thing in a namespace. */
function family({ words, parent, within, created, fixed }: Entity): Body[] {
  const where = { resourceGroup: 'text', namespaceName: 'text', ...within } as const;
  const which = { ...where, name: 'text' } as const;
  const kinds = (settings: readonly Setting[]): Takes =>
    Object.fromEntries(settings.map((key) => [key, SETTINGS[key][0]]));
  const path = (az: Az, args: Args, own = `/${args.name}`): Promise<string> => {
    requireNamespace(args.namespaceName);
    return busPath(az, args.resourceGroup, args.namespaceName, `${parent(args)}${own}`, ENTITY_VERSION);
  };
  const body = (verb: string, takes: Takes, run: (args: Args, az: Az) => Promise<Json | undefined>): Body =>
    implement(`${words} ${verb}`, { takes, run: (args, az) => run(args as unknown as Args, az) });
  return [
    body('create', { ...which, ...kinds(created) }, async (args, az) => {
      const properties = propertiesOf(args);
      const filled = Object.keys(properties).length > 0;
      return flattened(
        await az.arm.put(await path(az, args), ordered({ properties: filled ? properties : undefined })),
      );
    }),
    body('show', which, async (args, az) => flattened(await az.arm.get(await path(az, args)))),
    body('list', where, async (args, az) => (await az.arm.list(await path(az, args, ''))).map(flattened)),
    body('update', { ...which, ...kinds(created.filter((key) => !fixed.includes(key))) }, async (args, az) => {
      const address = await path(az, args);
      const properties = { ...writable(await az.arm.get(address)), ...propertiesOf(args) };
      return flattened(await az.arm.put(address, ordered({ properties })));
    }),
    body('delete', which, async (args, az) => {
      await az.arm.call('DELETE', await path(az, args));
      return undefined;
    }),
  ];
}

export const queueBodies = family({
  words: 'servicebus queue',
  parent: () => '/queues',
  within: {},
  created: [...COMMON, ...SIZED, ...RECEIVED],
  fixed: ['enablePartitioning', 'duplicateDetection', 'enableSession'],
});

export const topicBodies = family({
  words: 'servicebus topic',
  parent: () => '/topics',
  within: {},
  created: [...COMMON, ...SIZED, 'enableOrdering'],
  fixed: [],
});

export const subscriptionBodies = family({
  words: 'servicebus topic subscription',
  parent: ({ topicName }) => `/topics/${String(topicName)}/subscriptions`,
  within: { topicName: 'text' },
  created: [...COMMON, ...RECEIVED, 'deadLetterOnFilterExceptions'],
  fixed: [],
});
