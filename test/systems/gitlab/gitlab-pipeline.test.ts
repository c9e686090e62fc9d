import { Duration, GitLabRef } from '../../../lib/model';
import {
  CI,
  ChildPipelineJob,
  commandLine,
  Condition,
  GitLabPipeline,
  IdToken,
  Include,
  JobRule,
  Need,
  Workflow,
} from '../../../lib/systems/gitlab';
import { plainSh } from '../../../lib/tools';
import { IMAGE, job, MAIN, ON_MAIN, pipeline, PROJECT } from './example-jobs';
import { fileOf, root } from './rendered';

const OPTIONS = 'set -eu\nif (set -o pipefail 2>/dev/null); then set -o pipefail; fi\n';
const RETRY = { max: 1, when: ['runner_system_failure', 'stuck_or_timeout_failure'] };

test('renders every field, key by key', () => {
  const scope = root();
  const build = job('build', {
    outputs: ['IMAGE'],
    rules: ON_MAIN,
    idTokens: { AWS_ID_TOKEN: IdToken.aws },
    artifacts: {
      paths: ['out/'],
      exclude: ['out/tmp'],
      expireIn: Duration.hours(1),
      when: 'always',
      reports: { junit: 'a.xml' },
    },
  });
  const deploy = job('deploy', {
    needs: [Need.of(build, { optional: true })],
    stage: 'deploy',
    rules: [
      JobRule.never(Condition.onSchedule),
      JobRule.when(Condition.onDefaultBranch, { manual: true, changes: ['src/**'] }),
    ],
    script: plainSh`${commandLine('deploy', ['--to', "it's", build.output('IMAGE')])}`,
    afterScript: plainSh`echo done`,
    checkout: 'none',
    variables: { PRICE: '5$', COUNT: 3, FLAG: true },
    caches: [{ keyFiles: ['go.sum'], prefix: 'go', paths: ['.cache/'], policy: 'pull' }],
    services: [{ image: IMAGE, alias: 'db', command: ['serve'], variables: { A: 'b' } }],
    resourceGroup: 'production',
    environment: { name: 'production', url: 'https://shop.example.com' },
    tags: ['large'],
    coverage: '/total: (\\d+)%/',
    entrypoint: ['/entry'],
  });
  new GitLabPipeline(scope, 'ci', {
    project: PROJECT,
    workflow: Workflow.everywhere,
    includes: [
      Include.local('.gitlab/a.yml'),
      Include.component(PROJECT, 'go', 'a'.repeat(40), { race: true }),
      Include.file(PROJECT, 'b.yml', 'b'.repeat(40)),
    ],
    variables: { REGION: 'eu-west-1' },
    jobs: [build, deploy],
  });
  const { path, text, value } = fileOf(scope);
  expect(path).toBe('.gitlab-ci.yml');
  expect(text.split('\n').slice(0, 2)).toEqual([
    '# Written by slipway: a change by hand is lost.',
    '# The resource groups production must have process_mode oldest_first (API: PUT /projects/:id/resource_groups/:key).',
  ]);
  expect(value).toEqual({
    workflow: {
      auto_cancel: { on_new_commit: 'interruptible' },
      rules: [
        { if: '$CI_PIPELINE_SOURCE == "merge_request_event"' },
        { if: '$CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS', when: 'never' },
        { if: '$CI_COMMIT_BRANCH' },
        { if: '$CI_COMMIT_TAG' },
      ],
    },
    include: [
      { local: '/.gitlab/a.yml' },
      { component: `gitlab.com/acme/shop/api/go@${'a'.repeat(40)}`, inputs: { race: true } },
      { project: 'acme/shop/api', ref: 'b'.repeat(40), file: '/b.yml' },
    ],
    stages: ['test', 'deploy'],
    variables: { REGION: 'eu-west-1' },
    build: {
      stage: 'test',
      needs: [],
      rules: [{ if: '$CI_COMMIT_BRANCH == "main"' }],
      image: { name: IMAGE.reference, entrypoint: [''] },
      timeout: '300 seconds',
      interruptible: true,
      retry: RETRY,
      variables: { GIT_DEPTH: '1' },
      id_tokens: { AWS_ID_TOKEN: { aud: 'sts.amazonaws.com' } },
      script: [`${OPTIONS}make\n`],
      artifacts: {
        paths: ['out/'],
        exclude: ['out/tmp'],
        when: 'always',
        access: 'developer',
        expire_in: '3600 seconds',
        reports: { junit: 'a.xml', dotenv: 'outputs.env' },
      },
    },
    deploy: {
      stage: 'deploy',
      needs: [{ job: 'build', artifacts: true, optional: true }],
      rules: [
        { if: '$CI_PIPELINE_SOURCE == "schedule"', when: 'never' },
        { if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', changes: ['src/**'], when: 'manual', allow_failure: false },
      ],
      image: { name: IMAGE.reference, entrypoint: ['/entry'] },
      services: [{ name: IMAGE.reference, alias: 'db', command: ['serve'], variables: { A: 'b' } }],
      tags: ['large'],
      timeout: '300 seconds',
      interruptible: false,
      resource_group: 'production',
      environment: { name: 'production', url: 'https://shop.example.com' },
      variables: { GIT_STRATEGY: 'none', PRICE: '5$$', COUNT: '3', FLAG: 'true' },
      script: [`${OPTIONS}deploy --to 'it'\\''s' "\${IMAGE:-}"\n`],
      after_script: [`${OPTIONS}echo done\n`],
      cache: [{ key: { files: ['go.sum'], prefix: 'go' }, paths: ['.cache/'], policy: 'pull' }],
      coverage: '/total: (\\d+)%/',
    },
  });
});

test('starts a child pipeline and says who signs', () => {
  const child = pipeline({ startedBy: 'parent', workflow: undefined, path: '.gitlab/images.yml' });
  const scope = root();
  const parent = new GitLabPipeline(scope, 'ci', {
    project: PROJECT,
    workflow: Workflow.mergeRequestsAnd(MAIN, GitLabRef.tagsFrom('v1.')),
    jobs: [new ChildPipelineJob('images', { pipeline: child, stage: 'images' })],
  });
  expect(fileOf(scope).value).toMatchObject({
    workflow: {
      rules: [
        { if: '$CI_PIPELINE_SOURCE == "merge_request_event"' },
        { if: '$CI_COMMIT_BRANCH == "main"' },
        { if: '$CI_COMMIT_TAG =~ /^v1\\./' },
      ],
    },
    images: {
      stage: 'images',
      needs: [],
      trigger: { include: [{ local: '/.gitlab/images.yml' }], strategy: 'depend' },
    },
  });
  expect(parent.signingIdentity(MAIN).toString()).toBe(
    'https://gitlab.com/acme/shop/api//.gitlab-ci.yml@refs/heads/main (issuer https://gitlab.com)',
  );
  expect(() => child.identity(MAIN)).toThrow(
    new Error(
      'GitLabPipeline.identity: expected a pipeline that the project starts, got ".gitlab/images.yml"; take the parent\'s',
    ),
  );
  expect(() => new ChildPipelineJob('images', { pipeline: parent })).toThrow(
    new Error('ChildPipelineJob.pipeline: expected a pipeline that is started by its parent, got ".gitlab-ci.yml"'),
  );
});

test('joins conditions so that they mean the same', () => {
  const { all, any, onTag, is } = Condition;
  expect(all(any(onTag, is('A', 'b')), Condition.onBranch).text).toBe(
    '($CI_COMMIT_TAG || $A == "b") && $CI_COMMIT_BRANCH',
  );
  expect(any(onTag).text).toBe('$CI_COMMIT_TAG');
  expect(CI.commit.word).toBe('"${CI_COMMIT_SHA:-}"');
});
