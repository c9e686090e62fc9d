import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

const env = "env: { TAG: '${{ vars.TAG }}' }";

export const imageByPosition: Rule = {
  id: 'GHA134',
  severity: 'warning',
  title: 'the image to promote is found by its place in a list',
  why: 'kustomize sorts the list when somebody edits it: the promotion then sets the tag of another image',
  repair: 'find it by its name, and fail unless there is exactly one',
  good: workflow({
    steps: script(
      'yq -i \'(.images[] | select(.name == "order-service")).newTag = strenv(TAG)\' kustomization.yaml',
      env,
    ),
  }),
  bad: workflow({ steps: script("yq -i '.images[0].newTag = strenv(TAG)' kustomization.yaml", env) }),
  check: (assembly) =>
    eachScript(assembly, (one) =>
      one.commands.flatMap(({ program, words }) =>
        program === 'yq' && words.some((word) => /\.images\[\d+\]/.test(word))
          ? [
              inScript(
                one,
                /\byq\b/,
                `${one.step.title} promotes whichever image stands at that place of the list`,
                'find the image by its name',
              ),
            ]
          : [],
      ),
    ),
};
