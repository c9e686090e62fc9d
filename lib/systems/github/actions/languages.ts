import { Toolbox } from '../../../tools';
import { Action } from '../action';
import { ACTION_PINS } from '../action-pins';

/** Installs Go. */
export const setupGo = Action.of({
  pin: ACTION_PINS.setupGo,
  runs: 'node24',
  inputs: {
    'go-version': 'text',
    'go-version-file': 'text',
    'check-latest': 'flag',
    token: 'secret',
    cache: 'flag',
    'cache-dependency-path': 'lines',
    architecture: 'text',
    'go-download-base-url': 'text',
  },
  outputs: { 'go-version': 'open', 'cache-hit': 'open' },
});

/** Installs Node.js. */
export const setupNode = Action.of({
  pin: ACTION_PINS.setupNode,
  runs: 'node24',
  inputs: {
    'node-version': 'text',
    'node-version-file': 'text',
    architecture: 'text',
    'check-latest': 'flag',
    'registry-url': 'text',
    scope: 'text',
    token: 'secret',
    cache: ['npm', 'yarn', 'pnpm'],
    'package-manager-cache': 'flag',
    'cache-dependency-path': 'lines',
    mirror: 'text',
    'mirror-token': 'secret',
  },
  outputs: { 'cache-hit': 'open', 'cache-primary-key': 'open', 'cache-matched-key': 'open', 'node-version': 'open' },
});

/** Installs Python. */
export const setupPython = Action.of({
  pin: ACTION_PINS.setupPython,
  runs: 'node24',
  inputs: {
    'python-version': 'lines',
    'python-version-file': 'text',
    cache: ['pip', 'pipenv', 'poetry'],
    architecture: 'text',
    'check-latest': 'flag',
    token: 'secret',
    'cache-dependency-path': 'lines',
    'update-environment': 'flag',
    'allow-prereleases': 'flag',
    freethreaded: 'flag',
    'pip-version': 'text',
  },
  outputs: { 'python-version': 'open', 'cache-hit': 'open', 'python-path': 'open' },
});

/** Installs a JDK. */
export const setupJava = Action.of({
  pin: ACTION_PINS.setupJava,
  runs: 'node24',
  inputs: {
    'java-version': 'text',
    'java-version-file': 'text',
    distribution: 'text',
    'java-package': 'text',
    architecture: 'text',
    'jdk-file': 'text',
    'check-latest': 'flag',
    'set-default': 'flag',
    'verify-signature': 'flag',
    'verify-signature-public-key': 'text',
    'server-id': 'text',
    'server-username': 'text',
    'server-password': 'text',
    'settings-path': 'text',
    'overwrite-settings': 'flag',
    'gpg-private-key': 'secret',
    'gpg-passphrase': 'text',
    cache: ['maven', 'gradle', 'sbt'],
    'cache-dependency-path': 'lines',
    token: 'secret',
    'mvn-toolchain-id': 'text',
    'mvn-toolchain-vendor': 'text',
    'show-download-progress': 'flag',
  },
  required: ['distribution'],
  outputs: {
    distribution: 'open',
    version: 'open',
    path: 'open',
    'cache-hit': 'open',
    'cache-primary-key': 'open',
  },
});

/** Lints Go code. Only golangci-lint 2 runs with it. */
export const golangciLint = Action.of({
  pin: ACTION_PINS.golangciLint,
  runs: 'node24',
  inputs: {
    version: 'text',
    'version-file': 'text',
    'install-mode': ['binary', 'goinstall', 'none'],
    'install-only': 'flag',
    'working-directory': 'text',
    'github-token': 'secret',
    verify: 'flag',
    'only-new-issues': 'flag',
    args: 'text',
    'skip-cache': 'flag',
    'skip-save-cache': 'flag',
    'cache-invalidation-interval': 'number',
    'problem-matchers': 'flag',
    debug: 'list',
    experimental: 'list',
  },
  sets: { version: `v${Toolbox.standard.tool('golangciLint').version}` },
  permissions: { contents: 'read' },
});
