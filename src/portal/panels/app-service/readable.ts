import type { HttpResponse } from '#kernel/http.ts';

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };

/** What a page says, without its markup: nothing of it runs here. */
const textOf = (html: string): string =>
  html
    .replace(/<(head|style|script)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<\/(p|div|h\d|li|tr)>|<br\s*\/?>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#?\w+);/g, (all, name: string) => entities[name] ?? all)
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();

/** The body of an answer to be read by a person: JSON with line breaks, the text of a page, anything else as it came. */
export function readable({ headers, body }: HttpResponse): string {
  if (/html/i.test(headers['content-type'] ?? '')) return textOf(body) || body;
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body || '(empty)';
  }
}
