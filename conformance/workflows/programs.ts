import { GitHubRepository } from '../../lib/model';
import { Program } from '../../lib/program';
import {
  ActionReference,
  bash,
  buildPush,
  checkout,
  configureAwsCredentials,
  cosignInstaller,
  DeploymentEnvironment,
  ecrLogin,
  eq,
  fromThisRepository,
  github,
  Input,
  Job,
  Matrix,
  On,
  ReusableWorkflow,
  run,
  Runner,
  setupGo,
  text,
  Workflow,
} from '../../lib/systems/github';

const SERVICE = GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 });
const PLATFORM = GitHubRepository.of('acme/platform', { id: 7, ownerId: 9142 });
const runsOn = Runner.ubuntu;

/** Programs that use what the model of workflows can say, beside the ready workflows. */
export const modelPrograms: Readonly<Record<string, () => Program>> = {
  'a matrix of tests': matrixOfTests,
  'a release by hand and by night': release,
  'a reusable workflow and its callers': reusableBuild,
};

function matrixOfTests(): Program {
  const program = new Program();
  const go = Matrix.of({ version: ['1.25', '1.26'] }, { failFast: false });
  const test = new Job('test', {
    name: 'Test',
    runsOn,
    matrix: go,
    steps: [
      checkout.step(),
      setupGo.step({ with: { 'go-version': go.value('version') } }),
      run({ name: 'Test', script: bash`go test ./...` }),
    ],
  });
  const title = run({
    name: 'Title',
    if: fromThisRepository,
    script: bash`echo ${github.event.pullRequest.title} >> "$GITHUB_STEP_SUMMARY"`,
  });
  new Workflow(program.files, 'ci', {
    repository: SERVICE,
    name: 'CI',
    file: 'ci.yaml',
    on: [On.pullRequest({ branches: ['main'] })],
    jobs: [test, new Job('summary', { name: 'Summary', runsOn, after: [test], steps: [title] })],
  });
  return program;
}

function release(): Program {
  const program = new Program();
  const manual = On.workflowDispatch({
    inputs: { target: Input.choice(['staging', 'production'], { default: 'staging' }) },
  });
  const version = run({
    id: 'version',
    name: 'Version',
    outputs: ['version'],
    script: bash`echo "version=$(git describe --always)" >> "$GITHUB_OUTPUT"`,
  });
  const describe = new Job('describe', {
    name: 'Describe',
    runsOn,
    steps: [checkout.step({ with: { 'fetch-depth': 0 } }), version],
    outputs: { version: version.outputs.version },
  });
  const publish = new Job('publish', {
    name: 'Publish',
    runsOn,
    if: eq(github.ref, 'refs/heads/main'),
    environment: DeploymentEnvironment.of('production', { url: 'https://orders.example.com' }),
    steps: [
      checkout.step(),
      run({
        name: 'Release',
        permissions: { contents: 'write' },
        env: { GH_TOKEN: github.token },
        script: bash`gh release create ${describe.outputs.version} --notes ${manual.inputs.target}`,
      }),
    ],
  });
  new Workflow(program.files, 'release', {
    repository: SERVICE,
    name: 'Release',
    file: 'release.yaml',
    runName: text`Release of ${github.sha}`,
    on: [manual, On.schedule([{ cron: '30 5 * * 1', timezone: 'Europe/Berlin' }])],
    jobs: [describe, publish],
  });
  return program;
}

function reusableBuild(): Program {
  const program = new Program();
  const call = On.workflowCall({ inputs: { service: Input.string() } });
  const image = buildPush.step({ id: 'image', with: { context: text`services/${call.inputs.service}`, push: true } });
  const role = 'arn:aws:iam::111122223333:role/ci/order-service';
  const build = new Job('build', {
    name: 'Build',
    runsOn,
    steps: [
      checkout.step(),
      configureAwsCredentials.step({ with: { 'role-to-assume': role, 'aws-region': 'eu-west-1' } }),
      ecrLogin.step(),
      image,
      cosignInstaller.step(),
      run({
        name: 'Sign',
        permissions: { 'id-token': 'write' },
        script: bash`cosign sign --yes 111122223333.dkr.ecr.eu-west-1.amazonaws.com/order-service@${image.outputs.digest}`,
      }),
    ],
    outputs: { digest: image.outputs.digest },
  });
  const reusable = new ReusableWorkflow(program.files, 'build', {
    repository: PLATFORM,
    name: 'Build',
    file: 'build.yaml',
    on: call,
    jobs: [build],
    outputs: { digest: build.outputs.digest },
  });
  const at = ActionReference.of(`acme/platform/.github/workflows/build.yaml@${'c0ffee'.repeat(6)}c0ff # v1.0.0`);
  const homes = [
    { home: PLATFORM, where: {} },
    { home: SERVICE, where: { at } },
  ];
  for (const { home, where } of homes) {
    const image = reusable.call('image', { name: 'Image', with: { service: 'orders' }, ...where });
    const show = run({ name: 'Show', script: bash`echo ${image.outputs.digest}` });
    new Workflow(program.files, `push-${home.name}`, {
      repository: home,
      name: 'Push',
      file: 'push.yaml',
      on: [On.push({ branches: ['main'] })],
      jobs: [image, new Job('show', { name: 'Show', runsOn, steps: [show] })],
    });
  }
  return program;
}
