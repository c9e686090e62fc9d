import { toYaml } from '../../../../lib/assembly';
import { assemblyOf, type Example } from '../../../../lib/audit';
import { Platform } from '../../../../lib/model';
import { example, oneStep, pipeline, run, step, task } from '../../../../lib/systems/tekton/rules/examples';
import { findings, rule } from './findings';

const said = (id: string, ...objects: readonly object[]): string[] => findings(id, toYaml(objects));

test.each([
  [
    'TKN156',
    [
      'Task order-service-ci/push spec.steps[0].volumeMounts: the step "push" only reads the volume "registry", and no step before it mounts it to write; let a step before it write into the volume',
    ],
  ],
  [
    'TKN157',
    [
      'Task order-service-ci/push spec.steps[0]: the step "log-in" names a file below /registry, where the step "push" mounts the volume "registry" and it mounts none; mount "registry" at /registry in the step "log-in"',
    ],
  ],
  [
    'TKN158',
    [
      'Pipeline order-service-ci/delivery spec.tasks[1]: the task "test" works where "clone" checks out, and does not wait for it; add "clone" to runAfter',
    ],
  ],
  [
    'TKN159',
    [
      'Pipeline order-service-ci/delivery spec.tasks[1]: the task "sign" does not wait for "test"; let it, or a task before it, run after "test"',
    ],
  ],
  [
    'TKN160',
    [
      'PipelineRun order-service-ci/delivery-1 spec.taskRunTemplate.serviceAccountName: no ServiceAccount "dilevery" is made; there are delivery; make it, or mend the name',
    ],
  ],
  [
    'TKN161',
    [
      'PipelineRun order-service-ci/delivery-1 spec.timeouts.pipeline: a limit of 0 is none; set what it may take at most',
    ],
  ],
  [
    'TKN162',
    [
      'Pipeline order-service-ci/delivery spec.finally[0]: the task "tell" in finally reads a result of "build", which has a when: where that is false, there is none; take the when away, or ask for the status of the task',
    ],
  ],
  [
    'TKN163',
    [
      'Pipeline order-service-ci/delivery spec.tasks[0].when[0].cel: a when in CEL needs the flag enable-cel-in-whenexpression, which is off by default; write input, operator and values',
    ],
  ],
  [
    'TRG071',
    [
      'EventListener order-service-ci/github spec.resources.kubernetesResource.serviceType: its Service is of the type LoadBalancer, and speaks plain HTTP; write ClusterIP, and lead to it by a route with TLS',
    ],
  ],
  [
    'TRG072',
    [
      'HTTPRoute order-service-ci/webhook spec.rules[0].backendRefs[0].port: el-github has the port 8080, not 80; write 8080',
    ],
  ],
])('%s says it in full', (id, text) => {
  expect(findings(id, rule(id).bad)).toEqual(text);
});

describe('TKN156, volumes that steps only read', () => {
  const mount = { name: 'files', mountPath: '/files', readOnly: true };
  const reading = step('read', { volumeMounts: [mount] });

  test('are no matter where they are filled from outside', () => {
    expect(said('TKN156', task('a', { volumes: [{ name: 'files', secret: {} }], steps: [reading] }))).toEqual([]);
    const sidecars = [{ name: 'fill', image: 'a', volumeMounts: [{ ...mount, readOnly: false }] }];
    expect(
      said('TKN156', task('a', { volumes: [{ name: 'files', emptyDir: {} }], sidecars, steps: [reading] })),
    ).toEqual([]);
  });
});

describe('TKN157, files that another step keeps', () => {
  const keeping = (mountPath: string, path: string, more: object = {}): string[] =>
    said(
      'TKN157',
      task('a', {
        volumes: [{ name: 'files', emptyDir: {} }],
        steps: [
          step('write', { script: `echo a > ${path}\n`, volumeMounts: [{ name: 'files', mountPath }] }),
          step('read', { script: `cat ${path}\n`, ...more }),
        ],
      }),
    );

  test('are lost without the mount', () => {
    expect(keeping('/shared', '/shared/a')).toHaveLength(1);
  });

  test.each([
    ['a folder of the container', '/tmp', '/tmp/a', {}],
    ['a mount of the same volume elsewhere', '/s', '/s/a', { volumeMounts: [{ name: 'files', mountPath: '/other' }] }],
    ['another volume at the place', '/s', '/s/a', { volumeMounts: [{ name: 'own', mountPath: '/s' }] }],
    ['an address', '/s', 'https://example.com/s/a', {}],
  ])('are not looked for in %s', (_, mountPath, path, more) => {
    expect(keeping(mountPath, path, more)).toEqual([]);
  });

  test('are not meant by other files of the same folder', () => {
    expect(keeping('/s', '/s/a', { script: 'cat /s/b\n' })).toEqual([]);
  });
});

