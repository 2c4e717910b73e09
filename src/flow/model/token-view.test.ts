import { describe, expect, it } from 'vitest';
import {
  claimsFor,
  decisionOf,
  forbidden,
  granted,
  secretRequest,
  start,
  tokenRequest,
  useRun,
  visit,
} from '../samples.ts';
import { claimRows, decidingClaim, tokensOf } from './token-view.ts';
import type { FlowRecord } from '#lab/session-client.ts';

const deciding = (record: FlowRecord) => {
  const [token] = tokensOf(record);
  return token && decidingClaim(record, token);
};
const ended = (end: string, claims = claimsFor('https://vault.azure.net')) =>
  secretRequest(7, { machine: 'token-use', path: ['received', 'signature', end] }, { claims });

describe('the tokens of a request', () => {
  it('are the one it carried, with the entry that issued it', () => {
    expect(tokensOf(forbidden)).toMatchObject([{ role: 'carried', issuedBy: 6 }]);
  });

  it('are the one it was answered with', () => {
    expect(tokensOf(tokenRequest)).toMatchObject([{ role: 'issued', issuedBy: 6 }]);
  });

  it('include one that nobody here issued', () => {
    const { token: _token, ...edited } = forbidden;
    expect(tokensOf(edited)).toHaveLength(1);
    expect(tokensOf(edited)[0]).not.toHaveProperty('issuedBy');
  });

  it('are none for a visit', () => {
    expect(tokensOf(visit)).toEqual([]);
  });
});

describe('the claim that decided', () => {
  const late = claimsFor('https://vault.azure.net', { exp: start / 1000 - 3600 });
  it.each([
    ['invalidSignature', ended('invalidSignature'), 'signature', 'other content'],
    ['wrongIssuer', ended('wrongIssuer'), 'iss', 'sts.windows.net'],
    [
      'wrongAudience',
      ended('wrongAudience', claimsFor('https://management.azure.com/')),
      'aud',
      'accepts https://vault',
    ],
    ['expired', ended('expired', late), 'exp', 'expired 1 h ago'],
    ['forbidden', forbidden, 'oid', 'no role assignment'],
    ['answered', granted, 'oid', 'a role assignment names this ID'],
  ])('%s', (_end, record, name, why) => {
    expect(deciding(record)).toMatchObject({ name, why: expect.stringContaining(why) });
  });

  it('is the caller also where a deny assignment reaches it', () => {
    const denied = secretRequest(7, useRun('forbidden'), { decision: decisionOf({ verdict: 'denied' }) });
    expect(deciding(denied)?.why).toContain('deny assignment');
  });

  it('is none where the network decided, nor in a token that was only handed out', () => {
    expect(deciding(ended('blockedByNetwork'))).toBeUndefined();
    expect(deciding(tokenRequest)).toBeUndefined();
  });
});

describe('the rows of a token', () => {
  const payload = tokensOf(forbidden)[0]!.parts.payload;

  it('say one sentence for each claim and mark the one that decided', () => {
    const rows = claimRows(payload, start, { name: 'oid', why: 'because' });
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(payload));
    expect(rows.every(({ says }) => /^[A-Z].*\.$/.test(says) && !says.startsWith('An extra'))).toBe(true);
    expect(rows.filter((row) => row.mattered)).toMatchObject([{ name: 'oid', mattered: 'because' }]);
  });

  it('read times in virtual time', () => {
    const exp = claimRows(payload, start).find(({ name }) => name === 'exp');
    expect(exp?.time).toBe('Thu 26 Nov 2026, 09:14:00 UTC (in 1 d)');
  });

  it('have a sentence for a claim that nobody knows', () => {
    expect(claimRows({ zz: [1] }, start)).toMatchObject([
      { value: '[1]', says: expect.stringContaining('extra claim') },
    ]);
  });
});
