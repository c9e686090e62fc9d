import tseslint from 'typescript-eslint';

const BARREL = 'import one construct by its path: the whole provider costs two seconds and 580 MB';
const SEED = 'import test/property: it gives fast-check the seed of every run';

/** What is generated, built or kept as others wrote it. */
export const IGNORED = [
  'node_modules',
  'build',
  'dist',
  '.examples',
  'cdktf.out',
  'repositories',
  'imports',
  'schemas',
  'crds',
  '**/testdata/**',
];

/** Where asynchronous code may stand: `npm run promises` looks there, with types, for promises that nobody awaits. */
export const ASYNCHRONOUS_FILES = [
  'lib/{assembly,cli,program,promotion}/**/*.ts',
  'test/{assembly,audit,cli,conformance,mutations,program,promotion}/**/*.ts',
  'test/systems/tekton/tasks/**/*.ts',
  '{lib,test}/systems/argocd/waiting/**/*.ts',
  '{conformance,mutations,scripts}/**/*.ts',
];
const ASYNCHRONOUS = ':function[async=true], AwaitExpression, NewExpression[callee.name=Promise]';
const PROMISES = 'asynchronous code stands in the folders of ASYNCHRONOUS_FILES: only there promises are checked';

export default tseslint.config(
  {
    ignores: IGNORED,
  },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 40 }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', { selector: ASYNCHRONOUS, message: PROMISES }],
      'no-restricted-imports': ['error', { paths: [{ name: '@cdktf/provider-aws', message: BARREL }] }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-deprecated': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  { files: ASYNCHRONOUS_FILES, rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['test/**/*.ts'],
    ignores: ['test/property.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: '@cdktf/provider-aws', message: BARREL },
            { name: 'fast-check', message: SEED },
          ],
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'conformance/**/*.ts', 'mutations/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'no-console': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
);
