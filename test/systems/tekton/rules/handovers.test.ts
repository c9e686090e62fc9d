import { findings, rule } from './findings';

const BAD: Readonly<Record<string, readonly string[]>> = {
  TKN020: [
    'Pipeline order-service-ci/delivery spec.tasks[0].params[0]: the task "scan" gives the param "EXIT_CODE", which Task "go-test" does not have; remove it, or let Task "go-test" declare and read it',
  ],
  TKN021: [
    'Pipeline order-service-ci/delivery spec.tasks[0].params: the task "test" does not give the param "package", which Task "go-test" needs; give package',
  ],
  TKN022: [
    'Pipeline order-service-ci/delivery spec.tasks[0].params[0]: the param "flags" of Task "go-test" is of type array, and the value of type string; give a value of type array',
  ],
  TKN023: [
    'Pipeline order-service-ci/delivery spec.tasks[0].taskRef: the task "test" runs the Task "golang-test", which is not there; add a Task "golang-test"',
  ],
  TKN024: [
    'PipelineRun order-service-ci/delivery-1 spec.pipelineRef: the run names the Pipeline "deliver", which is not there; did you mean "delivery"?',
  ],
  TKN025: [
    'Task order-service-ci/clone spec.steps[0].ref: the step "clone" names the StepAction "gitclone", which is not there; did you mean "git-clone"?',
  ],
  TKN026: [
    'Pipeline order-service-ci/delivery spec.tasks[0].workspaces: the task "test" does not give the workspace "source", which Task "go-test" needs; bind the workspace "source"',
  ],
  TKN027: [
    'Pipeline order-service-ci/delivery spec.tasks[0].workspaces[1]: the task "test" gives the workspace "cache", which Task "go-test" does not have; remove it, or let Task "go-test" declare it',
  ],
  TKN028: [
    'Pipeline order-service-ci/delivery spec.tasks[0].workspaces[0]: the pipeline declares the workspace "shared" optional, and Task "go-test" needs it as "source"; declare it the same on both sides',
  ],
  TKN029: [
    'Pipeline order-service-ci/delivery spec.tasks[1].runAfter[0]: the task "lint" waits for "unit-test", which is no task of the pipeline; name one of test, lint',
  ],
  TKN030: [
    'Pipeline order-service-ci/delivery spec.tasks[1].params[0].value: $(tasks.test.status) is known to finally tasks alone; move the task to finally',
  ],
  TKN032: [
    'PipelineRun order-service-ci/delivery-1 spec.taskRunSpecs[0]: Pipeline "delivery" has no task "go-test"; name one of test',
  ],
};

test.each(Object.entries(BAD))('%s says of its bad example', (id, said) => {
  expect(findings(id, rule(id).bad)).toEqual(said);
});

const objects = (pipelineTask: string, run = ''): string => `
apiVersion: tekton.dev/v1
kind: Task
metadata: { name: build, namespace: ci }
spec:
  params: [{ name: image }, { name: flags, type: array, default: [] }, { name: who, type: object, properties: { name: { type: string }, mail: { type: string } }, default: { name: a } }]
  workspaces: [{ name: source }]
  steps: [{ name: s, image: busybox, args: ["$(params.image)", "$(params.flags[*])", "$(params.who.name)", "$(workspaces.source.path)"] }]
---
apiVersion: tekton.dev/v1
kind: Pipeline
metadata: { name: delivery, namespace: ci }
spec:
  params: [{ name: image }]
  workspaces: [{ name: source }]
  tasks: [${pipelineTask}]
${run}`;
const CALL = 'name: build, taskRef: { name: build }, workspaces: [{ name: source }]';
const ALL = ['TKN020', 'TKN021', 'TKN022', 'TKN026', 'TKN027'];

test('a complete call has nothing wrong: a workspace of the same name, numbers as texts, arrays by reference, results', () => {
  const params =
    '[{ name: image, value: 5 }, { name: flags, value: ["$(params.image)"] }, { name: who, value: { mail: b } }]';
  expect(ALL.flatMap((id) => findings(id, objects(`{ ${CALL}, params: ${params} }`)))).toEqual([]);
  const handed = '[{ name: image, value: "$(params.image)" }, { name: flags, value: "$(params.flags[*])" }]';
  expect(ALL.flatMap((id) => findings(id, objects(`{ ${CALL}, params: ${handed} }`)))).toEqual([]);
});

test('a matrix gives one value at a time', () => {
  const call = `{ ${CALL}, matrix: { params: [{ name: image, value: [a, b] }] } }`;
  expect(ALL.flatMap((id) => findings(id, objects(call)))).toEqual([]);
});

test('TKN022 asks for the keys that have no default', () => {
  const call = `{ ${CALL}, params: [{ name: image, value: a }, { name: who, value: { name: b } }] }`;
  expect(findings('TKN022', objects(call))).toEqual([
    'Pipeline ci/delivery spec.tasks[0].params[1]: the value of the param "who" has no mail; give mail',
  ]);
});

