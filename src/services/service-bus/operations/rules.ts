import type { Params } from '#kernel/arm-type.ts';
import type { Ctx, Input, Operation } from '#kernel/define.ts';
import { ok, put, refuse, remove, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type * as z from 'zod/mini';
import * as say from '../errors.ts';
import {
  KeyBody,
  namespaces,
  namespaceType,
  RuleBody,
  table,
  type NamespaceRow,
  type Right,
  type RuleRow,
} from '../models.ts';
import { ruleKey, rulesOf } from '../removal.ts';
import { keyFrom } from '../sas.ts';
import { keysBody, ruleBody } from '../shapes.ts';
import { armOperation, below } from './arm-operation.ts';

/** Twelve to an entity or namespace. Source: "Service Bus quotas". */
const mostRules = 12;

/** A policy with two new keys. */
export function newRule(ctx: Ctx, parentId: string, name: string, rights: Right[]): RuleRow {
  const id = `${parentId}/authorizationRules/${name}`;
  const key = (which: string): string => keyFrom(ctx.newId(`serviceBus${which}`, id));
  return { id, name, parent: idKey(parentId), rights, primaryKey: key('Primary'), secondaryKey: key('Secondary') };
}

interface At {
  namespace: NamespaceRow;
  /** What the policy belongs to. */
  id: string;
  name: string;
  held: RuleRow | undefined;
}

const places = [
  { what: 'namespace', path: '', action: 'authorizationRules' },
  { what: 'queue', path: '/queues/{queueName}', action: 'queues/authorizationRules' },
  { what: 'topic', path: '/topics/{topicName}', action: 'topics/authorizationRules' },
];

function atRule(ctx: Ctx, params: Params, handle: (at: At) => Outcome): Outcome {
  return below(ctx, { params }, ({ namespace, id, entity }) => {
    if (!entity && id !== namespace.id) return refuse(say.childNotFound(id));
    const [parent, name] = [idKey(id), params['ruleName'] ?? ''];
    const held = ctx.view.get<RuleRow>(table.rules, ruleKey({ parent, name }));
    return handle({ namespace, id: entity?.id ?? id, name, held });
  });
}

const missing = ({ id, name }: At): Outcome => refuse(say.childNotFound(`${id}/authorizationRules/${name}`));
const stored = (rule: RuleRow) => put(table.rules, ruleKey(rule), rule);

function putRule(ctx: Ctx, { body }: Input, at: At): Outcome {
  const { rights } = (body as z.infer<typeof RuleBody>).properties;
  const has = (right: Right): boolean => rights.includes(right);
  if (!rights.length || (has('Manage') && !(has('Send') && has('Listen')))) return refuse(say.rightsInvalid);
  if (!/^[\w.-]{1,50}$/.test(at.name)) return refuse(say.entityNameInvalid(at.name));
  if (!at.held && rulesOf(ctx.view, at.id).length >= mostRules) return refuse(say.tooManyRules);
  const rule = at.held ? { ...at.held, rights } : newRule(ctx, at.id, at.name, rights);
  return ok({ status: 200, body: ruleBody(at.namespace, rule), changes: [stored(rule)] });
}

/** Every signature with the old key stops to hold at once. */
function regenerate(ctx: Ctx, { body }: Input, at: At): Outcome {
  if (!at.held) return missing(at);
  const { keyType, key } = body as z.infer<typeof KeyBody>;
  const which = (['Primary', 'Secondary'] as const).find((one) => `${one}Key`.toLowerCase() === keyType.toLowerCase());
  if (!which) return refuse(say.keyTypeInvalid(keyType));
  const member = which === 'Primary' ? 'primaryKey' : 'secondaryKey';
  const rule: RuleRow = { ...at.held, [member]: key ?? keyFrom(ctx.newId(`serviceBus${which}`, at.held.id)) };
  return ok({ status: 200, body: keysBody(at.namespace, rule), changes: [stored(rule)] });
}

/** The policies of a namespace, of a queue, of a topic: the same operations at each. */
export const ruleOperations: Operation[] = places.flatMap(({ what, path, action }) => {
  const list = `${namespaces.path}${path}/authorizationRules`;
  const on = (
    verb: string,
    title: string,
    method: string,
    more: { path?: string; body?: Operation['body'] },
    handle: (ctx: Ctx, input: Input, at: At) => Outcome,
  ): Operation =>
    armOperation({
      action: `${namespaceType}/${action}/${verb}`,
      title: `${title} of a ${what}`,
      method,
      path: `${list}${more.path ?? '/{ruleName}'}`,
      ...(more.body && { body: more.body }),
      handle: (ctx, input) => atRule(ctx, input.params, (at) => handle(ctx, input, at)),
    });
  return [
    on('write', 'Set authorization rule', 'PUT', { body: RuleBody }, putRule),
    on('read', 'Get authorization rule', 'GET', {}, (_ctx, _input, at) =>
      at.held ? ok({ status: 200, body: ruleBody(at.namespace, at.held) }) : missing(at),
    ),
    on('read', 'List authorization rules', 'GET', { path: '' }, ({ view }, _input, { namespace, id }) =>
      ok({ status: 200, body: { value: rulesOf(view, id).map((rule) => ruleBody(namespace, rule)) } }),
    ),
    on('delete', 'Delete authorization rule', 'DELETE', {}, (_ctx, _input, { held }) =>
      held ? ok({ status: 200, changes: [remove(table.rules, ruleKey(held))] }) : ok({ status: 204 }),
    ),
    on('listkeys/action', 'List keys', 'POST', { path: '/{ruleName}/listKeys' }, (_ctx, _input, at) =>
      at.held ? ok({ status: 200, body: keysBody(at.namespace, at.held) }) : missing(at),
    ),
    on(
      'regenerateKeys/action',
      'Regenerate keys',
      'POST',
      { path: '/{ruleName}/regenerateKeys', body: KeyBody },
      regenerate,
    ),
  ];
});
