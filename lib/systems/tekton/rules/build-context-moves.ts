import { problem, type Rule } from '../../../audit';
import { allContainers, commandText } from '../container-in-place';
import { example, oneStep } from './examples';

const building = (ref: string): object => oneStep({ args: [`--context=git://github.com/acme/order-service#${ref}`] });

export const buildContextMoves: Rule = {
  id: 'TKN065',
  severity: 'warning',
  title: 'an image is built from whatever a branch holds at that moment',
  why: 'the tag names one commit and the image may hold a later one',
  repair: 'write the commit behind the branch: #refs/heads/main#<commit>',
  reference: 'https://github.com/GoogleContainerTools/kaniko#kaniko-build-contexts',
  good: example(building('refs/heads/main#0b7d3f5c2a9e41d68c1f7e0a4b8d2c6f9e3a5b71')),
  bad: example(building('refs/heads/main')),
  check: (assembly) =>
    allContainers(assembly).flatMap(({ manifest, path, title, container }) => {
      const [, repository, ref] =
        /--context[= \n]["']?git:\/\/([^\s"'#]+)(?:#([^\s"'#]+))?(?!\S*#)/.exec(commandText(container)) ?? [];
      if (repository === undefined || /^[0-9a-f]{40}$/.test(ref ?? '')) return [];
      return problem(
        manifest,
        `${title} builds ${repository} at ${ref ?? 'its default branch'}, without a commit`,
        'write the commit behind it: #refs/heads/main#<commit>',
        path,
      );
    }),
};
