import { canonical } from '#kernel/canonical.ts';
import { sha256Hex } from '#kernel/ids.ts';
import { sha256Begin, sha256End, type Begun } from '#kernel/sha256.ts';

/** Bodies from this length on are worth remembering. */
const long = 600;

/** So many letters of bodies are remembered, a few megabytes; then it begins anew. */
const most = 4_000_000;

interface LongBody {
  body: string;
  /** The hash up to the end of the body. */
  begun: Begun;
}

/** By length, which tells nearly all of them apart. */
const known = new Map<number, LongBody[]>();
let held = 0;

function begunWith(body: string): Begun {
  // To compare two texts costs a hundredth of hashing one.
  const alike = known.get(body.length) ?? [];
  const found = alike.find((one) => one.body === body);
  if (found) return found.begun;
  const begun = sha256Begin(`{"body":${JSON.stringify(body)}`);
  if (held + body.length > most) {
    known.clear();
    held = 0;
  }
  if (body.length <= most) {
    // Of one length a few: bodies that name something new each time would make the search long.
    const kept = alike.slice(0, 3);
    held += body.length - alike.slice(3).reduce((sum, one) => sum + one.body.length, 0);
    known.set(body.length, [{ body, begun }, ...kept]);
  }
  return begun;
}

/**
 * SHA-256 of the canonical text of an answer. A long body that was hashed before is not hashed again: what is read twice
 * reads the same, lists of built-in roles even from one log to the next, and its member comes first in the text.
 */
export function digestOf(answer: unknown): string {
  const { body, ...rest } = (typeof answer === 'object' && answer !== null ? answer : {}) as { body?: unknown };
  const [next] = Object.keys(rest).sort();
  if (typeof body !== 'string' || body.length < long || next === undefined || next < 'body')
    return sha256Hex(canonical(answer));
  const others = canonical(rest);
  const end = others === '{}' ? others.slice(1) : others.replace('{', ',');
  return sha256End(begunWith(body), end);
}
