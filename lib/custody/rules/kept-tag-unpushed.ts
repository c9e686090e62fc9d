import { type Assembly } from '../../assembly';
import { type Problem, type Rule, problem } from '../../audit';
import { patternsOf } from '../../systems/aws/retention';
import { tryEcrRepository } from '../ecr-repositories';
import { OPEN } from '../open-text';
import { pushesOf } from '../pushes';
import { mayTake } from '../tag-patterns';
import { BUILT, CLONE, COMMIT, IMAGE, build, repository, run, task, withTerraform } from './examples';

const MARK = task('mark', ['crane', 'copy', BUILT, `${IMAGE}:live-${COMMIT}`]);

/** Silent where a tag is pushed that cannot be told before it runs. */
export const keptTagUnpushed: Rule = {
  id: 'CUS024',
  severity: 'warning',
  title: 'a lifecycle rule is for tags that nothing pushes',
  why: 'it selects no image: what it was to keep is decided about by the rules below it, like any build',
  repair: 'push the tag by which the image is to be kept, or drop the rule',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html',
  good: withTerraform(repository(['live-*', 'sha-*']), run([CLONE, build(), MARK])),
  bad: withTerraform(repository(['live-*', 'sha-*']), run([CLONE, build()])),
  check: (assembly) =>
    pushesOf(assembly).repositories.flatMap((address) => {
      const tags = tagsOf(assembly, address);
      return tags === undefined ? [] : judge(assembly, address, tags);
    }),
};

/** Every tag that is pushed to a repository, with its open pieces; nothing where one of them is wholly open. */
function tagsOf(assembly: Assembly, address: string): readonly string[] | undefined {
  const { all } = pushesOf(assembly);
  if (all.some(({ repository: known }) => known === undefined)) return undefined;
  const tags = pushesOf(assembly)
    .to(address)
    .filter(({ untagged = false }) => !untagged)
    .map(({ tag }) => tag);
  const known = tags.filter((tag) => tag !== undefined && !tag.startsWith(OPEN));
  return known.length < tags.length || tags.length === 0 ? undefined : (known as readonly string[]);
}

function judge(assembly: Assembly, address: string, tags: readonly string[]): Problem[] {
  const lifecycle = tryEcrRepository(assembly, address)?.lifecycle;
  return (lifecycle?.rules ?? []).flatMap(({ selection, rulePriority }) => {
    if (!lifecycle || selection.tagStatus !== 'tagged' || mayTake(selection, tags)) return [];
    return problem(
      lifecycle.resource,
      `rule ${rulePriority} is for ${patternsOf(selection).join(', ')} → ${address} is pushed as ${[...new Set(tags)].join(', ')} → it selects no image`,
      'push such a tag, or drop the rule',
      'policy',
    );
  });
}
