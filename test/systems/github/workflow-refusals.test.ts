import { RootConstruct } from 'constructs';
import { Duration, GitHubRef, GitHubRepository } from '../../../lib/model';
import {
  always,
  bash,
  buildPush,
  checkout,
  eq,
  type Expr,
  fromThisRepository,
  github,
  Input,
  Job,
  Matrix,
  On,
  type Open,
  ReusableWorkflow,
  run,
  secret,
  text,
  uploadSarif,
  variable,
  Workflow,
} from '../../../lib/systems/github';
import { repository, platform, runsOn, job, workflow, reusable, hello } from './example-workflows';

const withSecret = run({ name: 'Send', env: { T: secret('T') }, script: bash`true` });
const image = buildPush.step({ id: 'image', with: { context: '.' } });
const reader = run({ name: 'Read', script: bash`echo ${image.outputs.digest}` });
const guarded = new Job('guarded', { runsOn, steps: [hello], if: fromThisRepository });
const matrix = Matrix.of({ go: ['1'] });

test('a job that waits for one without forks, or is without them itself, may have secrets', () => {
  const guarded = new Job('guarded', { runsOn, steps: [hello], if: fromThisRepository });
  const after = new Job('after', {
    runsOn,
    after: [guarded],
    steps: [run({ name: 'S', env: { T: secret('T') }, script: bash`true` })],
  });
  const step = job('step', uploadSarif.step({ if: fromThisRepository, with: { sarif_file: 'x' } }));
  expect(() => workflow([On.pullRequest()], [guarded, after, step])).not.toThrow();
});

