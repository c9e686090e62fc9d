import { type Construct, RootConstruct } from 'constructs';
import { GitHubRepository } from '../../../lib/model';
import { RepositoryFile } from '../../../lib/repository';
import {
  bash,
  buildPush,
  checkout,
  Input,
  Job,
  On,
  type PlacedJob,
  ReusableWorkflow,
  run,
  Runner,
  type Step,
  text,
  type Trigger,
  Workflow,
} from '../../../lib/systems/github';

export const repository = GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 });
export const platform = GitHubRepository.of('acme/platform', { id: 7, ownerId: 9142 });
export const runsOn = Runner.ubuntu;
export const hello = run({ name: 'Hello', script: bash`echo hello` });
export const COMMIT = 'a'.repeat(40);

export function job(id: string, ...steps: readonly Step[]): Job {
  return new Job(id, { runsOn, steps: steps.length === 0 ? [hello] : steps });
}

export function workflow(on: readonly Trigger[], jobs: readonly PlacedJob[]): Workflow {
  return new Workflow(new RootConstruct(), 'w', { repository, name: 'ci', file: 'ci.yaml', on, jobs });
}

export function reusable(
  home = repository,
): ReusableWorkflow<{ service: Input<string, 'required'> }, { token: object }, 'digest'> {
  const call = On.workflowCall({ inputs: { service: Input.string() }, secrets: { token: {} } });
  const image = buildPush.step({ id: 'image', with: { context: text`services/${call.inputs.service}` } });
  const sign = run({
    name: 'Sign',
    permissions: { 'id-token': 'write' },
    env: { TOKEN: call.secrets.token },
    script: bash`cosign sign --yes ${image.outputs.digest}`,
  });
  const build = new Job('build', {
    runsOn,
    steps: [checkout.step(), image, sign],
    outputs: { digest: image.outputs.digest },
  });
  return new ReusableWorkflow(new RootConstruct(), 'r', {
    repository: home,
    name: 'build',
    file: 'build.yaml',
    on: call,
    jobs: [build],
    outputs: { digest: build.outputs.digest },
  });
}

export function textOf(construct: Construct): string {
  const file = construct.node.children.find((child) => RepositoryFile.isRepositoryFile(child));
  return file?.content ?? '';
}
