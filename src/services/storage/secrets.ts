import { md5 } from '@noble/hashes/legacy.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { bytesOf as bytesIn, textOf } from '#kernel/bytes.ts';
import { base64, sign } from '#kernel/signature.ts';

export { base64, sign };

/** An account key: 64 bytes in base64, made of an id. */
export const accountKeyFrom = (id: string): string => base64(sha512(utf8ToBytes(id)));

/** MD5 of a text as Content-MD5 writes it. */
export const md5Of = (text: string): string => base64(md5(bytesIn(text)));

/** How many bytes a content has. */
export const utf8Length = (text: string): number => bytesIn(text).length;

/** The bytes from `start` to `end` (both counted) of a content. */
export const bytesOf = (text: string, start: number, end: number): string =>
  textOf(bytesIn(text).subarray(start, end + 1));
