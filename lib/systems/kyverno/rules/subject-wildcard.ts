import { type Rule, problem } from '../../../audit';
import { criteriaOf } from '../identity-criteria';
import { hasWildcard } from '../match';
import { ISSUER, WORKFLOW, imagePolicy, keyless, objects } from './examples';

export const subjectWildcard: Rule = {
  id: 'KYV007',
  severity: 'error',
  title: 'a subject or issuer holds a wildcard where it is compared letter by letter',
  why: 'no certificate says "*", so every image is refused; the same field of a ClusterPolicy of type Cosign does read wildcards, which is where such text comes from',
  repair: 'write the whole subject, or an anchored expression in subjectRegExp',
  reference: 'https://github.com/sigstore/sigstore-go/blob/main/pkg/verify/certificate_identity.go',
  good: objects(imagePolicy({ attestors: [keyless({ issuer: ISSUER, subject: WORKFLOW })] })),
  bad: objects(imagePolicy({ attestors: [keyless({ issuer: ISSUER, subject: WORKFLOW.replace('build.yaml', '*') })] })),
  check: ({ manifests }) =>
    criteriaOf(manifests)
      .filter(({ isExact }) => isExact)
      .flatMap(({ manifest, criteria, path }) =>
        (['subject', 'issuer'] as const)
          .filter((field) => hasWildcard(criteria[field] ?? ''))
          .map((field) =>
            problem(
              manifest,
              `the ${field} ${criteria[field] ?? ''} is compared letter by letter: no certificate has it`,
              `write the whole ${field}, or an anchored expression in ${field}RegExp`,
              `${path}.${field}`,
            ),
          ),
      ),
};
