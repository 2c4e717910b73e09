import type { Input } from '#kernel/define.ts';
import type { Refusal } from '#kernel/result.ts';
import { queryInvalid } from '../errors.ts';
import { document, element, escapeXml, textElement } from '../xml.ts';
import { numberFrom } from './data-operation.ts';

export interface Page<Item> {
  items: Item[];
  /** Name of the first item of the next page. */
  next?: string;
}

/** One page of a list in the order of the names: `prefix`, `marker` and `maxresults` (1 to 5000) of the query count. */
export function pageOf<Item>(input: Input, all: Item[], nameOf: (item: Item) => string): Page<Item> | Refusal {
  const size = numberFrom(input, 'maxresults', 5000, 1, Number.MAX_SAFE_INTEGER);
  if (typeof size !== 'number') return size;
  const prefix = input.query('prefix') ?? '';
  const marker = input.query('marker') ?? '';
  if (marker.length > 2048) return queryInvalid('marker', '');
  const from = all.filter((item) => nameOf(item).startsWith(prefix) && nameOf(item) >= marker);
  const items = from.slice(0, Math.min(size, 5000));
  const next = from[items.length];
  return { items, ...(next !== undefined && { next: nameOf(next) }) };
}

/** The frame of a list: what was asked, the items, where to go on. */
export function enumeration(
  input: Input,
  attributes: Record<string, string>,
  list: string,
  page: Page<string>,
): string {
  const asked = ['prefix', 'marker', 'maxresults', 'delimiter']
    .map((name) => [name, input.query(name)] as const)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) =>
      textElement(name === 'maxresults' ? 'MaxResults' : name.charAt(0).toUpperCase() + name.slice(1), value),
    );
  const own = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  return document(
    `<EnumerationResults${own.join('')}>${asked.join('')}${element(list, page.items.join(''))}${textElement('NextMarker', page.next ?? '')}</EnumerationResults>`,
  );
}

export const metadataElement = (metadata: Record<string, string>): string =>
  element(
    'Metadata',
    Object.entries(metadata)
      .map(([name, value]) => textElement(name, value))
      .join(''),
  );

/** Whether `include` of the query names the word. */
export const includes = (input: Input, word: string): boolean =>
  (input.query('include') ?? '').toLowerCase().split(',').includes(word);

export const xml = { 'content-type': 'application/xml' };
