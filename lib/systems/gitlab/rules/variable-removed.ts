import { problem, type Rule } from '../../../audit';
import { everyCommand } from '../reading/commands';
import { documentsOf } from '../reading/documents';
import { asMap, pipelinesOf } from '../reading/pipelines';
import { running } from './examples';

export const variableRemoved: Rule = {
  id: 'GLC003',
  severity: 'error',
  title: 'a job reads a token that GitLab hands out no longer',
  why: 'CI_JOB_JWT and its versions were removed with GitLab 17: the variable is empty and the login fails',
  repair: 'ask for a token of its own with id_tokens, for the one audience that it is shown to',
  reference: 'https://docs.gitlab.com/ci/secrets/id_token_authentication/',
  good: running('vault write auth/jwt/login role=ci jwt="$VAULT_ID_TOKEN"'),
  bad: running('vault write auth/jwt/login role=ci jwt="$CI_JOB_JWT"'),
  check: (assembly) => [
    ...everyCommand(assembly).flatMap(({ command, place }) => {
      const name = removedIn(command.words.join(' '));
      return name === undefined ? [] : [problem(place, `$${name} is empty since GitLab 17`, REPAIR)];
    }),
    ...documentsOf(assembly).flatMap((document) =>
      (document.steps ?? []).flatMap((step, i) => {
        const run = asMap(step)['run'];
        const name = typeof run === 'string' ? removedIn(run) : undefined;
        if (name === undefined) return [];
        const origin = { ...document.origin, line: document.lineOf(`[${i}].run`) };
        return [
          problem({ origin, subject: 'pipeline', path: `[${i}].run` }, `$${name} is empty since GitLab 17`, REPAIR),
        ];
      }),
    ),
    ...pipelinesOf(assembly)
      .flatMap(({ jobs }) => jobs)
      .flatMap((job) => {
        const variables = job.field('variables');
        const name = removedIn(JSON.stringify(variables?.value ?? ''));
        return name === undefined ? [] : [problem(job.place(variables), `$${name} is empty since GitLab 17`, REPAIR)];
      }),
  ],
};

const REPAIR = 'declare id_tokens with the audience, and read that variable';

function removedIn(text: string): string | undefined {
  return /\$\{?(CI_JOB_JWT(?:_V[12])?)\b/.exec(text)?.[1];
}
