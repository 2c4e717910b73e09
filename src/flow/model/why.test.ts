import { describe, expect, it } from 'vitest';
import {
  contributor,
  decisionOf,
  forbidden,
  getSecret,
  granted,
  secretRequest,
  start,
  useRun,
  vaultId,
  visit,
} from '../samples.ts';
import { whyOf } from './why.ts';
import type { ConsideredAssignment, Decision } from '#kernel/decision.ts';

const decided = (more: Partial<Decision>) =>
  whyOf(secretRequest(7, useRun('forbidden'), { decision: decisionOf(more) }));
const row = (more: Partial<ConsideredAssignment>, decision: Partial<Decision> = {}) =>
  decided({ ...decision, assignments: [{ ...contributor, ...more }] }).decisions[0]!.rows[0]!;

describe('the table of a decision', () => {
  it('has a row for every assignment that was considered', () => {
    expect(whyOf(forbidden).decisions[0]?.rows).toMatchObject([
      {
        role: 'Contributor',
        scope: 'resource group rg-shop',
        givenTo: 'app-web, directly',
        counts: false,
        word: 'other actions',
      },
    ]);
    expect(whyOf(granted).decisions[0]?.rows).toMatchObject([{ counts: true, word: 'counts' }]);
  });

  it.each([
    ['no-matching-action', {}, /Contributor holds no data action that covers secrets\/getSecret\/action/],
    ['subtracted-by-not-action', { matched: 'x/*/action' }, /x\/\*\/action takes it away/],
    ['other-scope', {}, /resource group rg-shop does not cover secret db-password/],
    ['not-yet-effective', { effectiveAt: start + 60_000 }, /takes effect at Wed 09:15:00, in 58 s/],
    ['not-yet-effective', { effectiveUntil: start }, /No longer counts.*Wed 09:14:00/],
    ['condition-not-met', {}, /condition/],
    ['unknown-role', {}, /not there any more/],
    ['grants', { matched: getSecret }, /holds Microsoft\.KeyVault.*covers the resource/],
  ] as const)('says why: %s %o', (outcome, more, why) => {
    expect(row({ outcome, ...more }).why).toMatch(why);
  });

  it('names the groups on the way', () => {
    const groups = [
      { id: 'g1', displayName: 'shop-apps', through: [] },
      { id: 'g2', displayName: 'all-apps', through: ['g1'] },
    ];
    expect(row({ through: ['g1'] }, { groups }).givenTo).toBe('group shop-apps');
    expect(row({ through: ['g1', 'g2'] }, { groups }).givenTo).toBe('group all-apps, through shop-apps');
    expect(row({ through: ['g9'] }, { groups }).givenTo).toBe('group g9');
  });

  it('says from when and until when an assignment counts', () => {
    expect(row({}).effect).toBe('from Wed 25 Nov 2026, 09:04:00 UTC');
    expect(row({ effectiveUntil: start }).effect).toMatch(/ until Wed 25 Nov 2026, 09:14:00 UTC$/);
    expect(row({ effectiveAt: 0 }).effect).toBe('from the start');
  });

  it('shows deny assignments and whether they forbid', () => {
    const denies: Decision['denies'] = [
      { id: 'd1', name: 'stack', scope: vaultId, outcome: 'denies', matched: getSecret },
      { id: 'd2', name: 'other', scope: vaultId, outcome: 'excluded-principal' },
    ];
    const view = decided({ denies, verdict: 'denied', missing: { kind: 'denied' } });
    expect(view.decisions[0]?.denies).toMatchObject([
      { forbids: true },
      { forbids: false, word: 'caller is excepted' },
    ]);
    expect(view.missing?.what).toContain('stack');
  });

  it('walks the scopes from the root down and counts what is given at each', () => {
    expect(whyOf(forbidden).decisions[0]?.walk.map(({ scope, given }) => [scope, given])).toEqual([
      ['the root of the tenant', 0],
      ['subscription 0a1b2c3d…', 0],
      ['resource group rg-shop', 1],
      ['key vault kv-shop', 0],
      ['secret db-password', 0],
    ]);
  });

  it('puts the decision that failed first', () => {
    const lacking = decisionOf();
    const record = secretRequest(7, useRun('forbidden'), { decision: lacking });
    const first = decisionOf({ allowed: true, verdict: 'allowed', missing: undefined });
    record.trace.authorization = { allowed: false, decisions: [first, lacking], lacking };
    expect(whyOf(record).decisions.map(({ allowed }) => allowed)).toEqual([false, true]);
  });
});

describe('where nothing was decided', () => {
  it('says which check came first, and what is wrong', () => {
    const run = { machine: 'token-use', path: ['received', 'signature', 'issuer', 'audience', 'wrongAudience'] };
    const view = whyOf(secretRequest(7, run));
    expect(view.instead).toContain('"audience"');
    expect(view.missing?.what).toContain('accepts only https://vault.azure.net');
  });

  it('says so for a request that needs no permission', () => {
    expect(whyOf(visit)).toMatchObject({ decisions: [], instead: expect.stringContaining('needs none') });
    expect(whyOf(visit).missing).toBeUndefined();
  });
});
