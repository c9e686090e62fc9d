import { type Assembly } from '../../assembly';
import { type Problem, type Rule, problem } from '../../audit';
import { tryEcrRepository } from '../ecr-repositories';
import { type Push, pushesOf } from '../pushes';
import { pipelineOf } from '../running-tasks';
import { mayTake } from '../tag-patterns';
import { BUILD, repository, withTerraform } from './examples';

export const tagNeverExpires: Rule = {
  id: 'CUS008',
  severity: 'warning',
  title: 'no lifecycle rule speaks of the tags that a build pushes',
  why: 'the policy reads as if it cleaned up and never touches an image: the repository grows until a push fails at its quota',
  repair: 'write the pattern of a rule as the tags begin that the build pushes',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html',
  good: withTerraform(repository(['sha-*']), BUILD),
  bad: withTerraform(repository(['v*']), BUILD),
  check: (assembly) => {
    const pushes = pushesOf(assembly);
    return pushes.repositories.flatMap((repository) => {
      const byTask = new Map(
        pushes
          .buildsOf(repository)
          .map((push) => [`${pipelineOf(push.by)} ${push.at.path ?? ''} ${push.tag ?? ''}`, push]),
      );
      return [...byTask.values()].slice(0, 1).flatMap((push) => judge(assembly, repository, push, pushes.of(push.by)));
    });
  },
};

function judge(assembly: Assembly, address: string, push: Push, together: readonly Push[]): Problem[] {
  const lifecycle = tryEcrRepository(assembly, address)?.lifecycle;
  const tags = together.filter(({ repository }) => repository === address).map(({ tag }) => tag);
  const known = tags.filter((tag) => tag !== undefined);
  if (!lifecycle || known.length === 0 || known.length < tags.length) return [];
  if (lifecycle.rules.some(({ selection }) => mayTake(selection, known))) return [];
  return [
    problem(
      lifecycle.resource,
      `${pipelineOf(push.by)} pushes ${address} as ${known.join(', ')} → no rule of its lifecycle policy selects such an image → it is kept for ever`,
      'add a rule for those tags',
      'policy',
    ),
  ];
}
