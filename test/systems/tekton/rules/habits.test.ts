import { rule, findings } from './findings';

/** What the rules say of their bad examples, in full. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  TKN150: [
    'Task order-service-ci/go-test spec.steps[0].securityContext: the step "test" runs kaniko, which works as root only, and does not say as whom; set runAsUser: 0',
  ],
  TKN151: [
    'Task order-service-ci/go-test spec.steps[0].args: the step "test" fetches the database of trivy anew in each run; add --cache-dir or --db-repository',
  ],
  TKN152: [
    'Task order-service-ci/go-test spec.steps[0].args: the step "test" prints what trivy finds and keeps it nowhere; add --output, or write a result',
  ],
  TKN153: [
    'Pipeline order-service-ci/delivery spec.tasks[0].params[0]: the task "build" pushes registry.example.com/order-service:$(params.revision), and scan comes after it; push under a name of the run, and give the tag after the scan',
  ],
  TKN154: [
    'Task order-service-ci/go-test spec.volumes[0]: the Secret registry is made elsewhere; make sure that it is there before the runs',
  ],
  TKN155: [
    'Task order-service-ci/go-test spec.steps[0].image: the step "test" runs Go 1.22, which gets no fixes any more; take a release that is maintained',
  ],
  TRG050: [
    'EventListener order-service-ci/github metadata.name: nothing here leads to its Service el-github; add an Ingress or HTTPRoute with TLS',
  ],
};

test.each(Object.entries(SAID))('%s finds its mistake, and says so in full', (id, said) => {
  expect(findings(id, rule(id).bad)).toEqual(said);
});

const step = (body: string): string => `
apiVersion: tekton.dev/v1
kind: Task
metadata: { name: scan, namespace: ci }
spec: { steps: [{ name: scan, image: ghcr.io/acme/tools:1, ${body} }] }
`;

test('TKN151 knows where trivy is told of its database', () => {
  const scan = (env: string): string => step(`command: [trivy], args: [image, api], env: [{ name: ${env}, value: x }]`);
  expect(findings('TKN151', scan('TRIVY_CACHE_DIR'))).toEqual([]);
  expect(findings('TKN151', scan('TRIVY_SEVERITY'))).toHaveLength(1);
  const cache = 'command: [trivy], args: [image, api], volumeMounts: [{ name: db, mountPath: /root/.cache }]';
  expect(findings('TKN151', step(cache))).toEqual([]);
});

test('TKN152 takes a file, a pipe and a result for a report', () => {
  const scan = (script: string): string => step(`script: "${script}"`);
  expect(findings('TKN152', scan('trivy image api'))).toHaveLength(1);
  expect(findings('TKN152', scan('trivy image api > /tmp/report'))).toEqual([]);
  expect(findings('TKN152', scan('trivy image api | tee /tmp/report'))).toEqual([]);
  expect(findings('TKN152', scan('grype api -o sarif'))).toEqual([]);
});

test.each([
  ['golang:1.24', 1],
  ['golang:1.25-bookworm', 1],
  ['golang:1.26-bookworm', 0],
  ['golang:latest', 0],
  ['docker.io/library/node:20', 1],
  ['node:22-alpine', 0],
  ['python:3', 0],
  ['python:2-slim', 1],
  ['python:3.9-slim', 1],
  ['golangci/golangci-lint:v1.59-alpine', 1],
  ['golangci/golangci-lint:v2.1', 0],
  ['ghcr.io/acme/golang:1.1', 0],
])('TKN155 judges %s', (image, count) => {
  expect(findings('TKN155', step('args: []').replace('ghcr.io/acme/tools:1', image))).toHaveLength(count);
});

test('a Pipeline without a spec is read as an empty one', () => {
  expect(
    findings('TKN001', 'apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata: { name: empty, namespace: ci }\n'),
  ).toEqual([]);
});

const TEMPLATE = `
apiVersion: triggers.tekton.dev/v1beta1
kind: TriggerTemplate
metadata: { name: push, namespace: ci }
spec:
  params: [{ name: revision }]
  resourcetemplates:
    - apiVersion: tekton.dev/v1
      kind: TaskRun
      metadata: { generateName: push- }
      spec:
        taskSpec: { steps: [{ name: say, image: 'ghcr.io/acme/tools:1', args: ['$(tt.params.revision)', '$(uid)'] }] }
`;

test('TKN001 knows what Triggers fills in, wherever it stands', () => {
  expect(findings('TKN001', TEMPLATE)).toEqual([]);
});

test('TKN050 lets names of objects and whole scripts pass', () => {
  const saying = (text: string): string => step(`script: "echo ${text}"`);
  expect(findings('TKN050', saying('$(context.task.name)'))).toEqual([]);
  expect(findings('TKN050', saying('$(params.SCRIPT)'))).toEqual([]);
  expect(findings('TKN050', saying('$(params.message)'))).toHaveLength(1);
});

test('TKN023 is silent where others keep the tasks', () => {
  const calling = (...names: string[]): string => `
apiVersion: tekton.dev/v1
kind: Pipeline
metadata: { name: delivery, namespace: ci }
spec: { tasks: [${names.map((name) => `{ name: ${name}, taskRef: { name: ${name} } }`).join(', ')}] }
---${step('args: []')}`;
  expect(findings('TKN023', calling('git-clone', 'golang'))).toEqual([]);
  expect(findings('TKN023', calling('git-clone', 'scan'))).toHaveLength(1);
  expect(findings('TKN023', calling('scam'))).toHaveLength(1);
});