describe('TKN158, the checkout', () => {
  const workspaces = (subPath?: string): object[] => [{ name: 'source', workspace: 'shared', subPath }];
  const clone = {
    name: 'clone',
    taskRef: { name: 'git-clone' },
    workspaces: [{ name: 'output', workspace: 'shared' }],
  };
  const tasks = (...more: readonly object[]): string[] =>
    said('TKN158', pipeline({ workspaces: [{ name: 'shared' }], tasks: [clone, ...more] } as never));

  test('is known by the name of what is fetched', () => {
    expect(tasks({ name: 'test', taskRef: { name: 'test' }, workspaces: workspaces() })).toHaveLength(1);
  });

  test('is awaited by who reads a result of it, or waits for one who does', () => {
    const build = { name: 'build', taskRef: { name: 'b' }, params: [{ name: 'c', value: '$(tasks.clone.results.c)' }] };
    const last = { name: 'last', taskRef: { name: 'l' }, runAfter: ['build'], workspaces: workspaces() };
    expect(tasks({ ...build, workspaces: workspaces() }, last)).toEqual([]);
  });

  test('is no password that both are given', () => {
    const given = [
      { name: 'output', workspace: 'shared' },
      { name: 'basic-auth', workspace: 'git_auth' },
    ];
    const lint = { name: 'lint', taskRef: { name: 'lint' }, workspaces: [{ name: 'ssh-directory', workspace: 'git' }] };
    const push = { name: 'push', taskRef: { name: 'push' }, workspaces: given.slice(1) };
    const cloning = { ...clone, workspaces: [...given, { name: 'ssh-directory', workspace: 'git' }] };
    const declared = ['shared', 'git_auth', 'git'].map((name) => ({ name }));
    expect(said('TKN158', pipeline({ workspaces: declared, tasks: [cloning, lint, push] } as never))).toEqual([]);
  });

  test('lies in one folder: others are free, and so is what runs before', () => {
    expect(tasks({ name: 'test', taskRef: { name: 'test' }, workspaces: workspaces('reports') })).toEqual([]);
    const after = { ...clone, runAfter: ['prepare'] };
    const prepare = { name: 'prepare', taskRef: { name: 'prepare' }, workspaces: workspaces() };
    expect(said('TKN158', pipeline({ workspaces: [{ name: 'shared' }], tasks: [prepare, after] } as never))).toEqual(
      [],
    );
  });
});

test('TKN159 lets tests run behind what they test', () => {
  const tests = task('smoke', { steps: [step('smoke', { command: ['npm', 'test'] })] });
  const deploy = task('deploy', { steps: [step('deploy', { command: ['kubectl', 'apply', '-f', '.'] })] });
  const tasks = [
    { name: 'deploy', taskRef: { name: 'deploy' } },
    { name: 'smoke', taskRef: { name: 'smoke' }, runAfter: ['deploy'] },
  ];
  expect(said('TKN159', tests, deploy, pipeline({ tasks }))).toEqual([]);
});

test('TKN160 is silent where no account is made, and of what a param names', () => {
  const running = (serviceAccountName: string): object => run({ taskRunTemplate: { serviceAccountName } });
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a', namespace: 'order-service-ci' } };
  expect(said('TKN160', running('b'))).toEqual([]);
  expect(['$(tt.params.account)', 'default', 'a'].flatMap((name) => said('TKN160', account, running(name)))).toEqual(
    [],
  );
  const listener = {
    apiVersion: 'triggers.tekton.dev/v1beta1',
    kind: 'EventListener',
    metadata: { name: 'l', namespace: 'order-service-ci' },
    spec: { serviceAccountName: 'b' },
  };
  expect(said('TKN160', account, listener)).toEqual([
    'EventListener order-service-ci/l spec.serviceAccountName: no ServiceAccount "b" is made; there are a; make it, or mend the name',
  ]);
});

test('TKN162 reads the results of the pipeline too', () => {
  const when = [{ input: 'a', operator: 'in', values: ['a'] }];
  const results = [{ name: 'digest', value: '$(tasks.build.results.digest)' }];
  expect(said('TKN162', pipeline({ results, tasks: [{ name: 'build', taskRef: { name: 'b' }, when }] }))).toEqual([
    'Pipeline order-service-ci/delivery spec.results[0]: the result "digest" of the pipeline reads a result of "build", which has a when: where that is false, there is none; take the when away, or ask for the status of the task',
  ]);
});

describe('TKN163', () => {
  const on = (tekton: string, shown: Example): string[] =>
    rule('TKN163')
      .check(assemblyOf(shown, Platform.of({ tekton })))
      .map(({ message }) => message);

  test('knows since when a run may have users of its own', () => {
    const running = example(oneStep({}), run({ taskRunTemplate: { podTemplate: { hostUsers: false } } } as never));
    expect(on('1.6', running)).toEqual(['podTemplate.hostUsers came with Tekton 1.9; the platform has 1.6']);
    expect(on('1.9', running)).toEqual([]);
  });

  test('knows that params cannot be chosen from a list', () => {
    const params = [{ name: 'level', enum: ['low', 'high'] }];
    expect(on('1.15', example(oneStep({}, { params } as never)))).toEqual([
      'the enum of the param "level" needs the flag enable-param-enum, which is off by default',
    ]);
  });
});

test('TRG072 knows what a listener says of its port', () => {
  const listener = (kubernetesResource: object): object => ({
    apiVersion: 'triggers.tekton.dev/v1beta1',
    kind: 'EventListener',
    metadata: { name: 'l', namespace: 'ci' },
    spec: { resources: { kubernetesResource } },
  });
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'i', namespace: 'ci' },
    spec: {
      rules: [
        {
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'el-l', port: { number: 80 } } } }],
          },
        },
      ],
    },
  };
  expect(said('TRG072', listener({ servicePort: 80 }), ingress)).toEqual([]);
  expect(said('TRG072', listener({}), ingress)).toEqual([
    'Ingress ci/i spec.rules[0].http.paths[0].backend.service.port: el-l has the port 8080, not 80; write 8080',
  ]);
});
