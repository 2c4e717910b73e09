import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Base64 of bytes, the same in every runtime. */
export const base64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** A signature as Storage writes it: HMAC-SHA256 over the text, key and result in base64. A key that is no base64 throws. */
export const sign = (key: string, text: string): string => base64(hmac(sha256, fromBase64(key), utf8ToBytes(text)));
