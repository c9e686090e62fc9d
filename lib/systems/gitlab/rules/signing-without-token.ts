import { problem, type Rule } from '../../../audit';
import { everyCommand, isKeylessSigning } from '../reading/commands';
import { ci } from './examples';

export const signingWithoutToken: Rule = {
  id: 'GLC014',
  severity: 'error',
  title: 'a job signs without a key and has no token for Sigstore',
  why: 'cosign finds nobody to sign as: it opens a browser login and waits until the job times out',
  repair: 'give the job id_tokens: SIGSTORE_ID_TOKEN with the audience sigstore',
  reference: 'https://docs.gitlab.com/ci/yaml/signing_examples/',
  good: ci(`
sign:
  id_tokens:
    SIGSTORE_ID_TOKEN: { aud: sigstore }
  script:
    - cosign sign --yes "$IMAGE"
`),
  bad: ci('sign:\n  script:\n    - cosign sign --yes "$IMAGE"\n'),
  check: (assembly) =>
    everyCommand(assembly)
      .filter((one) => isKeylessSigning(one) && one.job.isWhole)
      .filter(({ job }) => job.idTokens['SIGSTORE_ID_TOKEN']?.includes('sigstore') !== true)
      .map(({ place }) => problem(place, 'cosign has no token', 'add id_tokens: SIGSTORE_ID_TOKEN: { aud: sigstore }')),
};
