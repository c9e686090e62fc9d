import { type Rule, problem } from '../../audit';
import { isFixed, tryEcrRepository } from '../ecr-repositories';
import { OPEN } from '../open-text';
import { pushesOf } from '../pushes';
import { pipelineOf, runsOnce } from '../running-tasks';
import { BUILD, CLONE, build, repository, run, withTerraform } from './examples';

export const fixedTagPushedAgain: Rule = {
  id: 'CUS010',
  severity: 'error',
  title: 'every run pushes the same tag to a repository whose tags cannot be moved',
  why: 'the first run passes; every later one fails at its push, after all the work is done',
  repair: 'tag each image by its commit, or except the tag that has to move from immutability',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
  good: withTerraform(repository(['sha-*']), BUILD),
  bad: withTerraform(repository(['sha-*']), run([CLONE, build('latest')])),
  check: (assembly) => {
    const seen = new Set<string>();
    return pushesOf(assembly).all.flatMap(({ by, at, repository, tag }) => {
      if (repository === undefined || tag === undefined || tag.includes(OPEN) || runsOnce(by)) return [];
      const found = tryEcrRepository(assembly, repository);
      const key = `${repository}:${tag}`;
      if (!found || !isFixed(found, tag) || seen.has(key)) return [];
      seen.add(key);
      return [
        problem(
          at,
          `${pipelineOf(by)} pushes ${key} each time → ${found.resource.type}.${found.resource.name} is ${String(found.resource.body['image_tag_mutability'])} → the second run is refused`,
          'put the commit into the tag',
        ),
      ];
    });
  },
};
