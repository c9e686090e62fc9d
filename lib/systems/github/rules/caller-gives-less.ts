import { type Problem, type Rule, problem } from '../../../audit';
import { type Access, type Permissions } from '../reading/permissions';
import { type JobInFile } from '../reading/workflow-file';
import { type WorkflowFiles, workflowFilesOf } from '../reading/workflow-files';
import { files } from './examples';

const CALLED = `name: build
on: workflow_call
permissions: {}
jobs:
  image:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions: { contents: read, packages: write }
    steps:
      - run: make image
`;
const caller = (permissions: string): string => `name: ci
on: { push: { branches: [main] } }
permissions: {}
jobs:
  build:
    permissions: ${permissions}
    uses: ./.github/workflows/build.yaml
`;
const both = (permissions: string): ReturnType<typeof files> =>
  files({ '.github/workflows/ci.yaml': caller(permissions), '.github/workflows/build.yaml': CALLED });

export const callerGivesLess: Rule = {
  id: 'GHA163',
  severity: 'error',
  title: 'a called workflow asks for a permission that its caller does not give',
  why: 'GitHub refuses the whole workflow before its first job: the run ends with "startup failure"',
  repair: 'give the permission in the job that calls',
  reference:
    'https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows#supported-keywords-for-jobs-that-call-a-reusable-workflow',
  good: both('{ contents: read, packages: write }'),
  bad: both('{ contents: read }'),
  check: (assembly) => {
    const all = workflowFilesOf(assembly);
    return all.all.flatMap(({ jobs }) => jobs.flatMap((job) => judge(job, all)));
  },
};

function judge(job: JobInFile, all: WorkflowFiles): Problem[] {
  const { uses, permissions, file } = job;
  // What a repository gives by default, and what a caller further up gives, is not in the file.
  if (uses?.kind !== 'local' || !permissions || (file.on.onlyCalled && !job.declaresPermissions)) return [];
  const called = all.tryFind(file.source.repository, uses.path);
  const missing = new Map<string, Access>();
  for (const one of called?.jobs ?? []) {
    for (const [scope, access] of one.permissions?.named ?? []) {
      if (isLess(permissions, scope, access) && missing.get(scope) !== 'write') missing.set(scope, access);
    }
  }
  return [...missing].map(([scope, access]) =>
    problem(
      file.place.at(`${job.path}.uses`),
      `${uses.path} asks for ${scope}: ${access}, and job "${job.id}" gives ${permissions.of(scope)}`,
      `add ${scope}: ${access} to the permissions of job "${job.id}"`,
    ),
  );
}

function isLess(given: Permissions, scope: string, asked: Access): boolean {
  const rank: Readonly<Record<Access, number>> = { none: 0, read: 1, write: 2 };
  return rank[given.of(scope)] < rank[asked];
}
