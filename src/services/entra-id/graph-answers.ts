import type { Input } from '#kernel/define.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { ok, refuse, type Answer, type Outcome } from '#kernel/result.ts';
import { badPageSize, badPageToken, unknownProperty } from './graph-errors.ts';
import { parseFilter, type Shape } from './graph-filter.ts';
import { contextOf } from './graph-shapes.ts';

const contentType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** An answer with Graph's content type. */
export const graphOk = (body: unknown, more: Partial<Answer> = {}): Outcome =>
  ok({ status: 200, body, ...more, headers: { 'content-type': contentType, ...more.headers } });

const query = (input: Input, name: string): string | undefined => input.query(`$${name}`) ?? input.query(name);

/** Query options that no answer here takes part in. */
const unread = ['search', 'expand', 'apply', 'format'];

const pick = (shape: Shape, names: readonly string[]): Shape => ({
  ...(shape['@odata.type'] !== undefined && { '@odata.type': shape['@odata.type'] }),
  ...Object.fromEntries(names.map((name) => [name, shape[name]])),
});

/** The properties that `$select` names in Graph's spelling, the defaults without it, or a refusal. */
function selection(
  input: Input,
  type: string,
  known: readonly string[],
  defaults: readonly string[],
): { names: string[]; said: boolean } | Outcome {
  const wanted = query(input, 'select');
  if (!wanted) return { names: [...defaults], said: false };
  const names: string[] = [];
  for (const part of wanted
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean)) {
    const name = known.find((one) => one.toLowerCase() === part.toLowerCase());
    if (!name) return refuse(unknownProperty(part, type));
    names.push(name);
  }
  return { names, said: true };
}

const uncovered = (input: Input, names: readonly string[]): Outcome | undefined => {
  const found = names.find((name) => query(input, name) !== undefined);
  if (!found) return undefined;
  const { message, ...rest } = notSimulated({ method: 'GET', url: `https://graph.microsoft.com${input.url.path}` });
  return refuse({ ...rest, message: message.replace(' is not', ` with $${found} is not`) });
};

/** One object; `$select` narrows it. `known` is its full shape. */
export function entity(
  input: Input,
  type: string,
  context: string,
  shape: Shape,
  defaults = Object.keys(shape),
): Outcome {
  const stop = uncovered(input, unread);
  if (stop) return stop;
  const chosen = selection(input, type, Object.keys(shape), defaults);
  if ('ok' in chosen) return chosen;
  const narrowed = chosen.said ? `${context}(${chosen.names.join(',')})` : context;
  return graphOk({ '@odata.context': contextOf(`${narrowed}/$entity`), ...pick(shape, chosen.names) });
}

export interface Listing {
  /** Graph's type name for messages: `user`. */
  type: string;
  /** `users`, `directoryObjects`: the entity set of the context line. */
  context: string;
  shapes: Shape[];
  /** Every property that a query may name. */
  known: readonly string[];
  /** What is shown without `$select`; all when absent. */
  defaults?: readonly string[];
}

const byName = (a: Shape, b: Shape): number => {
  const [left, right] = [
    `${String(a['displayName'])} ${String(a['id'])}`,
    `${String(b['displayName'])} ${String(b['id'])}`,
  ];
  return left < right ? -1 : left > right ? 1 : 0;
};

function nextLink(input: Input, from: number): string {
  const kept = input.url.query.filter(([name]) => name.toLowerCase() !== '$skiptoken');
  const pairs = [...kept, ['$skiptoken', `at-${from}`]].map(
    ([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`,
  );
  return `https://graph.microsoft.com${input.url.path}?${pairs.join('&')}`;
}

/**
 * A collection with `$filter`, `$select`, `$top`, `$count` and pages of 100. Always in the order of display names.
 * Source: "Customize Microsoft Graph responses with query parameters", "Paging Microsoft Graph data in your app".
 */
export function collection(input: Input, listing: Listing): Outcome {
  const order = query(input, 'orderby');
  const stop = uncovered(input, order === undefined || /^displayName( asc)?$/i.test(order) ? unread : ['orderby']);
  if (stop) return stop;
  const chosen = selection(input, listing.type, listing.known, listing.defaults ?? listing.known);
  if ('ok' in chosen) return chosen;
  const top = query(input, 'top') ?? '100';
  if (!/^\d{1,3}$/.test(top) || Number(top) < 1) return refuse(badPageSize(top));
  const token = query(input, 'skiptoken');
  const from = token === undefined ? 0 : Number(/^at-(\d{1,9})$/.exec(token)?.[1] ?? NaN);
  if (Number.isNaN(from)) return refuse(badPageToken());
  const filter = query(input, 'filter');
  const parsed = filter ? parseFilter(filter, listing.type, listing.known) : { test: () => true };
  if ('refusal' in parsed) return refuse(parsed.refusal);
  const found = listing.shapes.filter((shape) => parsed.test(shape)).sort(byName);
  const page = found.slice(from, from + Number(top));
  const more = from + page.length < found.length;
  const narrowed = chosen.said ? `${listing.context}(${chosen.names.join(',')})` : listing.context;
  return graphOk({
    '@odata.context': contextOf(narrowed),
    ...(query(input, 'count') === 'true' && { '@odata.count': found.length }),
    ...(more && { '@odata.nextLink': nextLink(input, from + page.length) }),
    value: page.map((shape) => (chosen.said || listing.defaults ? pick(shape, chosen.names) : shape)),
  });
}
