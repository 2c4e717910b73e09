import { hmac } from '@noble/hashes/hmac.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Caller, ProofFacts } from '#kernel/define.ts';
import { minute } from '#kernel/clock.ts';
import type { Refusal } from '#kernel/result.ts';
import { hmac as say, hmacRefused } from './errors.ts';
import { dateFrom } from './http-date.ts';
import { keysOf, storeAt } from './models.ts';

const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** The value of an access key: 64 bytes in base64, made of an id. */
export const keyValueFrom = (id: string): string => base64(sha512(utf8ToBytes(id)));

/** How far the date of a signed request may be off. Source: "HMAC authentication - REST API reference". */
const tolerance = 15 * minute;

const signed = (key: string, text: string): string => {
  const secret = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
  return base64(hmac(sha256, secret, utf8ToBytes(text)));
};

/**
 * Who asks with `Authorization: HMAC-SHA256 Credential=…&SignedHeaders=…&Signature=…`: nobody in particular, who knows one
 * of the store's keys. Refuses in the order of Microsoft's emulator: scheme, signed headers, date, key, signature, body.
 */
export function hmacCaller(facts: ProofFacts): Caller | Refusal {
  const { view, place, url, request, headers, now } = facts;
  const store = storeAt(view, place.params);
  const no = (why: string): Refusal => hmacRefused(why);
  if (store.properties.disableLocalAuth) return no(say.disabled);
  const parts = Object.fromEntries(
    (headers['authorization'] ?? '')
      .replace(/^HMAC-SHA256\s+/i, '')
      .split(/&|,\s*/)
      .map((part): [string, string] => {
        const at = part.indexOf('=');
        return [part.slice(0, at).toLowerCase(), part.slice(at + 1)];
      }),
  );
  const names = (parts['signedheaders'] ?? '').toLowerCase().split(';').filter(Boolean);
  if (!names.length) return no(say.headersMissing);
  const own: Record<string, string> = { host: url.host, ...headers };
  const dated = names.includes('x-ms-date') ? 'x-ms-date' : 'date';
  const missing = [...names, dated, 'host', 'x-ms-content-sha256'].find(
    (name) => own[name] === undefined || !names.includes(name),
  );
  if (missing) return no(say.headerMissing(missing));
  const date = dateFrom(own[dated]);
  if (Number.isNaN(date)) return no(say.date);
  if (Math.abs(date - now) > tolerance) return no(say.expired);
  const key = keysOf(view, store.id).find(({ id }) => id === parts['credential']);
  if (!key) return no(say.credential);
  if (!parts['signature']) return no(say.signatureMissing);
  const target = /^https?:\/\/[^/?#]+([^#]*)/i.exec(request.url)?.[1] ?? '/';
  const text = [request.method.toUpperCase(), target, names.map((name) => own[name]).join(';')].join('\n');
  if (signed(key.value, text) !== parts['signature']) return no(say.signature);
  if (base64(sha256(utf8ToBytes(request.body ?? ''))) !== own['x-ms-content-sha256']) return no(say.content);
  return {
    kind: 'credential',
    principalId: '',
    principalType: 'Anonymous',
    name: `${key.name} key of ${store.name}`,
    groupIds: [],
    credential: { kind: 'access-key', id: key.id, readOnly: key.readOnly },
  };
}
