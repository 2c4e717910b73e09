import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { impurities, objection, sourceFiles, specifiersOf, switchedOff } from '#tools/layers.ts';
import type { SourceFile } from '#tools/layers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = sourceFiles(root, ['src', 'labs']);
const all = [...sources, ...sourceFiles(root, ['tests'])];

const each = (files: SourceFile[], complaints: (file: SourceFile) => string[]) =>
  files.flatMap((file) => complaints(file).map((complaint) => `${file.path}: ${complaint}`));

describe('the repository', () => {
  it('has sources to look at', () => {
    expect(sources.length).toBeGreaterThan(20);
  });

  it('imports one way', () => {
    const wrong = each(sources, (file) =>
      specifiersOf(file).flatMap((specifier) => {
        const why = objection(file, specifier);
        return why === undefined ? [] : [`${specifier}: ${why}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('has a pure core: no wall clock, no randomness, no timer, no network', () => {
    expect(each(sources, impurities)).toEqual([]);
  });

  it('has no test that is switched off', () => {
    expect(each(all, switchedOff)).toEqual([]);
  });

  it('has no file over 300 lines', () => {
    const long = all.filter(({ text }) => text.split('\n').length > 301);
    expect(long.map(({ path, text }) => `${path}: ${text.split('\n').length - 1} lines`)).toEqual([]);
  });
});

describe('the rules', () => {
  const file = (path: string, text = ''): SourceFile => ({ path, text });

  it.each([
    ['src/kernel/a.ts', './b.ts'],
    ['src/services/key-vault/index.ts', '#kernel/scope.ts'],
    ['src/services/registry.ts', './key-vault/index.ts'],
    ['src/services/key-vault/parts/a.ts', '../models.ts'],
    ['src/tenant/fold.ts', '#services/registry.ts'],
    ['src/cli/az/group/list.ts', '#tenant/client.ts'],
    ['src/grader/grade.ts', '#lab/define.ts'],
    ['src/portal/blade.tsx', '#grader/judge.ts'],
    ['src/pages/index.astro', '#layouts/Page.astro'],
    ['src/pages/lesson.astro', '#portal/open.ts'],
    ['labs/first-identity/lab.ts', '#lab/define.ts'],
    ['labs/first-identity/lab.ts', './checks.ts'],
    ['src/tools/build.mjs', '#grader/cli.ts'],
  ])('let %s import %s', (path, specifier) => {
    expect(objection(file(path), specifier)).toBeUndefined();
  });

  it.each([
    ['src/kernel/a.ts', '#services/registry.ts'],
    ['src/kernel/a.ts', '#tools/run.mjs'],
    ['src/services/key-vault/index.ts', '#services/storage/index.ts'],
    ['src/services/key-vault/index.ts', '../storage/index.ts'],
    ['src/services/shared.ts', './storage/index.ts'],
    ['src/services/registry.ts', '#tenant/fold.ts'],
    ['src/tenant/fold.ts', '../kernel/scope.ts'],
    ['src/cli/shell/start.ts', '#lab/session.ts'],
    ['src/lab/check.ts', '#grader/judge.ts'],
    ['src/portal/blade.tsx', '#flow/view.tsx'],
    ['src/flow/view.tsx', '#portal/kit/grid.tsx'],
    ['src/flow/view.tsx', '#components/Clock.tsx'],
    ['src/tenant/seed.ts', '#labs/first-identity/lab.ts'],
    ['labs/first-identity/checks.ts', '#tenant/fold.ts'],
    ['labs/first-identity/checks.ts', '../second/checks.ts/../../../src/kernel/a.ts'],
    ['src/unheard-of/a.ts', '#kernel/scope.ts'],
  ])('do not let %s import %s', (path, specifier) => {
    expect(objection(file(path), specifier)).toBeTypeOf('string');
  });

  it('see every way of importing, and none in a comment', () => {
    const text = `
      import { a } from '#kernel/a.ts';
      import type { B } from '../b.ts';
      import '#kernel/side.ts';
      export * from './c.ts';
      const d = await import('#portal/d.tsx');
      const e = new Worker(new URL('../e.ts', import.meta.url));
      // import { f } from '#flow/f.ts';
      /* import { g } from '#flow/g.ts'; */
      import react from 'react';
    `;
    const found = ['#kernel/a.ts', '../b.ts', '#kernel/side.ts', './c.ts', '#portal/d.tsx', '../e.ts'];
    expect(specifiersOf(file('src/x/y.ts', text))).toEqual(found);
  });

  it.each(['Date.now()', 'new Date()', 'Math.random()', 'crypto.randomUUID()', 'setTimeout(f, 1)', 'fetch(url)'])(
    'keep %s out of the core only',
    (call) => {
      expect(impurities(file('src/tenant/fold.ts', `const x = ${call};`))).toHaveLength(1);
      expect(impurities(file('src/tenant/edge/sign.ts', `const x = ${call};`))).toEqual([]);
      expect(impurities(file('src/services/a/b.ts', `// ${call}\nconst x = '${call}';`))).toEqual([]);
    },
  );

  it('let the core have a date of its own', () => {
    expect(impurities(file('src/kernel/clock.ts', 'new Date(now).toISOString(); peer.prefetch(1)'))).toEqual([]);
  });

  it.each(['only', 'skip', 'todo', 'concurrent.skip'])('see a test with .%s', (word) => {
    expect(switchedOff(file('src/a.test.ts', `it.${word}('x', () => {});`))).toHaveLength(1);
  });
});
