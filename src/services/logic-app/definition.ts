import * as z from 'zod/mini';
import { notSimulated } from '#kernel/not-simulated.ts';
import type { Refusal } from '#kernel/result.ts';
import * as errors from './errors.ts';

const texts = z.record(z.string(), z.string());
const Authentication = z.looseObject({
  type: z.string(),
  audience: z.nullish(z.string()),
  identity: z.nullish(z.string()),
});
export type Authentication = z.infer<typeof Authentication>;

/** What an action of type Http sends. */
const HttpInputs = z.looseObject({
  method: z.string(),
  uri: z.string(),
  headers: z.nullish(texts),
  queries: z.nullish(texts),
  body: z.nullish(z.unknown()),
  authentication: z.nullish(Authentication),
});
/** What an action of type Response answers. */
const ResponseInputs = z.looseObject({
  statusCode: z.union([z.int().check(z.gte(200), z.lte(599)), z.string().check(z.regex(/^[2-5]\d\d$/))]),
  body: z.nullish(z.unknown()),
});

const Item = z.looseObject({ type: z.string(), inputs: z.nullish(z.unknown()) });
const ActionItem = z.extend(Item, { runAfter: z.nullish(z.record(z.string(), z.array(z.string()))) });

/** A workflow definition. Source: "Schema reference guide for the Workflow Definition Language". */
export const Definition = z.looseObject({
  triggers: z.nullish(z.record(z.string(), Item)),
  actions: z.nullish(z.record(z.string(), ActionItem)),
});
export type Definition = z.infer<typeof Definition>;

export type Action =
  | { name: string; type: 'Http'; inputs: z.infer<typeof HttpInputs> }
  | { name: string; type: 'Response'; inputs: z.infer<typeof ResponseInputs> };

const methods = /^(GET|PUT|POST|PATCH|DELETE|HEAD)$/i;

/** What the workflow would do and nothing here does, in a few words. */
class Unheeded extends Error {}

const expression = (value: unknown): boolean =>
  typeof value === 'string'
    ? /^@|@\{|\$\{/.test(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(expression);

function actionOf(name: string, { type, inputs }: z.infer<typeof ActionItem>): Action {
  if (type !== 'Http' && type !== 'Response') throw new Unheeded(`an action of type '${type}'`);
  if (expression(inputs)) throw new Unheeded(`an expression in the action '${name}'`);
  if (type === 'Response') {
    const read = ResponseInputs.safeParse(inputs);
    if (!read.success) throw new Unheeded(`such inputs of the action '${name}'`);
    return { name, type, inputs: read.data };
  }
  const read = HttpInputs.safeParse(inputs);
  if (!read.success || !methods.test(read.data.method)) throw new Unheeded(`such inputs of the action '${name}'`);
  const kind = read.data.authentication?.type ?? 'ManagedServiceIdentity';
  if (kind !== 'ManagedServiceIdentity') throw new Unheeded(`an authentication of type '${kind}'`);
  return { name, type, inputs: read.data };
}

/** The actions one after the other, as runAfter says. */
function inOrder({ actions, triggers }: Definition): Action[] {
  const left = new Map(Object.entries(actions ?? {}));
  const ordered: Action[] = [];
  let before: string | undefined;
  while (left.size) {
    const next = [...left].filter(([, { runAfter }]) => {
      const after = Object.entries(runAfter ?? {});
      if (before === undefined) return after.length === 0;
      return after.length === 1 && after[0]?.[0] === before && after[0][1].join().toLowerCase() === 'succeeded';
    });
    const [found] = next;
    if (!found || next.length > 1) throw new Unheeded('actions that do not run one after another on success');
    const action = actionOf(...found);
    ordered.push(action);
    left.delete((before = action.name));
  }
  const answers = ordered.filter(({ type }) => type === 'Response');
  const asked = Object.values(triggers ?? {})[0]?.type === 'Request';
  if (answers.length && (!asked || ordered.at(-1) !== answers[0]))
    throw new Unheeded('a Response that is not the end of a request');
  return ordered;
}

/** The actions of a definition in their order. Whoever wrote the definition has had it judged: another is a bug. */
export const actionsOf = (definition: Definition): Action[] => inOrder(definition);

/** Why a definition cannot be kept; undefined when it can be run here. */
export function definitionFault(definition: Definition, url: string): Refusal | undefined {
  const { triggers, actions } = definition;
  for (const [name, { runAfter }] of Object.entries(actions ?? {}))
    for (const other of Object.keys(runAfter ?? {}))
      if (!Object.hasOwn(actions ?? {}, other)) return errors.runAfterUnknown(name, other);
  try {
    const kinds = Object.values(triggers ?? {}).map(({ type }) => type);
    const other = kinds.find((type) => type !== 'Request' && type !== 'Recurrence');
    if (other) throw new Unheeded(`a trigger of type '${other}'`);
    if (kinds.length > 1) throw new Unheeded('several triggers');
    inOrder(definition);
    return undefined;
  } catch (error) {
    if (!(error instanceof Unheeded)) throw error;
    const { message, ...rest } = notSimulated({ method: 'PUT', url });
    return { ...rest, message: message.replace(' is not', ` with ${error.message} is not`) };
  }
}
