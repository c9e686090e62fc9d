import { type Rule } from '../../audit';
import { promotingScripts } from '../scripts';
import { CHECK, COMMIT, EDIT, PUSH, promoting } from './examples';

export const kustomizeEdits: Rule = {
  id: 'PRM005',
  severity: 'warning',
  title: 'a promotion lets kustomize write the file anew',
  why: 'kustomize adds an entry where the name is not there, which then does nothing; it sorts the images, moves comments and drops the markers of other tools',
  repair: 'write the one value: slipway promote keeps every other byte',
  reference: 'https://github.com/kubernetes-sigs/kustomize/issues/4481',
  good: promoting(EDIT, CHECK, COMMIT, PUSH),
  bad: promoting('kustomize edit set image "order-service=*@${DIGEST}"', COMMIT, PUSH),
  check: (assembly) =>
    promotingScripts(assembly).flatMap(({ commands, problem }) =>
      commands
        .filter(({ words }) => /^kustomize edit set image\b/.test(words.join(' ')))
        .map(() =>
          problem(
            'kustomize edit',
            'kustomize writes the file anew → a name that is not there is added and does nothing, comments move',
            'write the one value: slipway promote keeps every other byte',
          ),
        ),
    ),
};
