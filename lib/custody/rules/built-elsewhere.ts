import { type Rule, problem } from '../../audit';
import { type DeployedImage, deployedImages, workloadText } from '../deployed';
import { pushesOf } from '../pushes';
import { pipelineOf } from '../running-tasks';
import { BUILD, DIGEST, IMAGE, deployment, example } from './examples';

export const builtElsewhere: Rule = {
  id: 'CUS012',
  severity: 'warning',
  title: 'a build pushes to one repository, and workloads run its namesake in another',
  why: 'new builds never arrive: what runs stays what it was, or cannot be pulled at all',
  repair:
    'take the address of the repository from one place; where images are copied between accounts, accept the finding and say so',
  good: example(BUILD, deployment()),
  bad: example(BUILD, deployment(`${IMAGE.replace('111122223333', '444455556666')}@${DIGEST}`)),
  check: (assembly) => {
    const copied = ['aws_ecr_replication_configuration', 'aws_ecr_pull_through_cache_rule'];
    if (copied.some((type) => assembly.terraform.resources(type).length > 0)) return [];
    const pushes = pushesOf(assembly);
    const deployed = deployedImages(assembly);
    const runs = new Set(deployed.map(({ repository }) => repository));
    const orphans = new Map(
      pushes.repositories
        .filter((one) => !runs.has(one) && pushes.buildsOf(one).length > 0)
        .map((one) => [pathOf(one), one]),
    );
    return firstOfEach(deployed).flatMap(({ workload, repository }) => {
      const pushed = orphans.get(pathOf(repository));
      const push = pushed === undefined ? undefined : pushes.buildsOf(pushed)[0];
      if (pushed === undefined || !push || pushes.buildsOf(repository).length > 0) return [];
      return problem(
        workload.pods.manifest,
        `${pipelineOf(push.by)} pushes ${pushed} → nothing runs it → ${workloadText(workload.pods)} runs ${repository}, which nothing here pushes`,
        `run ${pushed}`,
        workload.pods.path,
      );
    });
  },
};

function pathOf(repository: string): string {
  return repository.slice(repository.indexOf('/') + 1);
}

/** One image of each repository in each environment. */
function firstOfEach(deployed: readonly DeployedImage[]): readonly DeployedImage[] {
  return [
    ...new Map([...deployed].reverse().map((one) => [`${one.environment} ${one.repository}`, one])).values(),
  ].reverse();
}
