import { problem, type Rule } from '../../../audit';
import { textsIn } from '../substitution';
import { example, oneStep, pipeline, run } from './examples';

const delivery = pipeline({ params: [{ name: 'image' }], tasks: [{ name: 'test', taskRef: { name: 'go-test' } }] });
const pushing = (account: string): object =>
  run({ params: [{ name: 'image', value: `${account}.dkr.ecr.eu-west-1.amazonaws.com/order-service` }] });

export const registryAccountMalformed: Rule = {
  id: 'TKN067',
  severity: 'error',
  title: 'the address of an ECR registry has no account',
  why: 'an AWS account has 12 digits: the name does not resolve, and the first push of the first run fails',
  repair: 'write the account with its 12 digits, leading zeros too',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html',
  good: example(oneStep({}), delivery, pushing('111122223333')),
  bad: example(oneStep({}), delivery, pushing('111122223')),
  check: ({ manifests }) =>
    manifests
      .ofGroups('tekton.dev', 'triggers.tekton.dev')
      .flatMap((manifest) =>
        textsIn((manifest.object as { readonly spec?: object }).spec, 'spec').flatMap(({ path, text }) =>
          [...text.matchAll(/(?<![\w.-])(\d+)\.dkr\.ecr\./g)]
            .filter(([, account = '']) => account.length !== 12)
            .map(([, account = '']) =>
              problem(
                manifest,
                `"${account}" is no AWS account: it has ${account.length} digits`,
                'write the 12 digits of the account',
                path,
              ),
            ),
        ),
      ),
};
