import { type Rule, problem } from '../../../audit';
import { criteriaOf } from '../identity-criteria';
import { hasWildcard } from '../match';
import { ISSUER, WORKFLOW, clusterPolicy, keylessEntry, objects } from './examples';

const trusting = (subject: string): Rule['good'] =>
  objects(clusterPolicy({ type: 'Cosign', attestors: [keylessEntry({ issuer: ISSUER, subject })] }));

export const subjectWildcardOpen: Rule = {
  id: 'KYV023',
  severity: 'error',
  title: 'a wildcard in a subject admits signers that nobody meant',
  why: 'the star of a ClusterPolicy also stands for slashes: in place of a repository it admits every repository whose workflow file has that name, and in place of a ref every branch and pull request',
  repair: 'write one whole subject for each signer',
  reference: 'https://github.com/kyverno/kyverno/blob/v1.19.0/pkg/image/verifiers/cpol/cosign/cosign.go',
  good: trusting(WORKFLOW),
  bad: trusting('https://github.com/acme/*/.github/workflows/build.yaml@refs/heads/main'),
  check: ({ manifests }) =>
    criteriaOf(manifests)
      .filter(({ criteria, isExact }) => !isExact && hasWildcard(withoutVersion(criteria.subject ?? '')))
      .map(({ manifest, criteria, path }) =>
        problem(
          manifest,
          `the subject ${criteria.subject ?? ''} also admits ${strangerTo(criteria.subject ?? '')}`,
          'write one whole subject for each signer',
          `${path}.subject`,
        ),
      ),
};

/** Any release of one workflow is often meant: SLSA's own generators are trusted that way. */
function withoutVersion(subject: string): string {
  return subject.replace(/@refs\/tags\/v\d*[*.\d]*$/, '');
}

/** A subject that the pattern takes as well. */
function strangerTo(pattern: string): string {
  return pattern.replaceAll('*', 'other').replaceAll('?', 'x');
}
