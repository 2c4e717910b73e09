import { describe, expect, it } from 'vitest';
import { chosen, countTests } from './stages.mjs';

const names = (words: string[]) => chosen(words)?.map(({ name }) => name);

describe('the stages of npm test', () => {
  it('are all but the long one', () => {
    expect(names([])).toEqual([
      'format',
      'lint',
      'types',
      'build',
      'layers',
      'unit',
      'labs',
      'replay',
      'conformance',
      'e2e',
    ]);
  });

  it('can be picked, in their own order; the browser tests bring the build', () => {
    expect(names(['unit', 'lint'])).toEqual(['lint', 'unit']);
    expect(names(['e2e'])).toEqual(['build', 'e2e']);
    expect(names(['long'])).toEqual(['long']);
  });

  it('refuse an unknown word', () => {
    expect(names(['unit', 'unti'])).toBeUndefined();
  });
});

describe('counting', () => {
  const file = (status: string, tests: number) => ({
    status,
    assertionResults: Array.from({ length: tests }, () => ({})),
  });

  it('counts tests', () => {
    const testResults = [file('passed', 3), file('failed', 2)];
    expect(countTests({ numPassedTests: 4, numFailedTests: 1, testResults })).toEqual({ passed: 4, failed: 1 });
  });

  it('counts a file that broke before its first test as a failure', () => {
    expect(countTests({ numPassedTests: 0, numFailedTests: 0, testResults: [file('failed', 0)] })).toEqual({
      passed: 0,
      failed: 1,
    });
  });
});
