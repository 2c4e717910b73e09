import { hmac } from '@noble/hashes/hmac.js';
import { md5 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Base64 of bytes, the same in every runtime. */
export const base64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** A signature as Storage writes it: HMAC-SHA256 over the text, key and result in base64. */
export const sign = (key: string, text: string): string => base64(hmac(sha256, fromBase64(key), utf8ToBytes(text)));

/** An account key: 64 bytes in base64, made of an id. */
export const accountKeyFrom = (id: string): string => base64(sha512(utf8ToBytes(id)));

/** MD5 of a text as Content-MD5 writes it. */
export const md5Of = (text: string): string => base64(md5(utf8ToBytes(text)));

export const utf8Length = (text: string): number => utf8ToBytes(text).length;

/** The bytes from `start` to `end` (both counted) of a text, as text; a letter cut in two is shown as U+FFFD. */
export const bytesOf = (text: string, start: number, end: number): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(utf8ToBytes(text).slice(start, end + 1));
