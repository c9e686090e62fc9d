import { type Rule, problem } from '../../../audit';
import { criteriaOf } from '../identity-criteria';
import { WORKFLOW, ISSUER, imagePolicy, keyless, objects } from './examples';

export const signerIncomplete: Rule = {
  id: 'KYV009',
  severity: 'error',
  title: 'a keyless signer is described without subject or without issuer',
  why: 'where bundles are read, every image is refused; where signatures under a tag are read, anybody with a certificate of the other half is admitted',
  repair: 'name both: who signs, and who vouches for that name',
  good: objects(imagePolicy({ attestors: [keyless({ issuer: ISSUER, subject: WORKFLOW })] })),
  bad: objects(imagePolicy({ attestors: [keyless({ subject: WORKFLOW })] })),
  check: ({ manifests }) =>
    criteriaOf(manifests).flatMap(({ manifest, criteria, path, isExact }) => {
      const missing = [
        ...(criteria.subject || criteria.subjectRegExp || criteria.subjectExpression ? [] : ['subject']),
        ...(criteria.issuer || criteria.issuerRegExp ? [] : ['issuer']),
      ];
      if (missing.length === 0) return [];
      const effect = isExact ? 'every image is refused' : 'any signer with a certificate may pass';
      return problem(
        manifest,
        `the signer has no ${missing.join(' and no ')}: ${effect}`,
        `add the ${missing.join(' and the ')}`,
        path,
      );
    }),
};
