import { type Rule } from '../../../audit';
import { environmentOf } from '../reading/step-values';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

const env =
  "env: { COSIGN_KEY: '${{ secrets.COSIGN_KEY }}', COSIGN_PASSWORD: '${{ secrets.COSIGN_PASSWORD }}', IMAGE: '${{ vars.IMAGE }}' }";

export const signingKeyUnused: Rule = {
  id: 'GHA110',
  severity: 'error',
  title: 'a signing key is set that cosign does not read',
  why: 'without --key cosign signs keyless, and asks for an identity token: no signature of that key is made, and who verifies by it finds none',
  repair: 'write --key env://COSIGN_KEY',
  reference: 'https://docs.sigstore.dev/cosign/key_management/signing_with_self-managed_keys/',
  good: workflow({ steps: script('cosign sign --yes --key env://COSIGN_KEY "$IMAGE"', env) }),
  bad: workflow({
    permissions: '{ contents: read, id-token: write }',
    steps: script('cosign sign --yes "$IMAGE"', env),
  }),
  check: (assembly) =>
    eachScript(assembly, (one) => {
      if (!Object.hasOwn(environmentOf(one.step), 'COSIGN_KEY')) return [];
      return one.commands.flatMap(({ program, args }) => {
        const signs = program === 'cosign' && /^(sign|attest|sign-blob)$/.test(args[0] ?? '');
        if (!signs || args.some((word) => /^--(key|sk)/.test(word))) return [];
        return [
          inScript(
            one,
            /cosign (sign|attest)/,
            `${one.step.title} sets COSIGN_KEY, and cosign is given no --key`,
            'write --key env://COSIGN_KEY',
          ),
        ];
      });
    }),
};
