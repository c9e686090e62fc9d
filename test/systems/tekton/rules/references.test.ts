import { findings, rule } from './findings';

const BAD: Readonly<Record<string, readonly string[]>> = {
  TKN001: [
    'Task order-service-ci/go-test spec.steps[0].args[1]: $(param.package) begins with "param", which means nothing to Tekton; did you mean $(params.package)?',
  ],
  TKN002: [
    'Task order-service-ci/go-test spec.steps[0].workingDir: $(params.pakage) reads the param "pakage", which is not declared; did you mean "package"?',
  ],
  TKN003: [
    'Task order-service-ci/go-test spec.steps[0].workingDir: $(workspaces.sources.path) reads the workspace "sources", and the declared ones are: source; declare the workspace "sources", or name another',
  ],
  TKN004: [
    'Task order-service-ci/go-test spec.steps[0].args[1]: $(results.digest.path) writes the result "digest", which the task does not declare; declare the result "digest"',
  ],
  TKN005: [
    'Pipeline order-service-ci/delivery spec.results[0].value: $(tasks.build.results.image-digest) reads the result "image-digest", which Task "build" does not declare; read one of digest',
  ],
  TKN006: [
    'Task order-service-ci/build spec.results[0].value: $(steps.build.results.IMAGE_DIGEST) reads a result that the step "build" does not declare; let the step "build" declare and write the result "IMAGE_DIGEST"',
  ],
  TKN007: [
    'Pipeline order-service-ci/delivery spec.tasks[0].timeout: $(params.order) stays as it is: this field is not substituted; write the value itself',
  ],
  TKN010: [
    'Task order-service-ci/go-test spec.params[0]: nothing in Task "go-test" reads the param "package"; read it, or remove it',
  ],
  TKN011: [
    'Task order-service-ci/go-test spec.workspaces[1]: nothing in Task "go-test" uses the workspace "credentials"; use its path, or remove it',
  ],
  TKN012: [
    'Task order-service-ci/go-test spec.results[0]: no step of Task "go-test" writes the result "IMAGE_URL"; write $(results.IMAGE_URL.path)',
  ],
  TKN013: ['Task order-service-ci/go-test spec.volumes[0]: no step mounts the volume "cache"; mount it, or remove it'],
};

test.each(Object.entries(BAD))('%s says of its bad example', (id, said) => {
  expect(findings(id, rule(id).bad)).toEqual(said);
});

const task = (spec: string): string => `
apiVersion: tekton.dev/v1
kind: Task
metadata: { name: build, namespace: ci }
spec: ${spec}
`;

test.each([
  [
    'an open parenthesis',
    '{ params: [{ name: a }], steps: [{ name: s, args: ["$(params.a"] }] }',
    '$(params.a is not closed',
  ],
  [
    'a result without path',
    '{ results: [{ name: r }], steps: [{ name: s, args: ["$(results.r)"] }] }',
    '$(results.r) is no reference that Tekton substitutes here',
  ],
  [
    'a workspace without path',
    '{ workspaces: [{ name: w }], steps: [{ name: s, args: ["$(workspaces.w)"] }] }',
    '$(workspaces.w) is no reference that Tekton substitutes here',
  ],
  [
    'a slip in the script',
    '{ steps: [{ name: s, script: "echo $(workspace.w.path)" }] }',
    '$(workspace.w.path) begins with "workspace", which means nothing to Tekton',
  ],
  [
    'anything else in an image',
    '{ steps: [{ name: s, image: "golang:$(version)" }] }',
    '$(version) begins with "version", which means nothing to Tekton',
  ],
  [
    'a param of a template outside of one',
    '{ steps: [{ name: s, args: ["$(tt.params.a)"] }] }',
    '$(tt.params.a) begins with "tt", which means nothing to Tekton',
  ],
])('TKN001 finds %s', (_, spec, message) => {
  expect(findings('TKN001', task(spec)).map((line) => line.includes(`: ${message}; `))).toEqual([true]);
});

test.each([
  [
    'commands of a shell',
    '{ steps: [{ name: s, script: "echo $(date) $(git rev-parse HEAD) $(./run.sh) $(( 1 + 2 ))" }] }',
  ],
  ['variables of Kubernetes', '{ steps: [{ name: s, args: ["$(HOME)", "$(POD_NAME)"] }] }'],
  ['names in brackets', '{ params: [{ name: a.b }], steps: [{ name: s, args: ["$(params[\'a.b\'])"] }] }'],
  [
    'items of arrays',
    '{ params: [{ name: a, type: array }], steps: [{ name: s, args: ["$(params.a[*])", "$(params.a[0])"] }] }',
  ],
  [
    'keys of objects',
    '{ params: [{ name: o, properties: { k: { type: string } } }], steps: [{ name: s, args: ["$(params.o.k)"] }] }',
  ],
  ['the context', '{ steps: [{ name: s, args: ["$(context.taskRun.name)", "$(context.task.retry-count)"] }] }'],
  ['exit codes', '{ steps: [{ name: s }, { name: t, args: ["$(steps.step-s.exitCode.path)"] }] }'],
  ['descriptions', '{ description: "write $(parms.x)", steps: [{ name: s }] }'],
])('TKN001 and TKN002 leave %s alone', (_, spec) => {
  expect([...findings('TKN001', task(spec)), ...findings('TKN002', task(spec))]).toEqual([]);
});

