import { type Assembly } from '../../assembly';
import { type Problem, type Rule, problem } from '../../audit';
import { TagFamily } from '../../model';
import { type LifecycleRule, type StoredImage, tryDecidingRule } from '../../systems/aws/retention';
import { tryEcrRepository } from '../ecr-repositories';
import { sampleOf } from '../named-image';
import { OPEN } from '../open-text';
import { type Push, pushesOf } from '../pushes';
import { pipelineOf } from '../running-tasks';
import { BUILT, CLONE, COMMIT, IMAGE, build, repository, run, task, withTerraform } from './examples';

const PROMOTION = run([CLONE, build(), task('mark', ['crane', 'copy', BUILT, `${IMAGE}:live-${COMMIT}`])]);

export const promotedMarkLost: Rule = {
  id: 'CUS009',
  severity: 'error',
  title: 'the tag by which a pipeline marks an image protects it from nothing',
  why: 'the lifecycle policy deletes the marked image like any other build: the next pod of the release that runs cannot pull it, and there is nothing to roll back to',
  repair: 'write a rule for the mark, by count, with a lower number than the rule for builds',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html',
  good: withTerraform(repository(['live-*', 'sha-*']), PROMOTION),
  bad: withTerraform(repository(['production-*', 'sha-*']), PROMOTION),
  check: (assembly) => {
    const pushes = pushesOf(assembly);
    return pushes.repositories.flatMap((repository) => {
      const builds = pushes.buildsOf(repository).flatMap(({ tag }) => tag ?? []);
      const marks = new Map(
        pushes.to(repository).flatMap((push) => (push.isMark && push.tag !== undefined ? [[push.tag, push]] : [])),
      );
      return [...marks].flatMap(([tag, mark]) => judge(assembly, repository, builds, tag, mark));
    });
  },
};

function judge(assembly: Assembly, address: string, builds: readonly string[], tag: string, mark: Push): Problem[] {
  const lifecycle = tryEcrRepository(assembly, address)?.lifecycle;
  // A mark that begins with an open piece, and a build without a tag, cannot be compared with any pattern.
  if (!lifecycle || builds.length === 0 || [tag, ...builds].some((one) => one.startsWith(OPEN))) return [];
  const built = { tags: builds.map(sampleOf), pushedAt: 0 };
  const rule = tryDecidingRule(lifecycle.rules, { ...built, tags: [...built.tags, sampleOf(tag)] });
  const rules = lifecycle.rules;
  const same = rule !== undefined && rule === tryDecidingRule(rules, built) && !isForEcr(assembly, rules, built, tag);
  if (!same || rule.action.type !== 'expire') return [];
  return [
    problem(
      lifecycle.resource,
      `${pipelineOf(mark.by)} marks ${address} as ${tag} → rule ${rule.rulePriority} decides about it as about any build → an image that runs is deleted`,
      `add a rule for ${tag.replaceAll(OPEN, '*')} with a lower number than ${rule.rulePriority}`,
      'policy',
    ),
  ];
}

/** Where even an image that has the marks of all environments is decided about like a build, ECR016 says so. */
function isForEcr(
  { environments }: Assembly,
  rules: readonly LifecycleRule[],
  built: StoredImage,
  tag: string,
): boolean {
  const marks = environments.map(({ name }) => `${name}-${TagFamily.commit.example}`);
  const all = { ...built, tags: [...built.tags, ...marks] };
  return marks.includes(sampleOf(tag)) && tryDecidingRule(rules, all) === tryDecidingRule(rules, built);
}
