import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allFindings } from './findings';

const SEEDS = join(__dirname, '..', '..', '..', 'seeds');
const read = (...names: readonly string[]): string =>
  names.map((name) => readFileSync(join(SEEDS, name), 'utf8')).join('---\n');
const OVERVIEW = ['overview/tekton.yaml', 'overview/kaniko.yaml'];
const ORDER_SERVICE = ['order-service/tekton.yaml'];

/** The rule and the place where each fault of a published pipeline is found, as `id subject field`. */
type Faults = readonly (readonly [fault: string, where: string])[];

const BUILD_PIPELINE: Faults = [
  ['build and push share no image store', 'TKN060 Task tekton-pipelines/buildah-build-push spec.steps[1]'],
  [
    'the digest is read from a step that writes none',
    'TKN006 Task tekton-pipelines/buildah-build-push spec.results[0].value',
  ],
  ['a digest without address tells Chains nothing', 'TKN064 Task tekton-pipelines/buildah-build-push spec.results[0]'],
  ['the build does not stand in the checkout', 'TKN057 Task tekton-pipelines/buildah-build-push spec.steps[0]'],
  ['the credentials are required and never used', 'TKN011 Task tekton-pipelines/buildah-build-push spec.workspaces[1]'],
  [
    'a privileged pod in a restricted namespace',
    'TKN080 Task tekton-pipelines/buildah-build-push spec.steps[0].securityContext.privileged',
  ],
  ['the same for the push', 'TKN080 Task tekton-pipelines/buildah-build-push spec.steps[1].securityContext.privileged'],
  ["Tekton's own namespace", 'TKN081 Task tekton-pipelines/buildah-build-push metadata.namespace'],
  ["Tekton's own namespace", 'TKN081 Task tekton-pipelines/trivy-scan metadata.namespace'],
  ["Tekton's own namespace", 'TKN081 Pipeline tekton-pipelines/build-pipeline metadata.namespace'],
  ['params become part of the build script', 'TKN050 Task tekton-pipelines/buildah-build-push spec.steps[0].script'],
  ['params become part of the push script', 'TKN050 Task tekton-pipelines/buildah-build-push spec.steps[1].script'],
  ['params become part of the scan script', 'TKN050 Task tekton-pipelines/trivy-scan spec.steps[0].script'],
  ['buildah by latest', 'TKN040 Task tekton-pipelines/buildah-build-push spec.steps[0].image'],
  ['buildah by latest', 'TKN040 Task tekton-pipelines/buildah-build-push spec.steps[1].image'],
  ['trivy by latest', 'TKN040 Task tekton-pipelines/trivy-scan spec.steps[0].image'],
  ['no resources for the build', 'TKN083 Task tekton-pipelines/buildah-build-push spec.steps'],
  ['no resources for the scan', 'TKN083 Task tekton-pipelines/trivy-scan spec.steps'],
  ['the database in every scan', 'TKN151 Task tekton-pipelines/trivy-scan spec.steps[0].script'],
  ['no report is kept', 'TKN152 Task tekton-pipelines/trivy-scan spec.steps[0].script'],
  ['the tag before the scan', 'TKN153 Pipeline tekton-pipelines/build-pipeline spec.tasks[2].params[0]'],
  ['/workspace/source by hand', 'TKN055 Task tekton-pipelines/buildah-build-push spec.steps[1].script'],
  ['the scan is given a tag', 'TKN070 Pipeline tekton-pipelines/build-pipeline spec.tasks[3].params[0]'],
  ['the hub resolver without version', 'TKN035 Pipeline tekton-pipelines/build-pipeline spec.tasks[0].taskRef.params'],
  ['git-clone of the old catalog', 'TKN034 Pipeline tekton-pipelines/build-pipeline spec.tasks[0].taskRef.params'],
  ['golang-test is not there', 'TKN023 Pipeline tekton-pipelines/build-pipeline spec.tasks[1].taskRef'],
  ['cosign-sign is not there', 'TKN023 Pipeline tekton-pipelines/build-pipeline spec.tasks[4].taskRef'],
  ['kaniko is archived', 'TKN042 Job ci/kaniko-build spec.template.spec.containers[0].image'],
  ['kaniko builds the head of a branch', 'TKN065 Job ci/kaniko-build spec.template.spec.containers[0]'],
];

