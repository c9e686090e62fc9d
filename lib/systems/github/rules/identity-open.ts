import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

const env = "env: { IMAGE: '${{ vars.IMAGE }}' }";

export const identityOpen: Rule = {
  id: 'GHA111',
  severity: 'error',
  title: 'a signature is verified for anybody, or for no issuer',
  why: 'without issuer cosign refuses to verify; a pattern that fits all takes the signature of any account of any provider',
  repair: 'write --certificate-identity and --certificate-oidc-issuer, each in full',
  reference: 'https://docs.sigstore.dev/cosign/verifying/verify/',
  good: workflow({
    steps: script(
      'cosign verify --certificate-identity https://github.com/acme/order-service/.github/workflows/ci.yaml@refs/heads/main --certificate-oidc-issuer https://token.actions.githubusercontent.com "$IMAGE"',
      env,
    ),
  }),
  bad: workflow({ steps: script('cosign verify --certificate-identity-regexp \'.*\' "$IMAGE"', env) }),
  check: (assembly) =>
    eachScript(assembly, (one) =>
      one.commands.flatMap(({ program, args }) => {
        if (program !== 'cosign' || !/^verify(-attestation|-blob)?$/.test(args[0] ?? '')) return [];
        if (
          args.some(
            (word) =>
              /^--(key|certificate|sk|certificate-chain|policy|insecure)(=|$)/.test(word) ||
              /^\$\{?\w*(FLAGS|ARGS|OPT)/i.test(word),
          )
        )
          return [];
        const said = tryFault(args);
        return said === undefined
          ? []
          : [
              inScript(
                one,
                /cosign verify/,
                `${one.step.title} ${said}`,
                'write --certificate-identity and --certificate-oidc-issuer in full',
              ),
            ];
      }),
    ),
};

function tryFault(args: readonly string[]): string | undefined {
  const of = (flag: string): string | undefined => {
    const at = args.findIndex((word) => word === flag || word.startsWith(`${flag}=`));
    if (at < 0) return undefined;
    return args[at]?.includes('=') ? args[at].slice(flag.length + 1) : args[at + 1];
  };
  const pattern = of('--certificate-identity-regexp');
  if (pattern !== undefined && /^(\^?\.[*+]\$?|)$/.test(pattern))
    return `takes a signature of anybody: --certificate-identity-regexp ${pattern}`;
  const issuer = of('--certificate-oidc-issuer') ?? of('--certificate-oidc-issuer-regexp');
  return issuer === undefined ? 'names no issuer: cosign refuses to verify' : undefined;
}
