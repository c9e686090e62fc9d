import { CHOICE, type Fault, hidden } from '../fault';

const TEST = 'Task go-test';
const BUILD = 'Task kaniko-build';
const PIPELINE = 'Pipeline go-service-ci';
const LISTENER = 'EventListener tekton-pipelines/github-webhook';
const TEMPLATE = 'TriggerTemplate github-push-template';
const RUN = 'spec.resourcetemplates[0].spec';

const testTask: readonly Fault[] = [
  {
    fault: 'the race detector runs without cgo and without a compiler',
    rule: 'TKN054',
    at: `tekton.yaml:13 ${TEST} spec.steps[0]`,
  },
  {
    fault: 'the pipe into tee hides that tests fail',
    rule: 'TKN051',
    at: `tekton.yaml:21 ${TEST} spec.steps[0].script`,
  },
  { fault: 'the package is pasted into the script', rule: 'TKN050', at: `tekton.yaml:21 ${TEST} spec.steps[0].script` },
  { fault: 'the reports go to /tmp and are lost', rule: 'TKN056', at: `tekton.yaml:13 ${TEST} spec.steps[0]` },
  {
    fault: 'the images of the steps are named by tags',
    rule: 'TKN040',
    at: `tekton.yaml:14 ${TEST} spec.steps[0].image`,
  },
  {
    fault: 'Go 1.22 and golangci-lint 1.59 get no fixes any more',
    rule: 'TKN155',
    at: `tekton.yaml:14 ${TEST} spec.steps[0].image`,
  },
  {
    fault: 'GOFLAGS=-mod=vendor fails where nothing is vendored',
    undecidable: 'whether the repository has a vendor folder stands in the repository',
  },
  {
    fault: 'git calls the checkout of another user dubious',
    undecidable: 'the user of the remote clone task stands in the catalog',
  },
  { fault: 'tests and lint wait for each other', undecidable: CHOICE },
];

const buildTask: readonly Fault[] = [
  {
    fault: 'the Secret is mounted without the name config.json',
    rule: 'TKN061',
    at: `tekton.yaml:79 ${BUILD} spec.volumes[0]`,
  },
  {
    fault: 'the pod hangs when the Secret is absent',
    rule: 'TKN154',
    at: `tekton.yaml:79 ${BUILD} spec.volumes[0]`,
  },
  {
    fault: 'the workspace docker-credentials is never used',
    rule: 'TKN011',
    at: `tekton.yaml:49 ${BUILD} spec.workspaces[1]`,
  },
  { fault: 'the password of ECR lasts 12 hours', rule: 'TKN066', at: `tekton.yaml:79 ${BUILD} spec.volumes[0]` },
  {
    fault: 'the name of the cache holds the tag: it never works',
    rule: 'TKN063',
    at: `tekton.yaml:57 ${BUILD} spec.steps[0]`,
  },
  { fault: 'IMAGE_URL is declared and never written', rule: 'TKN012', at: `tekton.yaml:54 ${BUILD} spec.results[1]` },
  {
    fault: 'the path of a result is written by hand',
    rule: 'TKN055',
    at: `tekton.yaml:74 ${BUILD} spec.steps[0].args[8]`,
  },
  { fault: 'kaniko is archived', rule: 'TKN042', at: `tekton.yaml:58 ${BUILD} spec.steps[0].image` },
  {
    fault: 'kaniko needs root and does not say so',
    rule: 'TKN150',
    at: `tekton.yaml:57 ${BUILD} spec.steps[0].securityContext`,
  },
];

const pipeline: readonly Fault[] = [
  {
    fault: 'a catalog of pipelines is asked for a task',
    rule: 'TKN037',
    at: `tekton.yaml:104 ${PIPELINE} spec.tasks[0].taskRef.params`,
  },
  {
    fault: 'git-clone 0.9 is deprecated',
    rule: 'TKN034',
    at: `tekton.yaml:104 ${PIPELINE} spec.tasks[0].taskRef.params`,
  },
  { fault: 'trivy-scan is not defined', rule: 'TKN023', at: `tekton.yaml:144 ${PIPELINE} spec.tasks[3].taskRef` },
  { fault: 'cosign-sign is not defined', rule: 'TKN023', at: `tekton.yaml:155 ${PIPELINE} spec.tasks[4].taskRef` },
  {
    fault: 'git-update-deployment is not defined',
    rule: 'TKN023',
    at: `tekton.yaml:162 ${PIPELINE} spec.tasks[5].taskRef`,
  },
  {
    fault: 'the image is promoted by its tag',
    rule: 'TKN070',
    at: `tekton.yaml:174 ${PIPELINE} spec.tasks[5].params[2]`,
  },
  ...hidden('a task that is not in the files declares nothing: TKN020 and TKN021 say it once the task is there', [
    'EXIT_CODE is no param of trivy-scan: silently ignored',
    'git-update-deployment takes neither GIT_PATH_FILES nor NEW_TAG',
  ]),
  ...hidden(CHOICE, [
    'git credentials are required for public repositories too',
    'signing and deploying wait by runAfter alone, which holds as long as the scan fails',
  ]),
];

const triggers: readonly Fault[] = [
  {
    fault: 'the run lacks gitops-repo-url and gitops-path',
    rule: 'TKN021',
    at: `tekton.yaml:233 ${TEMPLATE} ${RUN}.params`,
  },
  {
    fault: 'the listener stands in a namespace of Tekton',
    rule: 'TKN081',
    at: `tekton.yaml:181 ${LISTENER} metadata.namespace`,
  },
  {
    fault: 'the listener does not find its binding: another namespace',
    rule: 'TRG001',
    at: `tekton.yaml:202 ${LISTENER} spec.triggers[0].bindings[0].ref`,
  },
  {
    fault: 'the listener does not find its template: another namespace',
    rule: 'TRG001',
    at: `tekton.yaml:204 ${LISTENER} spec.triggers[0].template.ref`,
  },
  {
    fault: 'an https address is cloned with an SSH key',
    rule: 'TRG015',
    at: `tekton.yaml:201 ${LISTENER} spec.triggers[0].bindings`,
  },
  {
    fault: 'the deletion of a branch passes and has no head_commit',
    rule: 'TRG007',
    at: `tekton.yaml:186 ${LISTENER} spec.triggers[0].interceptors`,
  },
  {
    fault: 'nobody grants the account of the listener anything',
    rule: 'TRG017',
    at: `tekton.yaml:183 ${LISTENER} spec.serviceAccountName`,
  },
  {
    fault: 'the run has no account of its own',
    rule: 'TKN085',
    at: `tekton.yaml:230 ${TEMPLATE} ${RUN}.taskRunTemplate.serviceAccountName`,
  },
  {
    fault: 'the SSH key is bound without the names that ssh looks for',
    rule: 'TKN062',
    at: `tekton.yaml:248 ${TEMPLATE} ${RUN}.workspaces[1]`,
  },
  {
    fault: 'the address of the registry has an account of 9 digits',
    rule: 'TKN067',
    at: `tekton.yaml:239 ${TEMPLATE} ${RUN}.params[2].value`,
  },
  {
    fault: 'nothing leads to the listener from outside',
    rule: 'TRG050',
    at: `tekton.yaml:180 ${LISTENER} metadata.name`,
  },
  { fault: 'the webhook must send JSON', undecidable: 'it is set at GitHub' },
  { fault: 'the run has no timeouts and no fsGroup', undecidable: CHOICE },
];

export const pipelineFaults: readonly Fault[] = [...testTask, ...buildTask, ...pipeline, ...triggers];
