import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonical } from '#kernel/canonical.ts';
import { sha256Hex } from '#kernel/ids.ts';

/** Bodies from this length on are worth remembering. */
const long = 4096;

/** So many long bodies are remembered, the ones used last; a few megabytes at most. */
const most = 12;
const longest = 1_500_000;

interface LongBody {
  body: string;
  /** The hash up to the end of the body. */
  begun: ReturnType<typeof sha256.create>;
}

const known: LongBody[] = [];

function begunWith(body: string): LongBody['begun'] {
  // To compare two texts costs a hundredth of hashing one.
  const at = known.findIndex((one) => one.body.length === body.length && one.body === body);
  const [found] = at < 0 ? [] : known.splice(at, 1);
  const one = found ?? { body, begun: sha256.create().update(utf8ToBytes(`{"body":${JSON.stringify(body)}`)) };
  if (body.length <= longest) known.unshift(one);
  if (known.length > most) known.pop();
  return one.begun;
}

/**
 * SHA-256 of the canonical text of an answer. A long body that was hashed before is not hashed again: lists of built-in
 * roles are the same from one log to the next, and its member comes first in the text.
 */
export function digestOf(answer: unknown): string {
  const { body, ...rest } = (typeof answer === 'object' && answer !== null ? answer : {}) as { body?: unknown };
  const [next] = Object.keys(rest).sort();
  if (typeof body !== 'string' || body.length < long || next === undefined || next < 'body')
    return sha256Hex(canonical(answer));
  const others = canonical(rest);
  const end = others === '{}' ? others.slice(1) : others.replace('{', ',');
  return bytesToHex(begunWith(body).clone().update(utf8ToBytes(end)).digest());
}
