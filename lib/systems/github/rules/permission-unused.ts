import { problem, type Rule } from '../../../audit';
import { actionName } from '../reading/uses';
import { type JobInFile, type WorkflowFile } from '../reading/workflow-file';
import { jobs } from './examples';
import { eachWorkflow } from './places';

const test = (permissions: string): string =>
  `test:\n  runs-on: ubuntu-24.04\n  timeout-minutes: 15\n  permissions: ${permissions}\n  steps:\n    - run: make test\n`;

export const permissionUnused: Rule = {
  id: 'GHA043',
  severity: 'warning',
  title: 'a permission is given that no step uses',
  why: 'it is there for whoever gets code into the job: a dependency, an action, a test of a pull request',
  repair: 'remove it',
  reference: 'https://docs.github.com/en/actions/reference/security/secure-use#use-the-principle-of-least-privilege',
  good: jobs(test('{ contents: read }')),
  bad: jobs(test('{ contents: read, pull-requests: write }')),
  check: (assembly) =>
    eachWorkflow(assembly, (file) => [...wholeFile(file), ...file.jobs.flatMap((job) => ofJob(file, job))]),
};

function wholeFile(file: WorkflowFile): ReturnType<typeof problem>[] {
  const heirs = file.jobs.filter((job) => !job.declaresPermissions);
  return heirs.length === 0 ? [] : unused(file, 'permissions', file.permissions?.named ?? [], heirs);
}

function ofJob(file: WorkflowFile, job: JobInFile): ReturnType<typeof problem>[] {
  return job.declaresPermissions ? unused(file, `${job.path}.permissions`, job.permissions?.named ?? [], [job]) : [];
}

function unused(
  file: WorkflowFile,
  path: string,
  named: readonly (readonly [string, string])[],
  heirs: readonly JobInFile[],
): ReturnType<typeof problem>[] {
  if (!heirs.every(isKnown)) return [];
  return named
    .filter(([scope, access]) => access === 'write' && UNUSED_SCOPES.includes(scope))
    .map(([scope]) => problem(file.place.at(`${path}.${scope}`), `no step uses ${scope}: write`, 'remove it'));
}

/** Scopes that only a call of GitHub's API uses: nothing that the known actions do. */
const UNUSED_SCOPES = [
  'pull-requests',
  'issues',
  'discussions',
  'deployments',
  'statuses',
  'checks',
  'actions',
  'pages',
];

/** Actions that ask nothing of those scopes. */
const KNOWN =
  /^(actions\/(checkout|setup-[a-z]+|cache|upload-artifact|download-artifact)|docker\/[a-z-]+|aquasecurity\/trivy-action|github\/codeql-action\/upload-sarif|sigstore\/cosign-installer|codecov\/codecov-action|aws-actions\/[a-z-]+|anchore\/sbom-action(\/download-syft)?)$/;

/** Whether everything that a job runs is known not to call the API with its token. */
function isKnown(job: JobInFile): boolean {
  if (job.uses) return false;
  const texts = JSON.stringify([job.file.env, job.env]);
  return (
    !/GITHUB_TOKEN|github\.token/.test(texts) &&
    job.steps.every(({ run, uses, fields }) => {
      if (run !== undefined) return !/GITHUB_TOKEN|github\.token|GH_TOKEN/.test(JSON.stringify(fields));
      return uses?.kind === 'repository' && KNOWN.test(actionName(uses));
    })
  );
}
