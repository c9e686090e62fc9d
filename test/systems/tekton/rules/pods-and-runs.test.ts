import { findings, rule } from './findings';

const BAD: Readonly<Record<string, readonly string[]>> = {
  TKN080: [
    'Task order-service-ci/go-test spec.steps[0].securityContext.privileged: the namespace "order-service-ci" enforces restricted: container "test" must not be privileged; mend it here, or let the namespace enforce less (control privileged)',
    'Task order-service-ci/go-test spec.steps[0].securityContext.allowPrivilegeEscalation: the namespace "order-service-ci" enforces restricted: container "test" must set allowPrivilegeEscalation to false; mend it here, or let the namespace enforce less (control allowPrivilegeEscalation)',
  ],
  TKN081: [
    'Task tekton-pipelines/go-test metadata.namespace: it stands in tekton-pipelines, a namespace of Tekton itself; move it to a namespace of its own',
  ],
  TKN082: [
    'Namespace order-service-ci: Tekton runs in this restricted namespace, and the feature flag set-security-context is not "true"; set it to "true" in the ConfigMap feature-flags of tekton-pipelines',
  ],
  TKN083: [
    'Task order-service-ci/go-test spec.steps: the step "test" says nothing of what it needs; set requests and a memory limit in computeResources',
  ],
  TKN084: [
    'Task order-service-ci/go-test spec.steps[0].computeResources: the step "test" requests memory 2Gi and may have 1Gi; raise the limit to 2Gi at least',
  ],
  TKN085: [
    'PipelineRun order-service-ci/delivery-1 spec.taskRunTemplate.serviceAccountName: the run uses the account "default"; name an account of its own',
  ],
  TKN086: [
    'ServiceAccount order-service-ci/delivery automountServiceAccountToken: the steps of its runs get its token for the Kubernetes API; set automountServiceAccountToken to false',
  ],
  TKN090: [
    'Task order-service-ci/go-test spec.steps[0].env[1]: the name "GOFLAGS" stands here a second time; remove one of the two',
  ],
  TKN091: [
    "Task order-service-ci/go-test spec.steps[0]: a volume is mounted at /tekton/results, which is Tekton's own; mount it outside of /tekton",
  ],
  TKN092: [
    'Task order-service-ci/go-test spec.steps[0].volumeMounts[0]: Task "go-test" declares no volume "cache"; declare the volume "cache"',
  ],
  TKN093: [
    'Task order-service-ci/go-test spec.steps[0].name: "unit_test" is no DNS label; take small letters, digits and hyphens, 63 at most',
  ],
  TKN095: [
    'PipelineRun order-service-ci/delivery-1 spec.workspaces[0]: the workspace "source" is an emptyDir, and the tasks clone, test each get one of their own; bind a volumeClaimTemplate',
  ],
  TKN096: [
    'PipelineRun order-service-ci/delivery-1 spec.workspaces: the task "test" gets 2 volume claims, for source and cache; use folders of one claim',
  ],
  TKN097: [
    'Task order-service-ci/go-test spec.steps[0]: the step "test" writes a whole report into the result "report"; write it into a workspace, and a summary into the result',
  ],
  TKN100: [
    'Pipeline order-service-ci/delivery spec.tasks[0].onError: "build" waits for "test" and runs when it has failed; remove onError',
  ],
  TKN101: [
    'Task order-service-ci/go-test spec.steps[0].onError: no later step reads the exit code of "test"; remove onError, or read the exit code',
  ],
};

test.each(Object.entries(BAD))('%s says of its bad example', (id, said) => {
  expect(findings(id, rule(id).bad)).toEqual(said);
});

const NAMESPACE = (labels: string): string => `
apiVersion: v1
kind: Namespace
metadata: { name: ci, labels: { ${labels} } }
`;
const ENFORCE = 'pod-security.kubernetes.io/enforce';
const TASK = `
apiVersion: tekton.dev/v1
kind: Task
metadata: { name: build, namespace: ci }
spec:
  stepTemplate: { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } } }
  steps: [{ name: s, image: busybox }]
`;
const RUN = (spec: string): string => `
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: run, namespace: ci }
spec: { pipelineSpec: { tasks: [{ name: build, taskRef: { name: build } }] }, taskRunTemplate: ${spec} }
`;
const yaml = (...documents: readonly string[]): string => documents.join('---');

test('TKN080 merges the step template, and supposes the kindest run where none is known', () => {
  expect(findings('TKN080', yaml(NAMESPACE(`${ENFORCE}: restricted`), TASK))).toEqual([]);
});

test('TKN080 judges with the pod template of the run', () => {
  const kind = '{ podTemplate: { securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } } } }';
  expect(findings('TKN080', yaml(NAMESPACE(`${ENFORCE}: restricted`), TASK, RUN(kind)))).toEqual([]);
  const controls = findings('TKN080', yaml(NAMESPACE(`${ENFORCE}: restricted`), TASK, RUN('{}'))).map(
    (line) => /control (\w+)/.exec(line)?.[1],
  );
  expect(controls).toEqual(['runAsNonRoot', 'seccompProfile_restricted']);
});

test('TKN080 is silent where the namespace enforces nothing, and knows those of Tekton', () => {
  expect(findings('TKN080', yaml(NAMESPACE('team: a'), TASK, RUN('{}')))).toEqual([]);
  const inTekton = TASK.replace('namespace: ci', 'namespace: tekton-pipelines').replace(
    'drop: [ALL]',
    'add: [SYS_ADMIN]',
  );
  expect(findings('TKN080', inTekton).map((line) => line.split(': ')[0])).toEqual([
    'Task tekton-pipelines/build spec.steps[0].securityContext.capabilities.drop',
    'Task tekton-pipelines/build spec.steps[0].securityContext.capabilities.add',
  ]);
});

