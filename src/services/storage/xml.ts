/** XML as Storage writes it: a byte order mark, a declaration, elements without blanks between them. */

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Letters that XML 1.0 cannot say go; the rest is escaped. */
export const escapeXml = (text: string): string =>
  text

    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu, '')
    .replaceAll(/[&<>"]/g, (mark) => marks[mark] ?? mark)
    .replaceAll('\r', '&#13;');

/** One element; undefined is no element, the empty text one without content. */
export const element = (name: string, content: string | undefined): string =>
  content === undefined ? '' : content === '' ? `<${name} />` : `<${name}>${content}</${name}>`;

/** An element whose content is plain text. */
export const textElement = (name: string, text: string | undefined): string =>
  element(name, text === undefined ? undefined : escapeXml(text));

export const document = (content: string): string => `\ufeff<?xml version="1.0" encoding="utf-8"?>${content}`;

const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescape = (text: string): string =>
  text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      const code = hex ? parseInt(hex, 16) : decimal ? Number(decimal) : undefined;
      if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      return names[name ?? ''] ?? whole;
    },
  );

/**
 * The text of the elements directly below the root of a small request body (`<QueueMessage><MessageText>…`). Returns
 * undefined when the body is not the root with such elements.
 */
export function readXml(text: string, root: string): Record<string, string> | undefined {
  const body = new RegExp(
    `^\\ufeff?\\s*(?:<\\?xml[^>]*\\?>)?\\s*<${root}(?:\\s[^>]*)?>([\\s\\S]*)</${root}>\\s*$`,
  ).exec(text)?.[1];
  if (body === undefined) return undefined;
  const found: Record<string, string> = Object.create(null) as Record<string, string>;
  const rest = body.replaceAll(
    /<(\w+)>([^<]*)<\/\1>|<(\w+)\s*\/>/g,
    (_, name?: string, content?: string, empty?: string) => {
      found[name ?? empty ?? ''] = unescape(content ?? '');
      return '';
    },
  );
  return rest.trim() === '' ? found : undefined;
}
