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

/** An element as read: attributes are passed over, text is what stands directly in it. */
export interface XmlElement {
  name: string;
  text: string;
  children: XmlElement[];
}

const TOKEN = /<\?[^>]*\?>|<\/([\w.:-]+)\s*>|<([\w.:-]+)((?:\s[^>]*?)?)(\/?)>|([^<]+)/y;

/** Reads a small XML document into its root element; undefined when it is none. No comments, no CDATA, no doctype. */
export function parseXml(source: string): XmlElement | undefined {
  const top: XmlElement = { name: '', text: '', children: [] };
  const open = [top];
  const token = new RegExp(TOKEN);
  for (let at = /^\ufeff?/.exec(source)?.[0].length ?? 0; at < source.length; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(source);
    const inner = open.at(-1);
    if (!found || !inner) return undefined;
    const [, closes, opens, , empty, text] = found;
    if (text !== undefined) inner.text += unescape(text);
    else if (closes !== undefined && open.pop()?.name !== closes) return undefined;
    else if (opens !== undefined) {
      const child = { name: opens, text: '', children: [] };
      inner.children.push(child);
      if (!empty) open.push(child);
    }
  }
  const [root, ...more] = top.children;
  return open.length === 1 && more.length === 0 && top.text.trim() === '' ? root : undefined;
}

/**
 * The text of the elements directly below the root of a small request body (`<QueueMessage><MessageText>…`). Returns
 * undefined when the body is not the root with such elements.
 */
export function readXml(text: string, root: string): Record<string, string> | undefined {
  const found = parseXml(text);
  if (found?.name !== root || found.text.trim() !== '' || found.children.some(({ children }) => children.length > 0))
    return undefined;
  const texts: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const child of found.children) texts[child.name] = child.text;
  return texts;
}
