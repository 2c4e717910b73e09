import type { FlowRecord } from '#lab/session-client.ts';
import { claimSentence, claimValue, mattered } from '../words/claims.ts';
import { endOf } from './checks.ts';
import { bearerOf, decodeJwt, type Jwt } from './jwt.ts';

/** A token that a request brought along or was answered with. */
export interface ShownToken {
  role: 'carried' | 'issued';
  jwt: string;
  parts: Jwt;
  /** The entry that issued it, where it is known. */
  issuedBy?: number;
}

export interface ClaimRow {
  name: string;
  value: string;
  time?: string;
  says: string;
  /** Why this claim decided how the request ended. */
  mattered?: string;
}

/** The tokens of a request: what it carried first, what it was given after that. */
export function tokensOf(record: FlowRecord): ShownToken[] {
  const carried = record.token?.jwt ?? bearerOf(record.request.headers);
  const carriedParts = carried ? decodeJwt(carried) : undefined;
  const issuedParts = record.issued ? decodeJwt(record.issued.jwt) : undefined;
  return [
    ...(carried && carriedParts
      ? [
          {
            role: 'carried' as const,
            jwt: carried,
            parts: carriedParts,
            ...(record.token && { issuedBy: record.token.issuedBy }),
          },
        ]
      : []),
    ...(record.issued && issuedParts
      ? [{ role: 'issued' as const, jwt: record.issued.jwt, parts: issuedParts, issuedBy: record.item.seq }]
      : []),
  ];
}

/** The claim that decided, with the reason; `signature` where it is no claim but the signature itself. */
export function decidingClaim(record: FlowRecord, token: ShownToken): { name: string; why: string } | undefined {
  if (token.role === 'issued') return undefined;
  const { payload } = token.parts;
  const lacking = record.trace.authorization?.lacking;
  switch (endOf(record)) {
    case 'invalidSignature':
      return { name: 'signature', why: mattered.signature() };
    case 'wrongIssuer':
      return { name: 'iss', why: mattered.iss(String(payload['iss'])) };
    case 'wrongAudience':
      return { name: 'aud', why: mattered.aud(String(payload['aud']), record.trace.audiences ?? []) };
    case 'expired':
      return { name: 'exp', why: mattered.exp(Number(payload['exp']) * 1000, record.item.at) };
    case 'forbidden':
      return { name: 'oid', why: lacking?.verdict === 'denied' ? mattered.oidDenied() : mattered.oid() };
    case 'answered':
      return record.trace.authorization?.decisions.some(({ verdict }) => verdict === 'allowed')
        ? { name: 'oid', why: mattered.oidGranted() }
        : undefined;
    default:
      return undefined;
  }
}

/** The claims of one part of a token as rows; the one that decided is marked. `now` is virtual time in ms. */
export function claimRows(
  part: Record<string, unknown>,
  now: number,
  deciding?: { name: string; why: string },
): ClaimRow[] {
  return Object.entries(part).map(([name, value]) => {
    const { text, time } = claimValue(name, value, now);
    return {
      name,
      value: text,
      says: claimSentence(name, value),
      ...(time && { time }),
      ...(deciding?.name === name && { mattered: deciding.why }),
    };
  });
}
