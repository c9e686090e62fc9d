import { type Assembly } from '../../assembly';
import { type Rule, problem } from '../../audit';
import { ecrRepositoriesNear } from '../ecr-repositories';
import { tryEcrAddress } from '../ecr-address';
import { pipelineOf } from '../running-tasks';
import { pushesOf } from '../pushes';
import { BUILD, repository, withTerraform } from './examples';

/** Silent where Terraform makes no repository in that place, or one whose name only it knows. */
export const repositoryNotMade: Rule = {
  id: 'CUS023',
  severity: 'warning',
  title: 'an image is pushed to a repository that nobody makes',
  why: 'ECR makes no repository by itself: the push fails at the end of the first build, unless somebody has made it by hand, without lifecycle and scan',
  repair: 'make the repository beside the others, or push to one of them',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-create.html',
  good: withTerraform(repository(['sha-*']), BUILD),
  bad: withTerraform(repository(['sha-*'], { name: 'orders' }), BUILD),
  check: (assembly) => {
    const pushes = pushesOf(assembly);
    return pushes.repositories.flatMap((address) => {
      const [first] = pushes.to(address);
      const made = madeInstead(assembly, address);
      if (!first || made === undefined) return [];
      return problem(
        first.at,
        `${pipelineOf(first.by)} pushes to ${address} → Terraform makes ${made.join(', ')} there and not this → the push fails`,
        'make it, or mend the name',
      );
    });
  },
};

/** The names that are made in the account and region of an address, where its own is not among them. */
function madeInstead(assembly: Assembly, address: string): readonly string[] | undefined {
  const ecr = tryEcrAddress(address);
  const names = ecr && ecrRepositoriesNear(assembly, ecr);
  if (!ecr || !names || names.length === 0) return undefined;
  return names.includes(ecr.name) || names.some((name) => name.includes('${')) ? undefined : names;
}
