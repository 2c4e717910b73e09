import type { HttpResponse } from '#kernel/http.ts';
import { parseXml, type XmlElement } from '#services/storage/xml.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { TableRow } from '../../output/table.ts';
import { pythonTime } from '../../shape.ts';
import { header } from '../../transport.ts';
import { parseTags } from '../../values.ts';

/** A header's text, null where the answer has none. */
export const headerOf = (response: HttpResponse, name: string): string | null => header(response, name) ?? null;

/** `Mon, 23 Nov 2026 08:15:09 GMT` as az prints it; null stays null. */
export function printedDate(text: string | null | undefined): string | null {
  const at = text ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : pythonTime(new Date(at).toISOString().replace('.000Z', 'Z'));
}

/** `true` or `false` of a header or an element; null where there is none. */
export const flag = (text: string | null | undefined): boolean | null => (text ? text === 'true' : null);

/** The `x-ms-meta-…` headers by name. */
export function metadataOf({ headers }: HttpResponse): Record<string, string> {
  const pairs = Object.entries(headers).filter(([name]) => /^x-ms-meta-/i.test(name));
  return Object.fromEntries(pairs.map(([name, value]) => [name.slice('x-ms-meta-'.length), value]));
}

/** `a=1 b=2` as the headers that set metadata. */
export function metadataHeaders(metadata: readonly string[] | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parseTags(metadata ?? [])).map(([name, value]) => [`x-ms-meta-${name}`, value]),
  );
}

/** What az prints of an answer that has nothing but headers. */
export const writeResult = (response: HttpResponse): JsonObject => ({
  client_request_id: headerOf(response, 'x-ms-client-request-id'),
  date: printedDate(header(response, 'date')),
  etag: headerOf(response, 'etag'),
  request_id: headerOf(response, 'x-ms-request-id'),
  version: headerOf(response, 'x-ms-version'),
});

/** The element below another; undefined where there is none. */
export const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((one) => one.name === name);

/** The text of the element below another, null where there is none or it is empty. */
export const textOf = (element: XmlElement | undefined, name: string): string | null =>
  child(element, name)?.text || null;

/** The items of one kind in a list, and the marker of the next page. */
export function itemsOf(body: string, ...path: string[]): { items: XmlElement[]; next: string | null } {
  const root = parseXml(body);
  const item = path.pop() ?? '';
  const holder = path.reduce<XmlElement | undefined>(child, root);
  return { items: holder?.children.filter(({ name }) => name === item) ?? [], next: textOf(root, 'NextMarker') };
}

/** `{ created: true }` as its own table: the word in text. */
export const boolRow = (result: Json): TableRow =>
  Object.fromEntries(Object.entries(result as JsonObject).map(([name, value]) => [name, value ? 'True' : 'False']));
