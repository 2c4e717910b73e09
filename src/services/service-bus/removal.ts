import { remove } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Change, View } from '#kernel/tables.ts';
import {
  entitiesOf,
  messageKey,
  table,
  type EntityRow,
  type MessageRow,
  type NamespaceRow,
  type RuleRow,
} from './models.ts';

/** The shared access policies of a namespace or entity, in the order of their names. */
export const rulesOf = (view: View, id: string): RuleRow[] => view.by<RuleRow>(table.rules, 'parent', idKey(id));

export const ruleKey = (rule: Pick<RuleRow, 'parent' | 'name'>): string => `${rule.parent}/${rule.name.toLowerCase()}`;

const removedRules = (view: View, id: string): Change[] =>
  rulesOf(view, id).map((rule) => remove(table.rules, ruleKey(rule)));

/** An entity goes with its messages, its policies and, a topic, its subscriptions. */
export const removedEntity = (view: View, { id }: EntityRow): Change[] => [
  remove(table.entities, idKey(id)),
  ...removedRules(view, id),
  ...view.by<MessageRow>(table.messages, 'entity', idKey(id)).map((row) => remove(table.messages, messageKey(row))),
  ...entitiesOf(view, id).flatMap((below) => removedEntity(view, below)),
];

/** Everything that a namespace holds goes with it; its name is free at once. */
export const removedNamespace = (view: View, { id, name }: NamespaceRow): Change[] => [
  remove('resources', idKey(id)),
  remove(table.names, name.toLowerCase()),
  ...removedRules(view, id),
  ...entitiesOf(view, id).flatMap((entity) => removedEntity(view, entity)),
];
