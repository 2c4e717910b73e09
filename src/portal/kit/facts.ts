import type { Fact } from '#kernel/blade.ts';
import { subscriptionOf } from '#kernel/scope.ts';
import { dateTime } from './times.ts';

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((from, name) => {
    if (typeof from !== 'object' || from === null || !Object.hasOwn(from, name)) return undefined;
    return (from as Record<string, unknown>)[name];
  }, value);

/** A resource with what its id tells: blades may name `subscriptionId` for every scope. */
export const withScope = (resource: object & { id: string }): object => ({
  subscriptionId: subscriptionOf(resource.id)?.slice('/subscriptions/'.length),
  ...resource,
});

/** The raw value of a dot path, or the text of a pattern with paths in braces (undefined if one of them is). */
export function valueAt(resource: object, from: string): unknown {
  if (!from.includes('{')) return at(resource, from);
  let complete = true;
  const text = from.replace(/\{([^}]+)\}/g, (_, path: string) => {
    const value = at(resource, path);
    if (value === undefined || value === null) complete = false;
    return String(value);
  });
  return complete ? text : undefined;
}

/** Azure's display names of the regions that are met here; ARM answers with either form. */
const regions: Record<string, string> = {
  eastus: 'East US',
  northeurope: 'North Europe',
  swedencentral: 'Sweden Central',
  westeurope: 'West Europe',
  westus2: 'West US 2',
};

export const regionWords = (location: string): string =>
  Object.hasOwn(regions, location) ? (regions[location] ?? location) : location;

/** An ISO time as the portal writes times; anything else as it is. */
function timeText(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : `${dateTime(at)} UTC`;
}

/** What a fact shows: Azure's word for the value, or what stands there when there is none. */
export function factText(resource: object, { from, words, as, empty = '-' }: Fact): string {
  const value = valueAt(resource, from);
  if (value === undefined || value === null || value === '') return empty;
  if (typeof value === 'object') {
    const pairs = Object.entries(value).map(([name, one]) => `${name} : ${String(one)}`);
    return pairs.length ? pairs.join(', ') : empty;
  }
  const text = String(value as string | number | boolean);
  if (as === 'time') return timeText(text);
  if (from === 'location') return regionWords(text);
  return words && Object.hasOwn(words, text) ? (words[text] ?? text) : text;
}
