/**
 * Bytes as text and back again, losing none. UTF-8 is read as what it says; a byte that is no UTF-8 becomes a lone
 * surrogate from U+DC80 to U+DCFF, which no UTF-8 can say, and JSON writes as an escape. So a picture travels through a
 * log of texts, and a text stays readable there. Source of the idea: PEP 383.
 */
const reader = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const writer = new TextEncoder();
const replacement = [0xef, 0xbf, 0xbd];

/** How many bytes the letter that begins here takes; 0 where these bytes are no UTF-8. */
function letterAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.length) return 0;
  for (let more = 1; more < length; more += 1) if (((bytes[at + more] as number) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] as number;
  const tooShort = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
  const tooHigh = (lead === 0xed && second > 0x9f) || (lead === 0xf4 && second > 0x8f);
  return tooShort || tooHigh ? 0 : length;
}

/** The text of any bytes. */
export function textOf(bytes: Uint8Array): string {
  try {
    return reader.decode(bytes);
  } catch {
    const parts: string[] = [];
    let whole = 0;
    for (let at = 0; at < bytes.length;) {
      const length = letterAt(bytes, at);
      if (length === 0) {
        if (at > whole) parts.push(reader.decode(bytes.subarray(whole, at)));
        parts.push(String.fromCharCode(0xdc00 + (bytes[at] as number)));
        whole = at + 1;
      }
      at += length || 1;
    }
    if (bytes.length > whole) parts.push(reader.decode(bytes.subarray(whole)));
    return parts.join('');
  }
}

/** The bytes of any text: those it was made of by `textOf`, and UTF-8 otherwise. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  if (text.isWellFormed()) return writer.encode(text);
  const bytes = new Uint8Array(text.length * 3);
  let end = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) as number;
    const own = code >= 0xdc80 && code <= 0xdcff;
    if (own) bytes[end++] = code - 0xdc00;
    else if (code >= 0xd800 && code <= 0xdfff) for (const byte of replacement) bytes[end++] = byte;
    else end += writer.encodeInto(letter, bytes.subarray(end)).written;
  }
  return bytes.slice(0, end);
}

/** How many bytes a text stands for. */
export const byteLength = (text: string): number => bytesOf(text).length;
