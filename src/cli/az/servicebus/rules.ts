import type { Az } from '../context.ts';
import { implement, type Body, type Takes } from '../implement.ts';
import { compact, type Json } from '../json.ts';
import { busPath, choice, ENTITY_VERSION, flattened, ordered, requireNamespace } from './resource.ts';

const RIGHTS = ['Listen', 'Manage', 'Send'];

interface Holder {
  /** The words before `authorization-rule`. */
  words: string;
  /** Arguments besides the group, the namespace and the rule's name. */
  within: Takes;
  /** The path of its rules below the namespace. */
  rules(args: Args): string;
  /** How the action that lists keys is spelt. */
  listKeys: string;
}

interface Args {
  resourceGroup: string;
  namespaceName: string;
  name: string;
  rights?: string[];
  key?: string;
  keyValue?: string;
  queueName?: string;
  topicName?: string;
}

/** The commands for the access rules of a namespace, a queue or a topic, and for their keys. */
function family({ words, within, rules, listKeys }: Holder): Body[] {
  const where = { resourceGroup: 'text', namespaceName: 'text', ...within } as const;
  const which = { ...where, name: 'text' } as const;
  const path = (az: Az, args: Args, own = `/${args.name}`): Promise<string> => {
    requireNamespace(args.namespaceName);
    return busPath(az, args.resourceGroup, args.namespaceName, `${rules(args)}${own}`, ENTITY_VERSION);
  };
  const body = (verb: string, takes: Takes, run: (args: Args, az: Az) => Promise<Json | undefined>): Body =>
    implement(`${words} authorization-rule ${verb}`, { takes, run: (args, az) => run(args as unknown as Args, az) });
  const put = async (az: Az, args: Args): Promise<Json> => {
    const rights = args.rights?.map((right) => choice(right, RIGHTS));
    return flattened(await az.arm.put(await path(az, args), ordered({ properties: rights && { rights } })));
  };
  return [
    body('create', { ...which, rights: 'texts?' }, (args, az) => put(az, args)),
    body('update', { ...which, rights: 'texts?' }, async (args, az) => {
      args.rights?.forEach((right) => choice(right, RIGHTS));
      const held = flattened(await az.arm.get(await path(az, args)))['rights'];
      return put(az, { ...args, rights: args.rights ?? (Array.isArray(held) ? held.map(String) : []) });
    }),
    body('show', which, async (args, az) => flattened(await az.arm.get(await path(az, args)))),
    body('list', where, async (args, az) => (await az.arm.list(await path(az, args, ''))).map(flattened)),
    body('delete', which, async (args, az) => {
      await az.arm.call('DELETE', await path(az, args));
      return undefined;
    }),
    body('keys list', which, async (args, az) =>
      flattened(await az.arm.call('POST', await path(az, args, `/${args.name}/${listKeys}`))),
    ),
    body('keys renew', { ...which, key: 'text', keyValue: 'text?' }, async (args, az) => {
      const wanted = compact({ key: args.keyValue, keyType: args.key });
      return flattened(await az.arm.call('POST', await path(az, args, `/${args.name}/regenerateKeys`), wanted));
    }),
  ];
}

export const ruleBodies: readonly Body[] = [
  ...family({ words: 'servicebus namespace', within: {}, rules: () => '/AuthorizationRules', listKeys: 'listKeys' }),
  ...family({
    words: 'servicebus queue',
    within: { queueName: 'text' },
    rules: ({ queueName }) => `/queues/${queueName}/authorizationRules`,
    listKeys: 'ListKeys',
  }),
  ...family({
    words: 'servicebus topic',
    within: { topicName: 'text' },
    rules: ({ topicName }) => `/topics/${topicName}/authorizationRules`,
    listKeys: 'ListKeys',
  }),
];
