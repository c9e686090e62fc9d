import { findings } from './findings';

test('TKN095 takes an emptyDir for scratch where one Task runs twice, or conditions choose among tasks', () => {
  const run = (...tasks: readonly string[]): string => `
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: run, namespace: ci }
spec:
  workspaces: [{ name: a, emptyDir: {} }]
  pipelineSpec:
    workspaces: [{ name: a }]
    tasks:
${tasks.map((more, i) => `      - { name: t${i}, workspaces: [{ name: a }], ${more} }`).join('\n')}
`;
  const when = "when: [{ input: 'a', operator: in, values: ['a'] }]";
  expect(findings('TKN095', run('taskRef: { name: build }', 'taskRef: { name: build }'))).toEqual([]);
  expect(findings('TKN095', run(`taskRef: { name: a }, ${when}`, `taskRef: { name: b }, ${when}`))).toEqual([]);
  expect(findings('TKN095', run(`taskRef: { name: a }, ${when}`, 'taskRef: { name: b }'))).toEqual([
    'PipelineRun ci/run spec.workspaces[0]: the workspace "a" is an emptyDir, and the tasks t0, t1 each get one of their own; bind a volumeClaimTemplate',
  ]);
});

test('TKN095 and TKN096 follow the names of workspaces through the pipeline', () => {
  const run = (bindings: string, uses: string): string => `
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: run, namespace: ci }
spec:
  workspaces: ${bindings}
  pipelineSpec: { workspaces: [{ name: a }, { name: b }], tasks: [{ name: t, taskRef: { name: build }, workspaces: ${uses} }] }
`;
  const uses = '[{ name: source, workspace: a }, { name: cache, workspace: b }]';
  expect(findings('TKN095', run('[{ name: a, emptyDir: {} }]', uses))).toEqual([]);
  const template = 'volumeClaimTemplate: { spec: { accessModes: [ReadWriteOnce] } }';
  expect(findings('TKN096', run(`[{ name: a, ${template} }, { name: b, ${template} }]`, uses))).toEqual([
    'PipelineRun ci/run spec.workspaces: the task "t" gets 2 volume claims, for source and cache; use folders of one claim',
  ]);
  expect(findings('TKN096', run(`[{ name: a, ${template} }, { name: b, emptyDir: {} }]`, uses))).toEqual([]);
  expect(
    findings(
      'TKN096',
      run(`[{ name: a, ${template} }]`, '[{ name: source, workspace: a }, { name: cache, workspace: a }]'),
    ),
  ).toEqual([]);
});
