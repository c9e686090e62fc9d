import { CHOICE, COMMAND, type Fault, awaiting, hidden } from '../fault';

const BUILD = 'Task tekton-pipelines/buildah-build-push';
const SCAN = 'Task tekton-pipelines/trivy-scan';
const PIPELINE = 'Pipeline tekton-pipelines/build-pipeline';
const JOB = 'Job ci/kaniko-build';
const CONTAINER = 'spec.template.spec.containers[0]';

const buildTask: readonly Fault[] = [
  {
    fault: 'the image is built in one container and pushed from another',
    rule: 'TKN060',
    at: `tekton.yaml:30 ${BUILD} spec.steps[1]`,
  },
  {
    fault: 'the digest is read from a step that writes none',
    rule: 'TKN006',
    at: `tekton.yaml:42 ${BUILD} spec.results[0].value`,
  },
  {
    fault: 'IMAGE_DIGEST without IMAGE_URL: Chains signs nothing',
    rule: 'TKN064',
    at: `tekton.yaml:40 ${BUILD} spec.results[0]`,
  },
  { fault: 'the build does not stand in the checkout', rule: 'TKN057', at: `tekton.yaml:19 ${BUILD} spec.steps[0]` },
  {
    fault: 'registry credentials are required and never used',
    rule: 'TKN011',
    at: `tekton.yaml:16 ${BUILD} spec.workspaces[1]`,
  },
  {
    fault: 'a privileged step in a namespace that enforces restricted',
    rule: 'TKN080',
    at: `tekton.yaml:22 ${BUILD} spec.steps[0].securityContext.privileged`,
  },
  {
    fault: 'the task stands in a namespace of Tekton',
    rule: 'TKN081',
    at: `tekton.yaml:5 ${BUILD} metadata.namespace`,
  },
  {
    fault: 'params are pasted into the script of the build',
    rule: 'TKN050',
    at: `tekton.yaml:23 ${BUILD} spec.steps[0].script`,
  },
  {
    fault: 'params are pasted into the script of the push',
    rule: 'TKN050',
    at: `tekton.yaml:34 ${BUILD} spec.steps[1].script`,
  },
  { fault: 'buildah is named by latest', rule: 'TKN040', at: `tekton.yaml:20 ${BUILD} spec.steps[0].image` },
  { fault: 'the build says nothing of what it needs', rule: 'TKN083', at: `tekton.yaml:18 ${BUILD} spec.steps` },
  {
    fault: 'the path of a workspace is written by hand',
    rule: 'TKN055',
    at: `tekton.yaml:34 ${BUILD} spec.steps[1].script`,
  },
];

const scanTask: readonly Fault[] = [
  {
    fault: 'trivy, of which malicious releases were tagged, is named by latest',
    rule: 'TKN040',
    at: `tekton.yaml:56 ${SCAN} spec.steps[0].image`,
  },
  {
    fault: 'params are pasted into the script of the scan',
    rule: 'TKN050',
    at: `tekton.yaml:57 ${SCAN} spec.steps[0].script`,
  },
  {
    fault: 'the scan has no registry credentials',
    undecidable: 'whether the image is private, and whether the account of the run may pull it, stands in no file',
  },
  {
    fault: 'the scan downloads its database in every run',
    missing: 'trivy without --cache-dir on a volume and without --db-repository',
  },
  ...hidden(CHOICE, [
    'unfixed vulnerabilities fail the scan: no --ignore-unfixed, no VEX',
    'the scan also looks for secrets',
  ]),
  {
    fault: 'the report of the scan is lost',
    missing: 'a scanner that prints a table to the log and leaves neither file nor result',
  },
  {
    fault: 'the scan runs as root',
    undecidable: 'the pod template of the run may set the user, and the article has no run',
  },
];

