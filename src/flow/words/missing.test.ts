import { describe, expect, it } from 'vitest';
import {
  contributor,
  decisionOf,
  getSecret,
  itemOf,
  recordOf,
  secretRequest,
  start,
  vaultId,
  visit,
} from '../samples.ts';
import { faultSteps } from './faults.ts';
import { missingSteps } from './missing.ts';
import type { ConsideredAssignment, Decision } from '#kernel/decision.ts';

type Kind = NonNullable<Decision['missing']>['kind'];
const lacking = (kind: Kind, assignments: ConsideredAssignment[] = [], more: Partial<Decision> = {}) =>
  missingSteps(decisionOf({ missing: { kind }, assignments, ...more }), 'app-web', start)!;
const commands = /\baz \w|--\w|\bcreate\b.*\bassign/i;

const cases: [Kind, ReturnType<typeof lacking>, RegExp][] = [
  ['no-assignment', lacking('no-assignment'), /reaches app-web at secret db-password/],
  ['wrong-scope', lacking('wrong-scope', [{ ...contributor, outcome: 'other-scope' }]), /resource group rg-shop/],
  [
    'wrong-action',
    lacking('wrong-action', [contributor]),
    /Contributor is given.*does not hold secrets\/getSecret\/action/,
  ],
  ['wrong-plane', lacking('wrong-plane', [contributor]), /Contributor manages.*data in it/],
  [
    'not-yet',
    lacking('not-yet', [{ ...contributor, outcome: 'not-yet-effective', effectiveAt: start + 240_000 }]),
    /Wed 09:18:00, in 4 min/,
  ],
  [
    'denied',
    lacking('denied', [], {
      denies: [{ id: 'd', name: 'no secrets', scope: vaultId, outcome: 'denies', matched: getSecret }],
    }),
    /\(no secrets\) forbids/,
  ],
  ['condition', lacking('condition', [{ ...contributor, outcome: 'condition-not-met' }]), /Contributor.*condition/],
];

describe('what is missing', () => {
  it.each(cases)('%s: names the fact in three steps and never the command', (_kind, steps, what) => {
    expect(steps.what).toMatch(what);
    expect(Object.values(steps).every((text) => text.length > 20 && !commands.test(text))).toBe(true);
  });

  it('has its own idea for each kind', () => {
    expect(new Set(cases.map(([, { idea }]) => idea)).size).toBe(cases.length);
  });

  it('adds what the decision has to say', () => {
    const decision = decisionOf({ missing: { kind: 'no-assignment', note: 'The identity was made anew.' } });
    expect(missingSteps(decision, 'app-web', start)?.what).toMatch(/The identity was made anew\.$/);
  });

  it('does not say a thing twice, and looks at the vault rather than at a secret in it', () => {
    const missing = { kind: 'wrong-plane' as const, note: 'Contributor manages only.' };
    expect(missingSteps(decisionOf({ missing, assignments: [contributor] }), 'app-web', start)?.what).not.toContain(
      'only.',
    );
    expect(lacking('no-assignment').where).toContain('(IAM) of key vault kv-shop and');
  });

  it('tells by the assignment that the decision names', () => {
    const reader = { ...contributor, id: 'r', roleName: 'Reader' };
    const missing = { kind: 'wrong-plane' as const, note: 'Contributor manages the resource.' };
    expect(missingSteps(decisionOf({ missing, assignments: [reader, contributor] }), 'app-web', start)?.what).toMatch(
      /^Contributor/,
    );
    const elsewhere = { ...reader, outcome: 'other-scope' as const };
    const fitting = {
      ...contributor,
      roleName: 'Key Vault Secrets User',
      outcome: 'other-scope' as const,
      matched: getSecret,
    };
    expect(lacking('wrong-scope', [elsewhere, fitting]).what).toMatch(/^Key Vault Secrets User/);
  });

  it('knows a role that was taken away from one that is to come', () => {
    const gone = { ...contributor, outcome: 'not-yet-effective' as const, effectiveUntil: start - 60_000 };
    expect(lacking('not-yet', [gone]).what).toContain('taken away; it counted until Wed 09:13:00');
  });

  it('is nothing when all is there', () => {
    expect(missingSteps(decisionOf({ missing: undefined }), 'app-web', start)).toBeUndefined();
  });
});

describe('what went wrong without a decision', () => {
  const ends = [
    'challenged',
    'invalidSignature',
    'wrongIssuer',
    'wrongAudience',
    'expired',
    'blockedByNetwork',
    'restricted',
    'refused',
  ];

  it.each(ends)('%s is told in three steps', (end) => {
    const record = secretRequest(7, { machine: 'token-use', path: ['received', end] });
    const steps = faultSteps(record, end)!;
    expect(Object.values(steps).every((text) => text.length > 20 && !commands.test(text))).toBe(true);
    expect(ends.filter((other) => faultSteps(record, other)?.idea === steps.idea)).toEqual([end]);
  });

  it('tells an unreachable host and a request that is not simulated apart', () => {
    const lost = recordOf(itemOf(3, { status: 0, outcome: 'unreachable' }), {
      response: { status: 0, headers: {}, body: 'Could not resolve host: x' },
    });
    expect(faultSteps(lost, undefined)?.what).toContain('Could not resolve host: x');
    const foreign = recordOf(itemOf(3, { status: 501, outcome: 'refused', code: 'NotSimulated' }));
    expect(faultSteps(foreign, undefined)?.what).toContain('does not answer');
  });

  it('is nothing when the request was answered', () => {
    expect(faultSteps(visit, 'answered')).toBeUndefined();
  });
});
