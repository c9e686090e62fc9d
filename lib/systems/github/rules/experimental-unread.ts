import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { atStep, eachStep } from './places';

const sign = (env: string): string =>
  script('cosign sign --yes "$IMAGE"', `env: { ${env}IMAGE: '\${{ vars.IMAGE }}' }`);
const permissions = '{ contents: read, id-token: write }';

export const experimentalUnread: Rule = {
  id: 'GHA112',
  severity: 'advice',
  title: 'COSIGN_EXPERIMENTAL is set, which cosign no longer reads',
  why: 'since cosign 2 it means nothing: keyless signatures need no switch, and who reads the workflow thinks otherwise',
  repair: 'remove it',
  reference: 'https://blog.sigstore.dev/cosign-2-0-released/',
  good: workflow({ permissions, steps: sign('') }),
  bad: workflow({ permissions, steps: sign('COSIGN_EXPERIMENTAL: "1", ') }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      if (!Object.hasOwn(step.env, 'COSIGN_EXPERIMENTAL')) return [];
      return [
        atStep(
          step,
          'env.COSIGN_EXPERIMENTAL',
          `${step.title} sets COSIGN_EXPERIMENTAL, which nothing reads`,
          'remove it',
        ),
      ];
    }),
};
