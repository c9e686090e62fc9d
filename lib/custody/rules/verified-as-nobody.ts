import { type Rule, problem } from '../../audit';
import { gitHubJobs } from '../github-jobs';
import { mayBecome } from '../open-subject';
import { optionOf } from '../running-tasks';
import { isShown } from '../trusted';
import { WORKFLOW, WORKFLOW_SUBJECT, release } from './job-examples';

const verify = (subject: string): Rule['good'] => ({
  files: {
    [WORKFLOW]: release(),
    '.github/workflows/promote.yaml': [
      'name: promote',
      'on: workflow_dispatch',
      'permissions: {}',
      'jobs:',
      '  verify:',
      '    runs-on: ubuntu-24.04',
      '    steps:',
      `      - run: cosign verify --certificate-identity ${subject} --certificate-oidc-issuer https://token.actions.githubusercontent.com "$IMAGE"`,
      '',
    ].join('\n'),
  },
});

/** Silent about identities whose workflow is not in the assembly, about those of pods and pipelines, and about expressions. */
export const verifiedAsNobody: Rule = {
  id: 'CUS026',
  severity: 'error',
  title: 'a job verifies an identity that no job here gets',
  why: 'the workflow that the identity names is here, and no run of it can have that certificate: every image is refused',
  repair: 'name the workflow that signs, and the ref that it runs at',
  reference: 'https://docs.sigstore.dev/cosign/verifying/verify/',
  good: verify(WORKFLOW_SUBJECT),
  bad: verify(WORKFLOW_SUBJECT.replace('release.yaml', 'promote.yaml')),
  check: (assembly) => {
    const jobs = gitHubJobs(assembly);
    const subjects = [...new Set(jobs.flatMap(({ identities }) => identities.map(({ subject }) => subject)))];
    return jobs.flatMap(({ commands, pipeline, name }) =>
      commands.flatMap(({ program, words, place }) => {
        if (program !== 'cosign' || !/^verify/.test(words[0] ?? '')) return [];
        const wrong = optionOf(words, '--certificate-identity').find(
          (one) =>
            one.startsWith('https://github.com/') &&
            isShown(assembly, one) &&
            !subjects.some((subject) => mayBecome(subject, one)),
        );
        if (wrong === undefined) return [];
        const signs = subjects.length === 0 ? 'no job here signs' : `those who may sign are ${subjects.join(', ')}`;
        return problem(
          place,
          `${pipeline}: the job "${name}" verifies ${wrong} → ${signs} → every image is refused`,
          'name who signs',
        );
      }),
    );
  },
};