test('TKN002 looks into volumes, sidecars and workspaces too', () => {
  const spec = `{
    steps: [{ name: s }], sidecars: [{ name: d, image: "$(params.a)" }],
    volumes: [{ name: v, secret: { secretName: "$(params.b)" } }], workspaces: [{ name: w, mountPath: "/$(params.c)" }] }`;
  expect(findings('TKN002', task(spec)).map((line) => line.split(': ')[0])).toEqual([
    'Task ci/build spec.sidecars[0].image',
    'Task ci/build spec.volumes[0].secret.secretName',
    'Task ci/build spec.workspaces[0].mountPath',
  ]);
});

const embedded = `
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: run, namespace: ci }
spec:
  params: [{ name: fromRun, value: a }]
  workspaces: [{ name: source, emptyDir: {} }]
  pipelineSpec:
    params: [{ name: fromPipeline, default: b }]
    tasks:
      - name: build
        params: [{ name: fromCall, value: c }]
        taskSpec:
          results: [{ name: digest }]
          steps:
            - name: s
              image: busybox
              workingDir: $(workspaces.source.path)
              args: ["$(params.fromRun)", "$(params.fromPipeline)", "$(params.fromCall)", "$(results.digest.path)"]
      - name: sign
        taskSpec: { steps: [{ name: s, image: busybox, args: ["$(tasks.build.results.digest)"] }] }
`;

test('an embedded task reads what is declared and given around it', () => {
  expect(
    ['TKN001', 'TKN002', 'TKN003', 'TKN004', 'TKN005', 'TKN010', 'TKN021'].flatMap((id) => findings(id, embedded)),
  ).toEqual([]);
});

test('TKN005 looks into embedded tasks, and at the task itself', () => {
  expect(findings('TKN005', embedded.replace('tasks.build.results', 'tasks.biuld.results'))).toEqual([
    'PipelineRun ci/run spec.pipelineSpec.tasks[1].taskSpec.steps[0].args[0]: $(tasks.biuld.results.digest) reads from "biuld", which is no task of the pipeline; name one of build, sign',
  ]);
});

const steps = (reader: string, first = 'reads', second = 'writes'): string => {
  const one = {
    reads: `{ name: reads, image: busybox, ${reader} }`,
    writes: '{ name: writes, image: busybox, results: [{ name: r }] }',
  };
  return task(`{ steps: [${one[first as 'reads']}, ${one[second as 'reads']}] }`);
};
const READER = 'args: ["$(steps.writes.results.r)"]';

test.each([
  [
    'a later step',
    steps(READER),
    '$(steps.writes.results.r) reads from the step "writes", which has not run by then; move the reader behind it',
  ],
  [
    'no step',
    steps('args: ["$(steps.wirtes.results.r)"]', 'writes', 'reads'),
    '$(steps.wirtes.results.r) reads from the step "wirtes", which the task has not; name one of writes, reads',
  ],
  [
    'a field without substitution',
    steps('image: "$(steps.writes.results.r)"'.replace('image', 'workingDir'), 'writes', 'reads'),
    '$(steps.writes.results.r) stands in workingDir, where results of steps are not substituted; read it through env',
  ],
])('TKN006 finds a reader of %s', (_, yaml, said) => {
  expect(findings('TKN006', yaml).map((line) => line.slice(line.indexOf('$(')))).toEqual([said]);
});

test('TKN006 accepts a reader behind its step', () => {
  expect(findings('TKN006', steps(READER, 'writes', 'reads'))).toEqual([]);
});

const written = (script: string): string =>
  task(`{ results: [{ name: IMAGE_URL }], steps: [{ name: s, image: busybox, script: ${JSON.stringify(script)} }] }`);

test.each([
  'echo > /tekton/results/IMAGE_URL',
  'rsync -a out/ "/tekton/results/"',
  'for r in $all; do cp $r /tekton/results/$r; done',
  'echo > "$(results[\'IMAGE_URL\'].path)"',
])('TKN012 sees that %s may write it', (script) => {
  expect(findings('TKN012', written(script))).toEqual([]);
});

test('what a StepAction uses counts for the task, and nothing is said of one that is fetched', () => {
  const using = (ref: string): string => `
apiVersion: tekton.dev/v1beta1
kind: StepAction
metadata: { name: push, namespace: ci }
spec: { image: busybox, args: ["$(workspaces.source.path)", "$(results.digest.path)"] }
---
${task(`{ workspaces: [{ name: source }], results: [{ name: digest }], volumes: [{ name: v, emptyDir: {} }], steps: [{ name: s, ref: ${ref} }] }`)}`;
  const said = (yaml: string): string[] => ['TKN011', 'TKN012', 'TKN013'].flatMap((id) => findings(id, yaml));
  expect(said(using('{ name: push }'))).toEqual([
    'Task ci/build spec.volumes[0]: no step mounts the volume "v"; mount it, or remove it',
  ]);
  expect(said(using('{ resolver: hub, params: [{ name: name, value: push }] }'))).toEqual([]);
});
