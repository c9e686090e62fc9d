import { bash, Certificates, Step, Task, type TaskProps, Volume, Workspace } from '../../../lib/systems/tekton';
import { PinnedImage } from '../../../lib/model';
import { newChart, taskOf } from './tasks/rendered';

const image = PinnedImage.of(`docker.io/library/golang@sha256:${'a'.repeat(64)}`);
const certificates = Certificates.of({ configMap: 'acme-authorities', key: 'ca.pem' });
const steps: TaskProps<never, never, never, never>['steps'] = () => [
  Step.script({ name: 'a', image, script: bash`true` }),
];

test('every step finds the authorities, and is told where', () => {
  const { spec } = taskOf((chart) => new Task(chart, 'task', { name: 'task', certificates, steps }));
  const value = '/certificates/ca.pem';
  expect(spec.stepTemplate).toMatchObject({
    env: [
      { name: 'HOME', value: '/tekton/home' },
      { name: 'SSL_CERT_FILE', value },
      { name: 'GIT_SSL_CAINFO', value },
      { name: 'AWS_CA_BUNDLE', value },
      { name: 'NODE_EXTRA_CA_CERTS', value },
      { name: 'PIP_CERT', value },
    ],
    volumeMounts: [{ name: 'certificates', mountPath: '/certificates', readOnly: true }],
  });
  expect(spec.volumes).toEqual([
    { name: 'certificates', configMap: { name: 'acme-authorities', items: [{ key: 'ca.pem', path: 'ca.pem' }] } },
  ]);
});

test('is a bundle under its usual name, unless another one is said', () => {
  const { spec } = taskOf(
    (chart) =>
      new Task(chart, 'task', { name: 'task', certificates: Certificates.of({ configMap: 'authorities' }), steps }),
  );
  expect(spec.volumes).toEqual([
    {
      name: 'certificates',
      configMap: { name: 'authorities', items: [{ key: 'ca-bundle.crt', path: 'ca-bundle.crt' }] },
    },
  ]);
});

test.each([
  [
    'the name of a ConfigMap',
    () => Certificates.of({ configMap: 'Acme' }),
    'Certificates.configMap: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Acme"',
  ],
  [
    'a key',
    () => Certificates.of({ configMap: 'acme', key: 'a/b' }),
    'Certificates.key: expected a key of a ConfigMap, got "a/b"',
  ],
  [
    'a volume of the same name',
    () =>
      new Task(newChart(), 'task', {
        name: 'task',
        certificates,
        volumes: { certificates: Volume.emptyDir() },
        steps: ({ volumes }) => [
          Step.script({ name: 'a', image, volumeMounts: [volumes.certificates.at('/x')], script: bash`true` }),
        ],
      }),
    'Task task.volumes: expected another name, beside the certificates, got "certificates"',
  ],
  [
    'a volume in their place',
    () =>
      new Task(newChart(), 'task', {
        name: 'task',
        certificates,
        volumes: { cache: Volume.emptyDir() },
        steps: ({ volumes }) => [
          Step.script({ name: 'a', image, volumeMounts: [volumes.cache.at('/certificates')], script: bash`true` }),
        ],
      }),
    'Task task.a.volumeMounts: expected a path that nothing else has, got "/certificates"',
  ],
  [
    'a workspace in their place',
    () =>
      new Task(newChart(), 'task', {
        name: 'task',
        certificates,
        workspaces: { own: Workspace.required({ mountPath: '/certificates' }) },
        steps: ({ workspaces }) => [
          Step.script({ name: 'a', image, workingDir: workspaces.own.path, script: bash`true` }),
        ],
      }),
    'Task task.workspaces: expected workspaces at different paths, got ["/certificates","/certificates"]',
  ],
])('refuses %s', (_name, make, message) => {
  expect(make).toThrow(new Error(message));
});
