import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';
import { isPromotion } from './promotion-scripts';

const PROMOTE = script(
  'kustomize edit set image app="$IMAGE"\ngit diff --quiet || git commit -am promote\ngit push',
  "env: { IMAGE: '${{ vars.IMAGE }}' }",
);

export const kustomizeEditAdds: Rule = {
  id: 'GHA137',
  severity: 'warning',
  title: 'kustomize edit set image promotes, whatever the file holds',
  why: 'where the name is not in the list it adds a line that nothing uses, and succeeds; it also drops a digest that is there and moves comments',
  repair: 'set the one field, and fail unless it was there: slipway promote',
  reference: 'https://github.com/kubernetes-sigs/kustomize/issues/4481',
  good: workflow({ steps: script('kustomize build overlays/staging') }),
  bad: workflow({ steps: PROMOTE }),
  check: (assembly) =>
    eachScript(assembly, (one) =>
      one.commands.flatMap(({ program, args }) =>
        program === 'kustomize' && args.slice(0, 3).join(' ') === 'edit set image' && isPromotion(one)
          ? [
              inScript(
                one,
                'kustomize edit',
                `${one.step.title} adds an image where its name is not in the file`,
                'set the one field, and fail unless it was there',
              ),
            ]
          : [],
      ),
    ),
};
