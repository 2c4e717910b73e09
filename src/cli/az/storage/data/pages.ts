import type { XmlElement } from '#services/storage/xml.ts';
import type { Az } from '../../context.ts';
import type { Given, Takes } from '../../implement.ts';
import type { JsonObject } from '../../json.ts';
import { quote } from '../../arm.ts';
import { itemsOf } from './answer.ts';
import type { DataClient, DataRequest } from './client.ts';

/** The arguments of every list. */
export const PAGES = {
  prefix: 'text?',
  marker: 'text?',
  numResults: 'text?',
  showNextMarker: 'flag',
} as const satisfies Takes;

/**
 * Follows a list until it ends or as many as `--num-results` were found (`*` for all), and says where it goes on. `tail` are
 * query parameters that az puts after its own.
 */
export async function pages(
  az: Az,
  client: DataClient,
  { path, query = [] }: Pick<DataRequest, 'path' | 'query'>,
  { prefix, marker, numResults, showNextMarker }: Given<typeof PAGES>,
  inside: readonly string[],
  shown: (item: XmlElement) => JsonObject,
  tail: readonly string[] = [],
): Promise<JsonObject[]> {
  const limit = numResults === '*' ? undefined : Number(numResults ?? 5000);
  const found: JsonObject[] = [];
  let next: string | null | undefined = marker;
  do {
    const asked: string[] = [...query];
    if (prefix) asked.push(`prefix=${quote(prefix)}`);
    if (next) asked.push(`marker=${quote(next)}`);
    if (limit !== undefined) asked.push(`maxresults=${limit}`);
    const { body } = await client.call({ method: 'GET', path, query: [...asked, ...tail] });
    const page = itemsOf(body, ...inside);
    found.push(...page.items.map(shown));
    next = page.next;
  } while (next && (limit === undefined || found.length < limit));
  if (showNextMarker) found.push({ nextMarker: next });
  else if (next) ['Next Marker:', next].forEach((line) => az.warn(line));
  return found;
}
