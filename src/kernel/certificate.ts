import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** What is read of an X.509 certificate. Times are milliseconds since 1970. */
export interface Certificate {
  /** The certificate itself, as base64 of its DER form. */
  der: string;
  /** Common name of whom it names. */
  subject: string;
  notBefore: number;
  notAfter: number;
  /** SHA-1 and SHA-256 of the DER form, hexadecimal in capitals. */
  thumbprint: string;
  thumbprintSha256: string;
  /** The RSA key that it binds to the name, hexadecimal; absent for other keys. */
  publicKey?: { n: string; e: string };
}

export interface DerNode {
  tag: number;
  content: Uint8Array;
  children: DerNode[];
}

/** The elements of DER bytes; constructed ones with their own elements. Throws on what is no DER. */
export function parseDer(bytes: Uint8Array): DerNode[] {
  const nodes: DerNode[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at] ?? 0;
    let length = bytes[at + 1] ?? 0;
    at += 2;
    if (length > 127) {
      const size = length & 127;
      if (size === 0 || size > 4) throw new Error('length of an element');
      length = bytes.subarray(at, at + size).reduce((sum, byte) => sum * 256 + byte, 0);
      at += size;
    }
    if (at + length > bytes.length) throw new Error('an element ends after its bytes');
    const content = bytes.subarray(at, at + length);
    nodes.push({ tag, content, children: tag & 0x20 ? parseDer(content) : [] });
    at += length;
  }
  return nodes;
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** `261123090000Z` or `20261123090000Z`. */
function timeOf({ tag, content }: DerNode): number {
  const said = text(content);
  const full = tag === 0x17 ? `${Number(said.slice(0, 2)) < 50 ? '20' : '19'}${said}` : said;
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full)?.slice(1).map(Number);
  const [year = NaN, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found ?? [];
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  if (Number.isNaN(at)) throw new Error('a time');
  return at;
}

const commonName = '550403';
const rsaEncryption = '2a864886f70d010101';

function subjectOf(name: DerNode): string {
  const parts = name.children.flatMap(({ children }) => children);
  const found = parts.find(({ children: [type] }) => type && bytesToHex(type.content) === commonName);
  return found?.children[1] ? text(found.children[1].content) : '';
}

function keyOf(info: DerNode): { n: string; e: string } | undefined {
  const [algorithm, bits] = info.children;
  const type = algorithm?.children[0];
  if (!type || !bits || bytesToHex(type.content) !== rsaEncryption) return undefined;
  const [n, e] = parseDer(bits.content.subarray(1))[0]?.children ?? [];
  const hex = (node: DerNode | undefined): string =>
    bytesToHex(node?.content ?? new Uint8Array()).replace(/^(?:00)+/, '');
  return { n: hex(n), e: hex(e) };
}

export const fromBase64 = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/**
 * Reads an X.509 certificate from base64 DER or from PEM; undefined when it is none. Only what a directory and a vault
 * show of it, and the key that a signature is checked by. Source: RFC 5280.
 */
export function readCertificate(given: string): Certificate | undefined {
  const pem = /-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/.exec(given)?.[1];
  try {
    const der = (pem ?? given).replace(/\s+/g, '');
    const bytes = fromBase64(der);
    const parts = parseDer(bytes)[0]?.children[0]?.children ?? [];
    // The version, which comes first, may be left out.
    const fields = parts[0]?.tag === 0xa0 ? parts.slice(1) : parts;
    const [, , , validity, subject, info] = fields;
    const [from, to] = validity?.children ?? [];
    if (!from || !to || !subject || !info) return undefined;
    const publicKey = keyOf(info);
    return {
      der,
      subject: subjectOf(subject),
      notBefore: timeOf(from),
      notAfter: timeOf(to),
      thumbprint: bytesToHex(sha1(bytes)).toUpperCase(),
      thumbprintSha256: bytesToHex(sha256(bytes)).toUpperCase(),
      ...(publicKey && { publicKey }),
    };
  } catch {
    return undefined;
  }
}