const pipeline: readonly Fault[] = [
  {
    fault: 'the hub resolver gets no version',
    rule: 'TKN035',
    at: `tekton.yaml:81 ${PIPELINE} spec.tasks[0].taskRef.params`,
  },
  {
    fault: 'git-clone comes from the old catalog',
    rule: 'TKN034',
    at: `tekton.yaml:81 ${PIPELINE} spec.tasks[0].taskRef.params`,
  },
  { fault: 'golang-test is not defined', rule: 'TKN023', at: `tekton.yaml:94 ${PIPELINE} spec.tasks[1].taskRef` },
  {
    fault: 'golang-test of the catalog needs the param package',
    undecidable: 'a task that is not in the files declares nothing: TKN021 says it once the task is there',
  },
  { fault: 'cosign-sign is not defined', rule: 'TKN023', at: `tekton.yaml:120 ${PIPELINE} spec.tasks[4].taskRef` },
  {
    fault: 'the scan reads a tag after the push',
    rule: 'TKN070',
    at: `tekton.yaml:116 ${PIPELINE} spec.tasks[3].params[0]`,
  },
  {
    fault: 'the image has its final tag before it is scanned',
    missing: 'a build that pushes the tag that people deploy, in a pipeline whose scan comes after it',
  },
  {
    fault: 'no run, no account, no results',
    undecidable: 'runs and accounts may be made elsewhere: the article has no trigger and no run',
  },
  ...hidden(CHOICE, [
    'no finally, no timeouts, no retries',
    'the scan gates by runAfter alone, which holds as long as it fails',
  ]),
];

const kanikoJob: readonly Fault[] = [
  { fault: 'kaniko is archived', rule: 'TKN042', at: `kaniko.yaml:13 ${JOB} ${CONTAINER}.image` },
  { fault: 'kaniko is named by latest', rule: 'KUB001', at: `kaniko.yaml:13 ${JOB} ${CONTAINER}.image` },
  {
    fault: 'the head of a branch is built under the tag of a commit',
    rule: 'TKN065',
    at: `kaniko.yaml:12 ${JOB} ${CONTAINER}`,
  },
  {
    fault: 'kaniko says nothing of what it needs',
    rule: 'KUB007',
    at: `kaniko.yaml:12 ${JOB} ${CONTAINER}.resources`,
  },
  {
    fault: 'a build that fails is tried six times more',
    missing: 'a Job without backoffLimit: KUB has no rule on Jobs',
  },
  {
    fault: 'a finished build stays for ever',
    missing: 'a Job without ttlSecondsAfterFinished and without an owner: KUB has no rule on Jobs',
  },
  {
    fault: 'kaniko needs root and a writable root, which restricted refuses',
    undecidable: 'the namespace ci is not in the files, so its level is not known; nor is the user of the image',
  },
];

const workflow: readonly Fault[] = [
  ...awaiting('workflows', [
    'trivy-action follows master',
    'actions float on their major version, the reusable workflow on main',
    'the reusable workflow calls itself',
    'on pull requests an image is scanned that exists nowhere',
    'the tag scheme of the workflow is not that of the table: 40 digits and 7',
    'the repository name may have upper case, which the raw image references keep',
    'type=semver never fires: no trigger on tags',
    'the scan comes after the push',
    'SARIF output drops the severity filter: any finding fails the build',
    'upload-sarif lacks security-events: write, and its file may be missing',
    'the SBOM to attest comes from a substitution whose failure nobody sees',
    'a long-lived token writes the config repository',
    'values are pasted into shell commands',
    'no concurrency, no time limit',
    'a branch per commit: old pull requests can be merged over new ones',
  ]),
  ...awaiting('promotions', ['sed rewrites every tag in the file']),
  ...hidden(COMMAND, [
    'docker inspect reads a digest where no Docker daemon runs',
    'the identity to verify admits every workflow and ref of the repository',
  ]),
];

export const overviewFaults: readonly Fault[] = [...buildTask, ...scanTask, ...pipeline, ...kanikoJob, ...workflow];
