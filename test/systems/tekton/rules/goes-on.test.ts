import { findings } from './findings';

test('TKN100: a result is waited for as well, and nothing waits for the last task', () => {
  const pipeline = (params: string): string => `
apiVersion: tekton.dev/v1
kind: Pipeline
metadata: { name: p, namespace: ci }
spec:
  tasks:
    - { name: scan, onError: continue, taskRef: { resolver: hub } }
    - { name: sign, onError: continue, taskRef: { resolver: hub }, params: [${params}] }
`;
  expect(findings('TKN100', pipeline(''))).toEqual([]);
  expect(findings('TKN100', pipeline("{ name: a, value: '$(tasks.scan.results.b)' }"))).toHaveLength(1);
});

test('TKN101: the exit code may be read by its path, and a step before counts for nothing', () => {
  const task = (first: string, second: string): string => `
apiVersion: tekton.dev/v1
kind: Task
metadata: { name: t, namespace: ci }
spec:
  steps:
    - { name: a, image: x, ${first} }
    - { name: b, image: x, ${second} }
`;
  const reads = 'args: [/tekton/steps/step-a/exitCode]';
  expect(findings('TKN101', task('onError: continue', reads))).toEqual([]);
  expect(findings('TKN101', task(reads, 'onError: continue'))).toHaveLength(1);
  expect(findings('TKN101', task('onError: stopAndFail', 'onError: stopAndFail'))).toEqual([]);
});

test('TRG070: a name that a param makes another each time, and objects that are no runs', () => {
  const template = (kind: string, metadata: string): string => `
apiVersion: triggers.tekton.dev/v1beta1
kind: TriggerTemplate
metadata: { name: t, namespace: ci }
spec:
  params: [{ name: rev }]
  resourcetemplates: [{ apiVersion: tekton.dev/v1, kind: ${kind}, metadata: ${metadata}, spec: { pipelineRef: { name: p } } }]
`;
  expect(findings('TRG070', template('PipelineRun', "{ name: 'run-$(tt.params.rev)' }"))).toEqual([]);
  expect(findings('TRG070', template('PipelineRun', '{ generateName: run- }'))).toEqual([]);
  expect(findings('TRG070', template('ConfigMap', '{ name: run }'))).toEqual([]);
  expect(findings('TRG070', template('PipelineRun', '{ name: run }'))).toHaveLength(1);
});