const RUN = (kind: string, spec: string): string => `
---
apiVersion: tekton.dev/v1
kind: ${kind}
metadata: { name: run, namespace: ci }
spec: ${spec}
`;

test('runs are judged like calls', () => {
  const spec =
    '{ pipelineRef: { name: delivery }, params: [{ name: imge, value: a }], workspaces: [{ name: sourse, emptyDir: {} }] }';
  const yaml = objects(`{ ${CALL}, params: [{ name: image, value: a }] }`, RUN('PipelineRun', spec));
  expect(ALL.flatMap((id) => findings(id, yaml))).toEqual([
    'PipelineRun ci/run spec.params[0]: the run gives the param "imge", which Pipeline "delivery" does not have; did you mean "image"?',
    'PipelineRun ci/run spec.params: the run does not give the param "image", which Pipeline "delivery" needs; give image',
    'PipelineRun ci/run spec.workspaces: the run does not give the workspace "source", which Pipeline "delivery" needs; bind the workspace "source"',
    'PipelineRun ci/run spec.workspaces[0]: the run gives the workspace "sourse", which Pipeline "delivery" does not have; did you mean "source"?',
  ]);
});

test('so are TaskRuns, and steps that use a StepAction', () => {
  const call = `{ ${CALL}, params: [{ name: image, value: a }] }`;
  const yaml = objects(
    call,
    RUN('TaskRun', '{ taskRef: { name: build }, workspaces: [{ name: source, emptyDir: {} }] }'),
  );
  expect(ALL.flatMap((id) => findings(id, yaml))).toEqual([
    'TaskRun ci/run spec.params: the run does not give the param "image", which Task "build" needs; give image',
  ]);
  const action = `
apiVersion: tekton.dev/v1beta1
kind: StepAction
metadata: { name: push, namespace: ci }
spec: { image: busybox, params: [{ name: image }], args: ["$(params.image)"] }
---
apiVersion: tekton.dev/v1
kind: Task
metadata: { name: build, namespace: ci }
spec: { steps: [{ name: push, ref: { name: push }, params: [{ name: img, value: a }] }] }
`;
  expect(ALL.flatMap((id) => findings(id, action))).toEqual([
    'Task ci/build spec.steps[0].params[0]: the step "push" gives the param "img", which StepAction "push" does not have; remove it, or let StepAction "push" declare and read it',
    'Task ci/build spec.steps[0].params: the step "push" does not give the param "image", which StepAction "push" needs; give image',
  ]);
});

test('TKN023 says where a task is instead, and leaves custom tasks and names from params alone', () => {
  const elsewhere = objects(`{ ${CALL} }`).replace(
    'metadata: { name: build, namespace: ci }',
    'metadata: { name: build, namespace: tools }',
  );
  expect(findings('TKN023', elsewhere)).toEqual([
    'Pipeline ci/delivery spec.tasks[0].taskRef: the task "build" runs the Task "build", which is not there: there is one in the namespace tools; put it into the namespace ci too',
  ]);
  const custom = objects(
    '{ name: wait, taskRef: { apiVersion: wait.dev/v1, kind: Wait, name: ten } }, { name: any, taskRef: { name: "$(params.image)" } }',
  );
  expect(findings('TKN023', custom)).toEqual([]);
});

const ordered = (...tasks: readonly string[]): string =>
  objects(tasks.map((task) => `{ taskRef: { name: build }, ${task} }`).join(', '));

test('TKN029 finds circles, through results too, and names only those in them', () => {
  const yaml = ordered(
    'name: a, runAfter: [b]',
    'name: b, params: [{ name: image, value: "$(tasks.c.results.x)" }]',
    'name: c, runAfter: [a]',
    'name: d, runAfter: [c]',
    'name: e',
  );
  expect(findings('TKN029', yaml)).toEqual([
    'Pipeline ci/delivery spec.tasks: the tasks a, b, c wait for each other; take one of the dependencies away',
  ]);
});

test('TKN030 finds order among finally tasks, and readers of their results', () => {
  const yaml = `
apiVersion: tekton.dev/v1
kind: Pipeline
metadata: { name: delivery, namespace: ci }
spec:
  tasks: [{ name: a, taskRef: { name: build }, params: [{ name: x, value: "$(tasks.status)" }] }]
  finally:
    - { name: f, taskRef: { name: build }, runAfter: [a], when: [{ input: "$(tasks.a.status)", operator: in, values: [Failed] }] }
    - { name: g, taskRef: { name: build }, params: [{ name: x, value: "$(tasks.f.results.r)" }] }
  results: [{ name: r, value: "$(finally.f.results.r)" }]
`;
  expect(findings('TKN030', yaml)).toEqual([
    'Pipeline ci/delivery spec.finally[0].runAfter: the finally task "f" has runAfter: all of them start at once; remove runAfter',
    'Pipeline ci/delivery spec.tasks[0].params[0].value: $(tasks.status) is known to finally tasks alone; move the task to finally',
    "Pipeline ci/delivery spec.finally[1].params[0].value: $(tasks.f.results.r) reads from a finally task, whose results go to the pipeline's results alone; let a task before finally write it",
  ]);
});
