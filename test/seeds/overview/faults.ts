import { CHOICE, type Fault, hidden } from '../fault';
import { workflowFaults } from './workflow-faults';

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
    rule: 'TKN151',
    at: `tekton.yaml:57 ${SCAN} spec.steps[0].script`,
  },
  ...hidden(CHOICE, [
    'unfixed vulnerabilities fail the scan: no --ignore-unfixed, no VEX',
    'the scan also looks for secrets',
  ]),
  {
    fault: 'the report of the scan is lost',
    rule: 'TKN152',
    at: `tekton.yaml:57 ${SCAN} spec.steps[0].script`,
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
    rule: 'TKN153',
    at: `tekton.yaml:109 ${PIPELINE} spec.tasks[2].params[0]`,
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
    rule: 'KUB052',
    at: `kaniko.yaml:6 ${JOB} spec.backoffLimit`,
  },
  {
    fault: 'a finished build stays for ever',
    rule: 'KUB053',
    at: `kaniko.yaml:6 ${JOB} spec.ttlSecondsAfterFinished`,
  },
  {
    fault: 'kaniko needs root and a writable root, which restricted refuses',
    undecidable: 'the namespace ci is not in the files, so its level is not known; nor is the user of the image',
  },
];

export const overviewFaults: readonly Fault[] = [
  ...buildTask,
  ...scanTask,
  ...pipeline,
  ...kanikoJob,
  ...workflowFaults,
];