const GO_SERVICE_CI: Faults = [
  ['-race without cgo', 'TKN054 Task go-test spec.steps[0]'],
  ['tee hides failing tests', 'TKN051 Task go-test spec.steps[0].script'],
  ['reports are left in /tmp', 'TKN056 Task go-test spec.steps[0]'],
  ['a param becomes part of the script', 'TKN050 Task go-test spec.steps[0].script'],
  ['golang by tag', 'TKN040 Task go-test spec.steps[0].image'],
  ['golangci-lint by tag', 'TKN040 Task go-test spec.steps[1].image'],
  ['kaniko by tag', 'TKN040 Task kaniko-build spec.steps[0].image'],
  ['kaniko is archived', 'TKN042 Task kaniko-build spec.steps[0].image'],
  ['no resources for the tests', 'TKN083 Task go-test spec.steps'],
  ['no resources for the build', 'TKN083 Task kaniko-build spec.steps'],
  ['root unsaid', 'TKN150 Task kaniko-build spec.steps[0].securityContext'],
  ['the tag before the scan', 'TKN153 Pipeline go-service-ci spec.tasks[2].params[0]'],
  ['a Secret from elsewhere', 'TKN154 Task kaniko-build spec.volumes[0]'],
  ['Go at its end', 'TKN155 Task go-test spec.steps[0].image'],
  ['golangci-lint at its end', 'TKN155 Task go-test spec.steps[1].image'],
  ['nothing leads to the listener', 'TRG050 EventListener tekton-pipelines/github-webhook metadata.name'],
  ['the docker config has another name', 'TKN061 Task kaniko-build spec.volumes[0]'],
  ['a password of ECR lasts 12 hours', 'TKN066 Task kaniko-build spec.volumes[0]'],
  ['the credentials of the workspace are never used', 'TKN011 Task kaniko-build spec.workspaces[1]'],
  ['the cache is named after a tag', 'TKN063 Task kaniko-build spec.steps[0]'],
  ['IMAGE_URL is never written', 'TKN012 Task kaniko-build spec.results[1]'],
  ['/tekton/results by hand', 'TKN055 Task kaniko-build spec.steps[0].args[8]'],
  ['a catalog that is not there', 'TKN037 Pipeline go-service-ci spec.tasks[0].taskRef.params'],
  ['git-clone 0.9 is deprecated', 'TKN034 Pipeline go-service-ci spec.tasks[0].taskRef.params'],
  ['trivy-scan is not there', 'TKN023 Pipeline go-service-ci spec.tasks[3].taskRef'],
  ['cosign-sign is not there', 'TKN023 Pipeline go-service-ci spec.tasks[4].taskRef'],
  ['git-update-deployment is not there', 'TKN023 Pipeline go-service-ci spec.tasks[5].taskRef'],
  ['promotes by tag', 'TKN070 Pipeline go-service-ci spec.tasks[5].params[2]'],
  [
    'an SSH key under another name',
    'TKN062 TriggerTemplate github-push-template spec.resourcetemplates[0].spec.workspaces[1]',
  ],
  ['the run lacks two params', 'TKN021 TriggerTemplate github-push-template spec.resourcetemplates[0].spec.params'],
  [
    'the run has no account',
    'TKN085 TriggerTemplate github-push-template spec.resourcetemplates[0].spec.taskRunTemplate.serviceAccountName',
  ],
  [
    'an AWS account of 9 digits',
    'TKN067 TriggerTemplate github-push-template spec.resourcetemplates[0].spec.params[2].value',
  ],
  [
    'the binding is in another namespace',
    'TRG001 EventListener tekton-pipelines/github-webhook spec.triggers[0].bindings[0].ref',
  ],
  [
    'the template is in another namespace',
    'TRG001 EventListener tekton-pipelines/github-webhook spec.triggers[0].template.ref',
  ],
  ["Tekton's own namespace", 'TKN081 EventListener tekton-pipelines/github-webhook metadata.namespace'],
  ['https with an SSH key', 'TRG015 EventListener tekton-pipelines/github-webhook spec.triggers[0].bindings'],
  ['the deletion of a branch', 'TRG007 EventListener tekton-pipelines/github-webhook spec.triggers[0].interceptors'],
  ['the listener may do nothing', 'TRG017 EventListener tekton-pipelines/github-webhook spec.serviceAccountName'],
];

/** `id subject field`, without what is said. */
const placesOf = (yaml: string): string[] => allFindings(yaml).map((line) => line.split(': ')[0] ?? '');

describe.each([
  [OVERVIEW, BUILD_PIPELINE],
  [ORDER_SERVICE, GO_SERVICE_CI],
])('%s', (files, faults) => {
  const found = placesOf(read(...files));

  test.each(faults)('%s', (_, where) => {
    expect(found).toContain(where);
  });

  test('nothing else is found, but what the level of the namespace asks beyond that', () => {
    const known = new Set(faults.map(([, where]) => where));
    const rest = found.filter((where) => !known.has(where));
    expect(rest.filter((where) => !/^TKN080 .*(allowPrivilegeEscalation|capabilities\.drop)$/.test(where))).toEqual([]);
  });
});

test('with both articles in one namespace, the param that the scan ignores is found too', () => {
  const yaml = read(...OVERVIEW, ...ORDER_SERVICE).replaceAll(/, namespace: [\w-]+|^ {2}namespace: .*\n/gm, '');
  const found = placesOf(yaml);
  expect(found).toContain('TKN020 Pipeline go-service-ci spec.tasks[3].params[2]');
  expect(found.filter((where) => where.startsWith('TRG001'))).toEqual([]);
});
