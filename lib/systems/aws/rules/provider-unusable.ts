import { fieldText } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { isComputed } from '../policy-document';

const provider = (body: object): Rule['good'] => ({
  terraform: { aws_iam_openid_connect_provider: { github: body } },
});
const ISSUER = 'https://token.actions.githubusercontent.com';
/** An enterprise may have its name behind the issuer. */
const USABLE = /^https:\/\/token\.actions\.githubusercontent\.com(?:\/[\w-]+)?$/;

export const providerUnusable: Rule = {
  id: 'OID011',
  severity: 'error',
  title: "an OIDC provider for GitHub does not fit GitHub's tokens",
  why: 'STS compares issuer and audience letter by letter and refuses every token',
  repair: 'give it the issuer without a slash at the end, and the client sts.amazonaws.com',
  reference: 'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
  good: provider({ url: ISSUER, client_id_list: ['sts.amazonaws.com'] }),
  bad: provider({ url: `${ISSUER}/`, client_id_list: ['https://github.com/acme'] }),
  check: ({ terraform }) =>
    terraform
      .resources('aws_iam_openid_connect_provider')
      .filter(({ body }) => fieldText(body['url']).includes('token.actions.githubusercontent.com'))
      .flatMap((resource) => {
        const { url, client_id_list: clients } = resource.body;
        return [
          ...(typeof url === 'string' && (USABLE.test(url) || isComputed(url))
            ? []
            : [problem(resource, `the url is ${fieldText(url)}; tokens say ${ISSUER}`, `write ${ISSUER}`, 'url')]),
          ...(!Array.isArray(clients) || clients.includes('sts.amazonaws.com')
            ? []
            : [
                problem(
                  resource,
                  'the clients do not name sts.amazonaws.com, the audience of the tokens',
                  'add sts.amazonaws.com',
                  'client_id_list',
                ),
              ]),
        ];
      }),
};
