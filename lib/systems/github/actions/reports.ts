import { Action } from '../action';
import { ACTION_PINS } from '../action-pins';

/** Sends test coverage to Codecov, by a token of the repository or, with `use_oidc`, by one that says who the job is. */
export const codecov = Action.of({
  pin: ACTION_PINS.codecov,
  runs: 'composite',
  inputs: {
    directory: 'text',
    disable_search: 'flag',
    disable_telem: 'flag',
    dry_run: 'flag',
    env_vars: 'list',
    exclude: 'list',
    fail_ci_if_error: 'flag',
    files: 'list',
    flags: 'list',
    handle_no_reports_found: 'flag',
    name: 'text',
    network_filter: 'text',
    network_prefix: 'text',
    override_branch: 'text',
    override_build: 'text',
    override_build_url: 'text',
    override_commit: 'text',
    override_pr: 'text',
    plugins: 'list',
    report_type: ['coverage', 'test_results'],
    root_dir: 'text',
    slug: 'text',
    token: 'secret',
    url: 'text',
    use_oidc: 'flag',
    verbose: 'flag',
    version: 'text',
    'working-directory': 'text',
  },
  required: ['files'],
  sets: { disable_search: true, fail_ci_if_error: true },
  permissions: (given) => (given.use_oidc === true ? { 'id-token': 'write' } : {}),
  innerUses: ['actions/github-script@60a0d83039c74a4aee543508d2ffcb1c3799cdea'],
});

/** Posts to Slack. The payload is data, so no name of a branch can break out of it. */
export const slack = Action.of({
  pin: ACTION_PINS.slack,
  runs: 'node24',
  inputs: {
    api: 'text',
    errors: 'flag',
    method: 'text',
    payload: 'json',
    'payload-delimiter': 'text',
    'payload-file-path': 'text',
    'payload-templated': 'flag',
    proxy: 'text',
    retries: ['0', '5', '10', 'RAPID'],
    token: 'secret',
    webhook: 'secret',
    'webhook-type': ['incoming-webhook', 'webhook-trigger'],
  },
  required: ['payload'],
  sets: { errors: true },
  outputs: { ok: 'open', response: 'open', time: 'open', channel_id: 'open', thread_ts: 'open', ts: 'open' },
});

/** Watches, or blocks, what the job talks to on the network. It must be the first step. */
export const hardenRunner = Action.of({
  pin: ACTION_PINS.hardenRunner,
  runs: 'node24',
  inputs: {
    'allowed-endpoints': 'lines',
    'egress-policy': ['audit', 'block'],
    token: 'secret',
    'disable-telemetry': 'flag',
    'disable-sudo': 'flag',
    'disable-sudo-and-containers': 'flag',
    'disable-file-monitoring': 'flag',
    policy: 'text',
    'api-key': 'secret',
    'use-policy-store': 'flag',
    'deploy-on-self-hosted-vm': 'flag',
  },
  required: ['egress-policy'],
  permissions: (given) => (given.policy === undefined ? {} : { 'id-token': 'write' }),
});