test.each<[() => unknown, string]>([
  [
    () => workflow([On.pullRequest()], [job('send', withSecret)]),
    'Workflow ci.jobs.send: expected no secret and no write permission where a fork can start the job (pull_request), got "the secret T for Send"; guard the job or the step: if: fromThisRepository',
  ],
  [
    () => workflow([On.push(), On.pullRequest()], [job('scan', uploadSarif.step({ with: { sarif_file: 'x' } }))]),
    'Workflow ci.jobs.scan: expected no secret and no write permission where a fork can start the job (pull_request), got "security-events: write for github/codeql-action/upload-sarif"; guard the job or the step: if: fromThisRepository',
  ],
  [
    () =>
      workflow(
        [On.pullRequest()],
        [guarded, new Job('b', { runsOn, after: [guarded], if: always(), steps: [withSecret] })],
      ),
    'Workflow ci.jobs.b: expected no secret and no write permission where a fork can start the job (pull_request), got "the secret T for Send"; guard the job or the step: if: fromThisRepository',
  ],
  [
    () => workflow([On.pullRequestTarget()], [job('a', checkout.step())]),
    'Workflow ci.jobs.a: expected no code of an attacker in a run with secrets (pull_request_target), got "a checkout in the step checkout"; build the code in a workflow for pull_request',
  ],
  [
    () =>
      workflow(
        [On.workflowRun({ workflows: [{ name: 'CI' }] })],
        [job('a', checkout.step({ with: { ref: github.event.workflowRunHeadBranch } }))],
      ),
    'Workflow ci.jobs.a: expected no code of an attacker in a run with secrets (workflow_run), got "a checkout in the step checkout"; build the code in a workflow for pull_request',
  ],
  [
    () => workflow([On.push()], [new Job('b', { runsOn, steps: [hello], after: [guarded] })]),
    'Workflow ci.jobs.b.needs: expected some of b, got "guarded"; put the job into the workflow',
  ],
  [() => workflow([], [job('a')]), 'Workflow ci.on: expected at least one trigger, got []'],
  [() => workflow([On.push()], []), 'Workflow ci.jobs: expected at least one job, got []'],
  [() => workflow([On.push(), On.push()], [job('a')]), 'Workflow ci.on: expected each event once, got "push"'],
  [() => workflow([On.push()], [job('a'), job('A')]), 'Workflow ci.jobs: expected ids of their own, got "a"'],
  [
    () => workflow([On.workflowDispatch({ inputs: { x: Input.string() } })], [job('a')]),
    'Workflow ci.on.workflow_dispatch.inputs.x: expected a job that reads it, got nothing; take it out or use it',
  ],
  [
    () =>
      workflow(
        [On.push()],
        [
          job(
            'a',
            run({ name: 'X', script: bash`echo ${On.workflowDispatch({ inputs: { x: Input.string() } }).inputs.x}` }),
          ),
        ],
      ),
    'Workflow ci.jobs.a: expected inputs and secrets of its own triggers, got "inputs.x"; put the trigger into on',
  ],
  [
    () =>
      new Workflow(new RootConstruct(), 'w', {
        repository,
        name: 'ci',
        file: 'x/ci.yaml',
        on: [On.push()],
        jobs: [job('a')],
      }),
    'Workflow ci.file: expected a name such as "ci.yaml", got "x/ci.yaml"; GitHub reads no folder below .github/workflows',
  ],
  [
    () => job('a', reader, image),
    'Job a.steps[0]: expected no output of a step, as none stands before, got "image.outputs.digest"; put the step into the job, before the one that reads it',
  ],
  [
    () => new Job('a', { runsOn, steps: [hello], outputs: { digest: image.outputs.digest } }),
    'Job a.steps: expected no output of a step, as none stands before, got "image.outputs.digest"; put the step into the job, before the one that reads it',
  ],
  [
    () => job('a', checkout.step({ id: 'x' }), run({ name: 'X', id: 'x', script: bash`true` })),
    'Job a.steps: expected ids of their own, got "x"; give an id to one of the two steps',
  ],
  [
    () => new Job('a', { runsOn, matrix, steps: [image], outputs: { digest: image.outputs.digest } }),
    'Job a.outputs: expected none in a job with a matrix, got ["digest"]; only what the last run of the job leaves would be seen; hand files over with uploadArtifact',
  ],
  [
    () => job('a', run({ name: 'X', script: bash`go${matrix.value('go')} version` })),
    'Job a.matrix: expected the matrix that has "go", got nothing',
  ],
  [
    () =>
      new Job('a', { runsOn, steps: [hello], outputs: { x: text`${secret('T') as Expr<string>}` as unknown as Open } }),
    'Job a.outputs.x: expected a value that is not masked, got a secret; GitHub would blank it; ask for the secret again in the job that needs it',
  ],
  [() => job('1a'), 'Job.id: expected a letter or "_", then letters, digits, "_" and "-", got "1a"'],
  [
    () => new Job('a', { runsOn, steps: [hello], if: eq(variable('X'), matrix.value('go')) }),
    'Job a.if: expected a value of github, inputs, vars, needs, status function, got "matrix.go"',
  ],
  [
    () => workflow([On.push()], [new Job('a', { runsOn, steps: [hello], timeout: Duration.seconds(90) })]),
    'Workflow ci.jobs.a.timeout: expected between 1 and 7200 whole minutes, got "1m30s"',
  ],
  [
    () => Matrix.of({ a: Array.from({ length: 17 }, (_, n) => n), b: Array.from({ length: 16 }, (_, n) => n) }),
    'Matrix.of: expected between 1 and 256 combinations, got 272',
  ],
  [
    () => On.push({ branches: ['main'], branchesIgnore: ['x'] }),
    'On.push.branches: expected either branches or branchesIgnore, got "both"; begin a pattern with "!" instead',
  ],
  [() => On.schedule([{ cron: '@daily' }]), 'On.schedule: expected five fields such as "30 5 * * 1", got "@daily"'],
  [
    () =>
      workflow(
        [On.push()],
        [reusable(platform).call('image', { with: { service: 'a' }, secrets: { token: secret('T') } })],
      ),
    'Workflow ci.jobs.image.at: expected the commit of acme/platform/.github/workflows/build.yaml that is called, got nothing; only a workflow of the same repository needs none',
  ],
  [
    () => reusable().call('image', { with: {}, secrets: {} } as never),
    'Job image.with.service: expected a value, got nothing',
  ],
  [
    () => reusable().call('image', { with: { service: 'a' }, secrets: { other: secret('T') } } as never),
    'Job image.secrets: expected some of token, got "other"',
  ],
  [
    () =>
      new ReusableWorkflow(new RootConstruct(), 'r', {
        repository,
        name: 'r',
        file: 'r.yaml',
        on: On.workflowCall(),
        jobs: [job('a', withSecret)],
      }),
    'ReusableWorkflow r.jobs.a: expected secrets that callers hand over, or of an environment, got "secrets.T"; declare it: On.workflowCall({ secrets: { … } })',
  ],
  [
    () =>
      new ReusableWorkflow(new RootConstruct(), 'r', {
        repository,
        name: 'r',
        file: 'r.yaml',
        on: On.workflowCall(),
        jobs: [job('a')],
        outputs: { x: github.sha },
      }),
    'ReusableWorkflow r.outputs.x: expected an output of one of its jobs, got "github.sha"',
  ],
  [
    () => workflow([On.push()], [job('a')]).identity(job('a'), { at: [GitHubRef.branch('main')] }),
    'Workflow ci.identity: expected one of its jobs, a, got "a"',
  ],
  [
    () => {
      const a = job('a');
      return workflow([On.push({ branches: ['release/**'] })], [a]).identity(a);
    },
    'Workflow ci.identity: expected the refs that it runs at, got ["release/**"]; give them: at: [GitHubRef.branch(…)]',
  ],
  [
    () => {
      const a = job('a');
      return workflow([On.push({ branches: ['main'], tags: ['v*'] })], [a]).signsAs(a);
    },
    'Workflow ci.signsAs: expected one branch or tag, or the tags of versions, got ["refs/heads/main","refs/tags/v*"]; give it: at: GitHubRef.branch(…)',
  ],
  [
    () => {
      const a = job('a');
      const own = GitHubRepository.of('acme/api', { id: 12, ownerId: 3, server: 'github.example.com' });
      return new Workflow(new RootConstruct(), 'ci', {
        ...{ repository: own, name: 'ci', file: 'ci.yaml', jobs: [a] },
        on: [On.push({ branches: ['main'] })],
      }).signsAs(a);
    },
    'Workflow ci.signsAs: expected a repository on github.com, whose jobs the public Fulcio knows, got "https://github.example.com/acme/api"; build in Tekton, which signs as the cluster',
  ],
])('refuses workflow %#', (make, message) => {
  expect(make).toThrow(message);
});

test('refuses more workflows below each other than GitHub runs', () => {
  const nest = (level: number): ReusableWorkflow => {
    const jobs = level === 0 ? [job('a')] : [nest(level - 1).call('inner', {})];
    const name = `level-${level}`;
    return new ReusableWorkflow(new RootConstruct(), name, {
      repository,
      name,
      file: `${name}.yaml`,
      on: On.workflowCall(),
      jobs,
    });
  };
  expect(() => workflow([On.push()], [nest(8).call('a', {})])).not.toThrow();
  expect(() => workflow([On.push()], [nest(9).call('a', {})])).toThrow(
    'Workflow ci.jobs.a: expected at most 10 workflows below each other, got 11',
  );
});
