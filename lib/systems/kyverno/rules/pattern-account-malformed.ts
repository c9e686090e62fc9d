import { type Rule, problem } from '../../../audit';
import { imagePatterns } from '../image-patterns';
import { imagePolicy, objects } from './examples';

const selecting = (account: string): object =>
  imagePolicy({ matchImageReferences: [{ glob: `${account}.dkr.ecr.eu-west-1.amazonaws.com/*` }] });

export const patternAccountMalformed: Rule = {
  id: 'KYV040',
  severity: 'error',
  title: 'a pattern for images names an ECR registry without account',
  why: 'an AWS account has 12 digits: no image has that address, so the policy verifies none',
  repair: 'write the account with its 12 digits, leading zeros too',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html',
  good: objects(selecting('111122223333')),
  bad: objects(selecting('111122223')),
  check: ({ manifests }) =>
    imagePatterns(manifests).flatMap(({ policy, pattern, path }) => {
      const account = /^(\d+)\.dkr\.ecr\./.exec(pattern)?.[1] ?? '';
      if (account === '' || account.length === 12) return [];
      const message = `"${account}" is no AWS account: it has ${account.length} digits`;
      return [problem(policy, message, 'write the 12 digits of the account', path)];
    }),
};
