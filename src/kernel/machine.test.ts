import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walk } from './machine.ts';
import { tokenUseMachine, type TokenUseFacts } from './token-use.machine.ts';

const questions = [
  'needsNoToken',
  'insideWork',
  'bringsOtherProof',
  'otherProofHolds',
  'hasToken',
  'signatureValid',
  'issuerTrusted',
  'audienceAccepted',
  'withinLifetime',
  'networkAllows',
  'permissionGranted',
  'nothingForbids',
  'served',
] as const;

describe('walking a decision chart', () => {
  it('asks each question at most once, and none after the answer that settles it', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: questions.length, maxLength: questions.length }), (answers) => {
        const asked: string[] = [];
        const facts = Object.fromEntries(
          questions.map((question, at) => [question, () => (asked.push(question), answers[at] ?? false)]),
        ) as unknown as TokenUseFacts;
        const { path } = walk(tokenUseMachine, facts);
        expect(new Set(asked).size).toBe(asked.length);
        if (path.at(-1) === 'invalidSignature') expect(asked).not.toContain('permissionGranted');
      }),
    );
  });
});
