import { fieldText } from '../../../assembly';
import { problem, type Rule } from '../../../audit';

const provider = { url: 'https://token.actions.githubusercontent.com', client_id_list: ['sts.amazonaws.com'] };

export const providerTwice: Rule = {
  id: 'OID012',
  severity: 'error',
  title: 'a stack makes two OIDC providers for one issuer',
  why: 'an account can have one provider for an issuer: the second fails with EntityAlreadyExists in the middle of an apply',
  repair: 'make it once, and let the others name its ARN',
  reference: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html',
  good: { terraform: { aws_iam_openid_connect_provider: { github: provider } } },
  bad: { terraform: { aws_iam_openid_connect_provider: { github: provider, 'order-service': provider } } },
  check: ({ terraform }) => {
    const first = new Map<string, string>();
    return terraform
      .resources('aws_iam_openid_connect_provider')
      .filter(({ body }) => body['provider'] === undefined)
      .flatMap((resource) => {
        const url = fieldText(resource.body['url']);
        const other = first.get(`${resource.stack}/${url}`);
        first.set(`${resource.stack}/${url}`, other ?? resource.name);
        if (other === undefined) return [];
        return [problem(resource, `${other} is a provider for ${url} already`, 'name the ARN of that one', 'url')];
      });
  },
};
