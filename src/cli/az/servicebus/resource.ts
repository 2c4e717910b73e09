import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { isObject, member, type Json, type JsonObject } from '../json.ts';

/** The versions that az 2.74 asks for: of namespaces, of what is in them, and of their network rules. */
export const NAMESPACE_VERSION = '2023-01-01-preview';
export const ENTITY_VERSION = '2022-01-01-preview';
export const NETWORK_VERSION = '2022-10-01-preview';

const SHORTEST_NAME = 6;
const LONGEST_NAME = 50;

/** Refuses a namespace's name that is too short or too long, naming the option's first spelling, before anything is sent. */
export function requireNamespace(name: string, option = '--namespace-name'): void {
  const wrong =
    name.length < SHORTEST_NAME
      ? `length is less than ${SHORTEST_NAME}`
      : name.length > LONGEST_NAME
        ? `length exceeds ${LONGEST_NAME}`
        : undefined;
  if (wrong !== undefined) throw new CliError(`InvalidArgumentValue: ${option}: Invalid format: '${name}' ${wrong} `);
}

/** `…/Microsoft.ServiceBus/namespaces/{name}{rest}?api-version=…`. */
export async function busPath(
  az: Az,
  resourceGroup: string,
  name: string,
  rest = '',
  version = NAMESPACE_VERSION,
): Promise<string> {
  return `${await az.group(resourceGroup)}/providers/Microsoft.ServiceBus/namespaces/${name}${rest}?api-version=${version}`;
}

/** An answer as az prints it: its properties beside its name, and nothing that is null. */
export function flattened(raw: Json | undefined): JsonObject {
  if (!isObject(raw)) return {};
  const { properties, ...own } = raw;
  const all = { ...own, ...(isObject(properties) ? properties : {}) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

/** A body as these commands write it: keys in alphabetical order at each level, absent members left out. */
export function ordered(value: { [key: string]: Json | undefined }): JsonObject {
  const kept = Object.entries(value).filter(
    (entry): entry is [string, Json] => entry[1] !== undefined && entry[1] !== null,
  );
  const sorted = kept.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, inner]) => [key, isObject(inner) ? ordered(inner) : inner]));
}

/** Properties that the service alone sets, which az leaves out when it puts a thing back. */
const READ_ONLY = new Set([
  'accessedAt',
  'createdAt',
  'messageCount',
  'metricId',
  'provisioningState',
  'serviceBusEndpoint',
  'sizeInBytes',
  'subscriptionCount',
  'updatedAt',
]);

/** What az puts back of a thing that it read: the properties that may be written, and of the counts an empty object. */
export function writable(raw: Json | undefined, more: readonly string[] = []): JsonObject {
  const properties = member(raw, 'properties');
  const kept = Object.entries(isObject(properties) ? properties : {}).filter(
    ([key]) => !READ_ONLY.has(key) && !more.includes(key),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, key === 'countDetails' ? {} : value]));
}

/** A word of a list of choices, in the list's own spelling. */
export function choice(given: string, choices: readonly string[]): string {
  const found = choices.find((one) => one.toLowerCase() === given.toLowerCase());
  if (found === undefined)
    throw new CliError(
      `unrecognized value '${given}' from choices '[${choices.map((one) => `'${one}'`).join(', ')}]' `,
    );
  return found;
}

/** `a=1 b=2` of one value of an option. */
export function fieldsOf(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(texts.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]));
}
