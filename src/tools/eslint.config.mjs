import { fileURLToPath } from 'node:url';
import astro from 'eslint-plugin-astro';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('../..', import.meta.url));

// Rules that need no type information: the type checker runs anyway, and lint stays a matter of seconds.
export default tseslint.config(
  {
    basePath: root,
    ignores: ['dist/**', '.astro/**', '.cache/**', 'node_modules/**', 'src/public/**'],
  },
  ...tseslint.configs.strict.map((config) => ({ ...config, basePath: root })),
  ...astro.configs['flat/recommended'].map((config) => ({ ...config, basePath: root })),
  {
    basePath: root,
    files: ['**/*.{ts,tsx,mjs,astro}'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'off',
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-debugger': 'error',
      'no-else-return': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-param-reassign': 'error',
      // `{ z }`, and zod's classes with all their methods, bring all of zod into the engine; zod/mini by its namespace
      // brings only what is used.
      'no-restricted-syntax': [
        'error',
        {
          selector: "ImportDeclaration[source.value='zod/mini'] > ImportSpecifier[imported.name='z']",
          message: "Write import * as z from 'zod/mini'.",
        },
        { selector: "ImportDeclaration[source.value='zod']", message: "Write import * as z from 'zod/mini'." },
      ],
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'off',
      'no-unreachable': 'error',
      'no-useless-rename': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    basePath: root,
    files: ['**/*.test.ts', '**/*.test.tsx', 'tests/**'],
    // A test may say "this is there": a wrong guess fails the test, which is what it is for.
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    basePath: root,
    // Elsewhere a function called use...() is about the use of something, such as a token.
    files: ['src/**/*.tsx', 'src/**/use-*.ts'],
    plugins: { 'react-hooks': hooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
);
