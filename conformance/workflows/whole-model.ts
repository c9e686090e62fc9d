import { Duration, GitHubRepository, PinnedImage } from '../../lib/model';
import { Program } from '../../lib/program';
import {
  Background,
  bash,
  type CallJob,
  checkout,
  Concurrency,
  Container,
  DeploymentEnvironment,
  eq,
  github,
  Input,
  Job,
  Matrix,
  On,
  Parallel,
  type Permissions,
  ReusableWorkflow,
  run,
  Runner,
  secret,
  Snapshot,
  text,
  Workflow,
} from '../../lib/systems/github';
import { eventTriggers, otherTriggers } from './whole-events';

const onMain = eq(github.ref, 'refs/heads/main');
const repository = GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 });
const runsOn = Runner.ubuntu;
const image = PinnedImage.of(`docker.io/library/postgres:17@sha256:${'b'.repeat(64)}`);

/** Workflows that use every field of the model, so that GitHub's schema can be gone through key by key. */
export function wholeModel(): Program {
  const program = new Program();
  const whole = wholeJob();
  const called = calledWorkflow(program, whole);
  const hello = run({ name: 'Hello', script: bash`echo hello` });
  for (const [id, on] of Object.entries({ events: eventTriggers(), 'other-events': otherTriggers() })) {
    const jobs = [new Job('hello', { name: 'Hello', runsOn, steps: [hello] })];
    new Workflow(program.files, id, { repository, name: id, file: `${id}.yaml`, on, jobs });
  }
  new Workflow(program.files, 'whole', {
    repository,
    name: 'Whole',
    file: 'whole.yaml',
    description: 'Says everything that a workflow can say',
    runName: text`Run of ${github.sha}`,
    on: [manual],
    concurrency: Concurrency.latest('whole'),
    cacheMode: 'none',
    env: { CGO_ENABLED: 0 },
    jobs: [whole, called],
  });
  return program;
}

const manual = On.workflowDispatch({
  inputs: {
    text: Input.string({ description: 'A text', default: 'a' }),
    number: Input.number({ default: 1 }),
    flag: Input.boolean({ default: true }),
    where: Input.environment(),
    choice: Input.choice(['a', 'b']),
  },
});

function wholeJob(): Job {
  const { text: one, number, flag, where, choice } = manual.inputs;
  const server = run({ id: 'server', name: 'Server', background: true, script: bash`sleep 60` });
  const slow = run({ id: 'slow', name: 'Slow', background: true, script: bash`sleep 1` });
  const matrix = Matrix.of(
    { go: ['1.25', '1.26'] },
    { exclude: [{ go: '1.25' }], include: [{ go: '1.26' }], maxParallel: 1 },
  );
  const container = { env: { A: 'b' }, ports: [5432], volumes: ['data:/data'], options: '--cpus 1' };
  const credentials = { username: 'reader', password: secret('REGISTRY_PASSWORD') };
  return new Job('whole', {
    name: 'Whole',
    runsOn: Runner.group('large', ['linux']),
    if: onMain,
    matrix,
    concurrency: Concurrency.queued('job'),
    cacheMode: 'read',
    environment: DeploymentEnvironment.of('production', { deployment: false }),
    env: { GO: matrix.value('go') },
    container: Container.of(image, { ...container, credentials }),
    services: {
      db: Container.of(image, { ...container, credentials, entrypoint: 'postgres', command: '-c fsync=off' }),
    },
    timeout: Duration.minutes(5),
    cancelTimeout: Duration.minutes(1),
    continueOnError: true,
    snapshot: Snapshot.of('builder', { version: '2.*', if: onMain }),
    steps: [
      checkout.step({
        name: 'Checkout',
        id: 'code',
        env: { A: 'b' },
        timeout: Duration.minutes(1),
        continueOnError: true,
        background: true,
      }),
      Background.waitForAll({ name: 'Wait for everything', continueOnError: true }),
      server,
      slow,
      Background.wait([slow], { name: 'Wait', continueOnError: true }),
      Background.cancel(server, { name: 'Cancel', continueOnError: true }),
      Parallel.of([
        checkout.step({ name: 'Checkout here', with: { path: 'here' } }),
        checkout.step({ name: 'Checkout there', with: { path: 'there' } }),
      ]),
      run({
        name: 'Say',
        id: 'say',
        if: onMain,
        timeout: Duration.minutes(1),
        continueOnError: true,
        workingDirectory: 'here',
        env: { A: 'b' },
        permissions: everything,
        script: bash`echo ${one} ${number} ${flag} ${where} ${choice}`,
      }),
    ],
  });
}

function calledWorkflow(program: Program, before: Job): CallJob<'digest'> {
  const call = On.workflowCall({
    inputs: {
      service: Input.string({ description: 'The service', default: 'orders' }),
      number: Input.number({ default: 1 }),
      flag: Input.boolean({ default: true }),
    },
    secrets: { token: { description: 'A token', required: false } },
  });
  const { service, number, flag } = call.inputs;
  const digest = run({
    id: 'digest',
    name: 'Digest',
    outputs: ['digest'],
    env: { TOKEN: call.secrets.token },
    script: bash`echo "digest=${service}${number}${flag}" >> "$GITHUB_OUTPUT"`,
  });
  const url = text`https://example.com/${service}`;
  const job = new Job('build', {
    name: 'Build',
    runsOn: Runner.labels(['self-hosted', 'linux']),
    environment: DeploymentEnvironment.of('staging', { url }),
    steps: [digest],
    outputs: { digest: digest.outputs.digest },
  });
  const reusable = new ReusableWorkflow(program.files, 'called', {
    repository,
    name: 'Called',
    file: 'called.yaml',
    on: call,
    jobs: [job],
    outputs: { digest: { description: 'What was built', value: job.outputs.digest } },
  });
  return reusable.call('call', {
    name: 'Call',
    after: [before],
    if: onMain,
    matrix: Matrix.fromJson(manual.inputs.text, { failFast: true }),
    concurrency: Concurrency.single('call'),
    cacheMode: 'write-only',
    with: { service: 'orders' },
    secrets: { token: secret('TOKEN') },
  });
}

const everything: Permissions = {
  actions: 'read',
  'artifact-metadata': 'write',
  attestations: 'write',
  checks: 'write',
  'code-quality': 'write',
  contents: 'write',
  'copilot-requests': 'write',
  deployments: 'write',
  discussions: 'write',
  drives: 'write',
  'id-token': 'write',
  issues: 'write',
  models: 'read',
  packages: 'write',
  pages: 'write',
  'pull-requests': 'write',
  'security-events': 'write',
  statuses: 'write',
  'vulnerability-alerts': 'read',
};
