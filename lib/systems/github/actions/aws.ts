import { Action } from '../action';
import { ACTION_PINS } from '../action-pins';

/** Credentials of an AWS role for the steps that follow, by a token that says who the job is: no stored key. */
export const configureAwsCredentials = Action.of({
  pin: ACTION_PINS.configureAwsCredentials,
  runs: 'node24',
  // The inputs for long-lived keys are left out on purpose.
  inputs: {
    'aws-region': 'text',
    'role-to-assume': 'text',
    audience: 'text',
    'http-proxy': 'text',
    'no-proxy': 'text',
    'mask-aws-account-id': 'flag',
    'role-chaining': 'flag',
    'role-duration-seconds': 'number',
    'role-external-id': 'text',
    'role-session-name': 'text',
    'role-skip-session-tagging': 'flag',
    'transitive-tag-keys': 'lines',
    'inline-session-policy': 'json',
    'managed-session-policies': 'lines',
    'output-credentials': 'flag',
    'output-env-credentials': 'flag',
    'unset-current-credentials': 'flag',
    'disable-retry': 'flag',
    'retry-max-attempts': 'number',
    'special-characters-workaround': 'flag',
    'use-existing-credentials': 'flag',
    'allowed-account-ids': 'list',
    'action-timeout-s': 'number',
    'custom-tags': 'json',
    'sts-endpoint': 'text',
  },
  required: ['aws-region', 'role-to-assume'],
  outputs: {
    'aws-account-id': 'open',
    'aws-access-key-id': 'secret',
    'aws-secret-access-key': 'secret',
    'aws-session-token': 'secret',
    'aws-expiration': 'open',
  },
  permissions: { 'id-token': 'write' },
});

/** Logs into the registries of AWS accounts with the credentials of the steps before. The password stays masked. */
export const ecrLogin = Action.of({
  pin: ACTION_PINS.ecrLogin,
  runs: 'node24',
  inputs: {
    'http-proxy': 'text',
    'mask-password': 'flag',
    registries: 'list',
    'registry-type': ['private', 'public'],
    'skip-logout': 'flag',
  },
  outputs: { registry: 'open' },
});