test('TKN082 says it once for a namespace, and whether the flag is known', () => {
  expect(
    findings('TKN082', yaml(NAMESPACE(`${ENFORCE}: restricted`), TASK, TASK.replace('name: build', 'name: other'))),
  ).toEqual([
    'Namespace ci: Tekton runs in this restricted namespace, and nothing here sets the feature flag set-security-context; set it to "true" in the ConfigMap feature-flags of tekton-pipelines',
  ]);
  expect(findings('TKN082', yaml(NAMESPACE(`${ENFORCE}: baseline`), TASK))).toEqual([]);
});

test('TKN083 names all steps at once, and takes the step template for an answer', () => {
  const two = TASK.replace('{ name: s, image: busybox }', '{ name: s, image: busybox }, { name: t, image: busybox }');
  expect(findings('TKN083', two)).toEqual([
    'Task ci/build spec.steps: the steps "s", "t" say nothing of what they need; set requests and a memory limit in computeResources',
  ]);
  expect(
    findings(
      'TKN083',
      two.replace('stepTemplate: {', 'stepTemplate: { computeResources: { requests: { cpu: 100m } },'),
    ),
  ).toEqual([]);
});

test('TKN085 looks at TaskRuns too', () => {
  const taskRun = `
apiVersion: tekton.dev/v1
kind: TaskRun
metadata: { name: run, namespace: ci }
spec: { taskRef: { name: build } }
`;
  expect(findings('TKN085', taskRun)).toEqual([
    'TaskRun ci/run spec.serviceAccountName: the run uses the account "default"; name an account of its own',
  ]);
  expect(findings('TKN085', taskRun.replace('spec: {', 'spec: { serviceAccountName: build,'))).toEqual([]);
});

test('TKN086 accepts a run whose pods mount no token', () => {
  const account = `
apiVersion: v1
kind: ServiceAccount
metadata: { name: build, namespace: ci }
`;
  const run = RUN('{ serviceAccountName: build, podTemplate: { automountServiceAccountToken: false } }');
  expect(findings('TKN086', yaml(account, TASK, run))).toEqual([]);
  expect(findings('TKN086', yaml(account, TASK, run.replace('false', 'true')))).toHaveLength(1);
});

test('TKN090 looks into every list', () => {
  const doubled = `
apiVersion: tekton.dev/v1
kind: Pipeline
metadata: { name: p, namespace: ci }
spec:
  params: [{ name: a }, { name: a }]
  tasks: [{ name: t, taskRef: { name: build }, params: [{ name: x, value: b }, { name: x, value: c }] }]
  finally: [{ name: t, taskRef: { name: build } }]
`;
  expect(findings('TKN090', doubled).map((line) => line.split(': ')[0])).toEqual([
    'Pipeline ci/p spec.params[1]',
    'Pipeline ci/p spec.finally[0]',
    'Pipeline ci/p spec.tasks[0].params[1]',
  ]);
});

test('TKN091 knows the names of volumes and sidecars, and leaves the home of steps alone', () => {
  const reserved = TASK.replace(
    'steps:',
    'volumes: [{ name: tekton-internal-run, emptyDir: {} }]\n  sidecars: [{ name: tekton-log-results, image: a }]\n  steps:',
  );
  expect(findings('TKN091', reserved)).toEqual([
    'Task ci/build spec.volumes[0]: the name "tekton-internal-run" is Tekton\'s own; take another name',
    'Task ci/build spec.sidecars[0]: the name "tekton-log-results" is Tekton\'s own; take another name',
  ]);
  expect(
    findings('TKN091', TASK.replace('busybox', 'busybox, volumeMounts: [{ name: h, mountPath: /tekton/home/a }]')),
  ).toEqual([]);
});

test('TKN092 takes volumes from the pod template of a run, and looks into the step template', () => {
  const mounting = TASK.replace('image: busybox', 'image: busybox, volumeMounts: [{ name: certs, mountPath: /certs }]');
  expect(
    findings('TKN092', yaml(mounting, RUN('{ podTemplate: { volumes: [{ name: certs, emptyDir: {} }] } }'))),
  ).toEqual([]);
  expect(findings('TKN092', mounting)).toHaveLength(1);
  const template = TASK.replace(
    'stepTemplate: {',
    'stepTemplate: { volumeMounts: [{ name: certs, mountPath: /certs }],',
  );
  expect(findings('TKN092', template)).toEqual([
    'Task ci/build spec.stepTemplate.volumeMounts[0]: Task "build" declares no volume "certs"; declare the volume "certs"',
  ]);
});

test('TKN093 counts the letters of an EventListener, whose Service begins with el-', () => {
  const listener = (name: string): string => `
apiVersion: triggers.tekton.dev/v1beta1
kind: EventListener
metadata: { name: ${name}, namespace: ci }
spec: { triggers: [] }
`;
  expect(findings('TKN093', listener('a'.repeat(60)))).toEqual([]);
  expect(findings('TKN093', listener('a'.repeat(61)))).toEqual([
    `EventListener ci/${'a'.repeat(61)} metadata.name: the name has 61 characters; take one of 60 at most`,
  ]);
});
