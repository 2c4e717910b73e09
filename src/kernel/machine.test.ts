import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walk, walkByXState } from './machine.ts';
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

const factsOf = (answers: readonly boolean[]): TokenUseFacts =>
  Object.fromEntries(
    questions.map((question, at) => [question, () => answers[at] ?? false]),
  ) as unknown as TokenUseFacts;

const finals = Object.entries(tokenUseMachine.config.states ?? {})
  .filter(([, state]) => (state as { type?: string }).type === 'final')
  .map(([name]) => name);

describe('walking a decision chart', () => {
  it('takes the path that XState takes, for every combination of answers', () => {
    const reached = new Set<string>();
    for (let bits = 0; bits < 2 ** questions.length; bits += 1) {
      const facts = factsOf(questions.map((_, at) => Boolean(bits & (1 << at))));
      const { path } = walk(tokenUseMachine, facts);
      expect(path).toEqual(walkByXState(tokenUseMachine, facts).path);
      reached.add(String(path.at(-1)));
    }
    expect([...reached].sort()).toEqual(finals.sort());
  });

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
