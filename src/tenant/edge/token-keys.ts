import {
  calculateJwkThumbprint,
  CompactSign,
  compactVerify,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';
import { canonical } from '#kernel/canonical.ts';
import type { IssuedToken, TokenClaims } from '#kernel/define.ts';
import type { View } from '#kernel/tables.ts';
import type { AssertionRow } from '#services/entra-id/index.ts';

/** The tenant's signing key, as JWKs. It is made on the spot and worth nothing outside this simulation. */
export interface SigningKey {
  private: JWK;
  public: JWK;
}

/** Makes a fresh RS256 key (tens of milliseconds). */
export async function createSigningKey(): Promise<SigningKey> {
  const pair = await generateKeyPair('RS256', { extractable: true });
  return { private: await exportJWK(pair.privateKey), public: await exportJWK(pair.publicKey) };
}

/** What a JWT can stand for: a token of Entra ID, or the assertion of another issuer that this world simulates. */
type Signed = Pick<IssuedToken, 'ref' | 'claims'> | AssertionRow;

/** Claims that say when, in epoch seconds. */
const dates = ['iat', 'nbf', 'exp'];

/** The same claims, dated by another clock; undefined as `by` takes the dates out. */
function dated(claims: Signed['claims'], by: number | undefined): Record<string, unknown> {
  const entries = Object.entries(claims).flatMap(([name, value]): [string, unknown][] => {
    if (!dates.includes(name) || typeof value !== 'number') return [[name, value]];
    return by === undefined ? [] : [[name, value + by]];
  });
  return Object.fromEntries(entries);
}

const jwtPattern = /eyJ[\w-]+\.[\w-]+\.[\w-]*/g;
const refPattern = /tk\.[0-9a-f-]+/g;

/**
 * Swaps token references for real RS256 JWTs on the way out and back again on the way in, so that the core deals in
 * references and stays synchronous. RS256 gives the same bytes twice, so a remembered text is as good as a verified one.
 */
export class TokenKeys {
  readonly #jwts = new Map<string, string>();
  readonly #refs = new Map<string, string>();
  readonly #key: CryptoKey;
  readonly #public: CryptoKey;
  /** The JWKS document, for whoever verifies. */
  readonly jwks: { keys: JWK[] };
  readonly #header: { typ: string; alg: string; x5t: string; kid: string };
  readonly #ahead: number;

  private constructor(key: CryptoKey, publicKey: CryptoKey, jwk: JWK, kid: string, ahead: number) {
    this.#ahead = ahead;
    this.#key = key;
    this.#public = publicKey;
    this.#header = { typ: 'JWT', alg: 'RS256', x5t: kid, kid };
    this.jwks = { keys: [{ ...jwk, kid, x5t: kid, use: 'sig', alg: 'RS256' }] };
  }

  /**
   * `ahead`: seconds by which the clock of those who hold the tokens is ahead of the tenant's. Tokens are dated by theirs,
   * as if the two were one; inside, a token is what it refers to, and its dates are the tenant's.
   */
  static async from(pair: SigningKey, ahead = 0): Promise<TokenKeys> {
    const kid = (await calculateJwkThumbprint(pair.public)).slice(0, 27);
    const key = (await importJWK(pair.private, 'RS256')) as CryptoKey;
    return new TokenKeys(key, (await importJWK(pair.public, 'RS256')) as CryptoKey, pair.public, kid, ahead);
  }

  /** The JWT of an issued token; the same text each time. */
  async jwtOf(token: Signed): Promise<string> {
    const known = this.#jwts.get(token.ref);
    if (known) return known;
    const payload = new TextEncoder().encode(
      JSON.stringify(this.#ahead ? dated(token.claims, this.#ahead) : token.claims),
    );
    const jwt = await new CompactSign(payload).setProtectedHeader(this.#header).sign(this.#key);
    this.#jwts.set(token.ref, jwt);
    this.#refs.set(jwt, token.ref);
    return jwt;
  }

  async #refOf(jwt: string, view: View): Promise<string | undefined> {
    const known = this.#refs.get(jwt);
    if (known) return known;
    try {
      // Not issued since this key was loaded: an older token of the same tenant, or somebody's invention.
      const { payload } = await compactVerify(jwt, this.#public);
      const claims = JSON.parse(new TextDecoder().decode(payload)) as TokenClaims;
      const known: Signed[] = [...view.all<IssuedToken>('tokens'), ...view.all<AssertionRow>('assertions')];
      if (this.#ahead) {
        // Dated when the clocks stood otherwise to each other, it is the same token.
        const undated = canonical(dated(claims, undefined));
        return known.find((one) => canonical(dated(one.claims, undefined)) === undated)?.ref;
      }
      const token = known.find((one) => canonical(one.claims) === canonical(claims));
      return token && (await this.jwtOf(token)) === jwt ? token.ref : undefined;
    } catch {
      return undefined;
    }
  }

  /** Replaces JWTs that this tenant issued by their references; others stay as they are. */
  async inward(text: string, view: View): Promise<string> {
    let swapped = text;
    for (const jwt of new Set(text.match(jwtPattern) ?? [])) {
      const ref = await this.#refOf(jwt, view);
      if (ref) swapped = swapped.replaceAll(jwt, ref);
    }
    return swapped;
  }

  /** Replaces references by JWTs. */
  async outward(text: string, view: View): Promise<string> {
    let swapped = text;
    for (const ref of new Set(text.match(refPattern) ?? [])) {
      const token: Signed | undefined =
        view.get<IssuedToken>('tokens', ref) ?? view.get<AssertionRow>('assertions', ref);
      if (token) swapped = swapped.replaceAll(ref, await this.jwtOf(token));
    }
    return swapped;
  }
}
