import { faultsOf, METADATA as metadata, type Named } from './faults';

describe('Tekton, where its CRDs leave a hole', () => {
  const step = { image: 'alpine@sha256:1', script: 'true', computeResources: { limits: { cpu: 1 } } };
  const taskSpec = (more: object): object => ({ steps: [step], ...more });
  const pipeline = (task: object): object => ({ tasks: [{ name: 'test', ...task }], finally: [] });

  const Task = (more: object): Named => ({
    apiVersion: 'tekton.dev/v1',
    kind: 'Task',
    metadata,
    spec: taskSpec(more),
  });
  const TaskRun = (spec: object): Named => ({
    apiVersion: 'tekton.dev/v1',
    kind: 'TaskRun',
    metadata: { generateName: 'test-' },
    spec,
  });
  const PipelineRun = (spec: object): Named => ({
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata,
    spec,
  });
  const Pipeline = (task: object): Named => ({
    apiVersion: 'tekton.dev/v1',
    kind: 'Pipeline',
    metadata,
    spec: pipeline(task),
  });
  const custom = { apiVersion: 'acme.dev/v1', kind: 'Wait', spec: { anything: true } };
  const claim = { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } };
  const embedded = '/spec/tasks/0/taskSpec';

  test.each<[string, Named]>([
    ['a step without a name', Task({})],
    ['volumes', Task({ volumes: [{ name: 'work', emptyDir: { sizeLimit: '1Gi' } }] })],
    ['an embedded task', Pipeline({ taskSpec: taskSpec({ metadata: { labels: { a: 'b' } } }) })],
    ['a custom task', Pipeline({ taskSpec: custom })],
    ['a pipeline in a pipeline', Pipeline({ pipelineSpec: pipeline({ taskRef: { name: 'x' } }) })],
    ['an embedded pipeline', PipelineRun({ pipelineSpec: pipeline({ taskSpec: taskSpec({}) }) })],
    ['a task in a run', TaskRun({ taskSpec: taskSpec({}), podTemplate: { securityContext: { runAsNonRoot: true } } })],
    ['a volume claim', PipelineRun({ workspaces: [{ name: 'work', volumeClaimTemplate: claim }] })],
    ['a param of any type', TaskRun({ params: [{ name: 'a', value: ['x'] }] })],
  ])('takes %s', (_, object) => {
    expect(faultsOf(object)).toEqual([]);
  });

  test.each<[string, Named, string]>([
    [
      'an unknown field of a step',
      Task({ steps: [{ ...step, resources: {} }] }),
      '/spec/steps/0 must NOT have additional properties: resources',
    ],
    [
      'an unknown volume',
      Task({ volumes: [{ name: 'work', emptydir: {} }] }),
      '/spec/volumes/0 must NOT have additional properties: emptydir',
    ],
    [
      'a step of an embedded task',
      Pipeline({ taskSpec: { steps: [{ ...step, img: 'x' }] } }),
      `${embedded}/steps/0 must NOT have additional properties: img`,
    ],
    [
      'a field of an embedded task',
      Pipeline({ taskSpec: taskSpec({ stepz: [] }) }),
      `${embedded} must NOT have additional properties: stepz`,
    ],
    [
      'a volume of an embedded task',
      Pipeline({ taskSpec: taskSpec({ volumes: [{ emptyDir: {} }] }) }),
      `${embedded}/volumes/0 must have required property 'name'`,
    ],
    [
      'a task deep in a run',
      PipelineRun({ pipelineSpec: pipeline({ pipelineSpec: pipeline({ taskSpec: { steps: 'x' } }) }) }),
      '/spec/pipelineSpec/tasks/0/pipelineSpec/tasks/0/taskSpec/steps must be array',
    ],
    ['a task run', TaskRun({ taskSpec: { step: [] } }), '/spec/taskSpec must NOT have additional properties: step'],
    [
      'an affinity',
      TaskRun({ podTemplate: { affinity: { podAffinities: {} } } }),
      '/spec/podTemplate/affinity must NOT have additional properties: podAffinities',
    ],
    [
      'a security context',
      PipelineRun({ taskRunTemplate: { podTemplate: { securityContext: { runAsRoot: false } } } }),
      '/spec/taskRunTemplate/podTemplate/securityContext must NOT have additional properties: runAsRoot',
    ],
    [
      'a volume claim',
      PipelineRun({ workspaces: [{ name: 'w', volumeClaimTemplate: { spec: { accessModes: ['Many'] } } }] }),
      '/spec/workspaces/0/volumeClaimTemplate/spec/accessModes/0 must be equal to one of the allowed values',
    ],
    [
      'the account at its old place',
      PipelineRun({ serviceAccountName: 'ci' }),
      '/spec must NOT have additional properties: serviceAccountName',
    ],
  ])('finds a fault in %s', (_, object, fault) => {
    expect(faultsOf(object)).toEqual([fault]);
  });
});

describe('EventListener', () => {
  const listener = (template: object): Named => ({
    apiVersion: 'triggers.tekton.dev/v1beta1',
    kind: 'EventListener',
    metadata,
    spec: { triggers: [{ triggerRef: 'push' }], resources: { kubernetesResource: { spec: { template } } } },
  });
  const place = '/spec/resources/kubernetesResource/spec/template/spec';

  test('takes a pod as far as Triggers lets one describe it', () => {
    const spec = { serviceAccountName: 'listener', containers: [{ resources: { limits: { cpu: '100m' } } }] };
    expect(faultsOf(listener({ spec }))).toEqual([]);
  });

  test('refuses the rest of a pod', () => {
    const spec = { hostNetwork: true, containers: [{ image: 'x' }] };
    expect(faultsOf(listener({ spec }))).toEqual([
      `${place} must NOT have additional properties: hostNetwork`,
      `${place}/containers/0 must NOT have additional properties: image`,
    ]);
  });
});

