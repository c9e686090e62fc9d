import { type Rule } from '../../audit';
import { promotingScripts } from '../scripts';
import { CHECK, COMMIT, EDIT, PUSH, promoting } from './examples';

export const imageByPosition: Rule = {
  id: 'PRM003',
  severity: 'error',
  title: 'a promotion writes whichever image comes first',
  why: 'the day somebody adds or sorts an image, another service gets the version of this one',
  repair: 'find the entry by the name of its image',
  reference: 'https://mikefarah.gitbook.io/yq/operators/select',
  good: promoting(EDIT, CHECK, COMMIT, PUSH),
  bad: promoting('yq -i ".images[0].newTag = \\"${TAG}\\"" kustomization.yaml', COMMIT, PUSH),
  check: (assembly) =>
    promotingScripts(assembly).flatMap(({ commands, problem }) =>
      commands.flatMap(({ words }) => {
        const place = words
          .map((word) => /\.(?:images|containers)\[\d+\][\w.]*(?=\s*\|?=[^=])/.exec(word)?.[0])
          .find(Boolean);
        if (words[0] !== 'yq' || place === undefined) return [];
        return [
          problem(
            place,
            `yq writes ${place}, whichever image stands there → another image may get the version`,
            'find the entry by the name of its image',
          ),
        ];
      }),
    ),
};
