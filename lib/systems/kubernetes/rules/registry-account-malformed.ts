import { type Example, type Rule, problem } from '../../../audit';
import { podsOf } from '../pods';

const example = (account: string): Example => ({
  manifests: `
apiVersion: v1
kind: Pod
metadata: { name: once, namespace: shop }
spec:
  containers: [{ name: once, image: '${account}.dkr.ecr.eu-west-1.amazonaws.com/once:v2' }]
`,
});

export const registryAccountMalformed: Rule = {
  id: 'KUB051',
  severity: 'error',
  title: 'the image of a container is kept in an ECR registry without account',
  why: 'an AWS account has 12 digits: the name does not resolve, and the pod waits with ImagePullBackOff',
  repair: 'write the account with its 12 digits, leading zeros too',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html',
  good: example('111122223333'),
  bad: example('111122223'),
  check: ({ manifests }) =>
    podsOf(manifests).all.flatMap(({ manifest, containers }) =>
      containers.flatMap(({ container: { image = '' }, path }) => {
        const account = /^(\d+)\.dkr\.ecr\./.exec(image)?.[1] ?? '';
        if (account === '' || account.length === 12) return [];
        const message = `"${account}" is no AWS account: it has ${account.length} digits`;
        return [problem(manifest, message, 'write the 12 digits of the account', `${path}.image`)];
      }),
    ),
};
