import { problem, type Rule } from '../../../audit';
import { everyCommand } from '../reading/commands';
import { ci } from './examples';

export const assumeRoleWithoutToken: Rule = {
  id: 'GLC016',
  severity: 'error',
  title: 'a job assumes an AWS role and has no id token to show',
  why: 'STS refuses the request: the job has nothing that says who it is',
  repair: 'give the job id_tokens with the audience that the OIDC provider in AWS names',
  reference: 'https://docs.gitlab.com/ci/cloud_services/aws/',
  good: ci(`
login:
  id_tokens:
    AWS_ID_TOKEN: { aud: sts.amazonaws.com }
  script:
    - aws sts assume-role-with-web-identity --role-arn "$ROLE" --web-identity-token "$AWS_ID_TOKEN" --role-session-name ci
`),
  bad: ci(`
login:
  script:
    - aws sts assume-role-with-web-identity --role-arn "$ROLE" --web-identity-token "$TOKEN" --role-session-name ci
`),
  check: (assembly) =>
    everyCommand(assembly)
      .filter(
        ({ program, args, job }) => program === 'aws' && args.includes('assume-role-with-web-identity') && job.isWhole,
      )
      .filter(({ job }) => Object.keys(job.idTokens).length === 0)
      .map(({ place }) => problem(place, 'the job has no id_tokens', 'add id_tokens: AWS_ID_TOKEN: { aud: … }')),
};
