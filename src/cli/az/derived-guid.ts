import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * The GUID of a new assignment or custom role. The real az draws it at random; ours follows from what is asked and
 * when, so that the same script gives the same tenant.
 */
export function derivedGuid(...parts: readonly string[]): string {
  const hex = bytesToHex(sha256(utf8ToBytes(parts.join('\n')))).slice(0, 32);
  const variant = ((parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
