import tseslint from 'typescript-eslint';
import { ASYNCHRONOUS_FILES, IGNORED } from './eslint.config.mjs';

/** The rules that need types: they take as long as all others together, and only asynchronous code needs them. */
export default tseslint.config(
  { ignores: IGNORED },
  { linterOptions: { reportUnusedDisableDirectives: 'off' } },
  {
    files: ASYNCHRONOUS_FILES,
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
);
