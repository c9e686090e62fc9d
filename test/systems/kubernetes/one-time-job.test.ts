import { Duration, ImageRepository } from '../../../lib/model';
import { Files, OneTimeJob, type OneTimeJobProps, SchemaChange } from '../../../lib/systems/kubernetes';
import { make, render } from './chart';

const image = ImageRepository.at('ghcr.io/acme/api');
const props: OneTimeJobProps = { name: 'report', image, deadline: Duration.minutes(5) };

test('runs once, with what it is given, and no token', () => {
  const rendered = render((scope) => {
    new OneTimeJob(scope, 'job', {
      ...props,
      command: ['/report'],
      args: ['--once'],
      retries: 2,
      keep: Duration.hours(1),
      env: { LEVEL: 'info' },
      secretEnv: { URL: { name: 'database', key: 'url' } },
      configFrom: [{ name: 'api' }],
      files: { '/etc/api': Files.config({ name: 'files' }) },
      writable: { '/tmp': '16Mi' },
      user: 1000,
      serviceAccount: { name: 'report' },
      podLabels: { team: 'shop' },
    });
  });
  expect(rendered).toMatchObject([
    {
      kind: 'Job',
      metadata: { name: 'report', namespace: 'shop' },
      spec: {
        backoffLimit: 2,
        activeDeadlineSeconds: 300,
        ttlSecondsAfterFinished: 3600,
        template: {
          metadata: { labels: { 'app.kubernetes.io/name': 'report', team: 'shop' } },
          spec: {
            serviceAccountName: 'report',
            automountServiceAccountToken: false,
            securityContext: { runAsUser: 1000 },
            volumes: [
              { name: 'tmp', emptyDir: { sizeLimit: '16Mi' } },
              { name: 'etc-api', configMap: { name: 'files' } },
            ],
            containers: [
              {
                command: ['/report'],
                args: ['--once'],
                env: [
                  { name: 'LEVEL', value: 'info' },
                  { name: 'URL', valueFrom: { secretKeyRef: { name: 'database', key: 'url' } } },
                ],
                envFrom: [{ configMapRef: { name: 'api' } }],
                volumeMounts: [
                  { name: 'tmp', mountPath: '/tmp' },
                  { name: 'etc-api', mountPath: '/etc/api', readOnly: true },
                ],
              },
            ],
          },
        },
      },
    },
  ]);
});

test.each<[Partial<OneTimeJobProps>, string]>([
  [{ deadline: Duration.millis(1) }, 'OneTimeJob.deadline: expected whole seconds above zero, got "1ms"'],
  [{ keep: Duration.millis(1) }, 'OneTimeJob.keep: expected whole seconds, got "1ms"'],
  [{ retries: 0.5 }, 'OneTimeJob.retries: expected a whole number, got 0.5'],
  [{ user: 0 }, 'OneTimeJob.user: expected a user id above 0, got 0'],
  [{ memory: 'much' }, 'OneTimeJob.memory: expected'],
])('refuses %j', (wrong, message) => {
  expect(make((scope) => new OneTimeJob(scope, 'job', { ...props, ...wrong }))).toThrow(message);
});

test('a change of a schema that takes something away says since when it is unused', () => {
  expect(SchemaChange.contract({ unusedSince: 'v1.4.2' })._render()).toEqual({
    'delivery/schema-change': 'contract',
    'delivery/unused-since': 'v1.4.2',
  });
  expect(() => SchemaChange.contract({ unusedSince: '' })).toThrow(
    'SchemaChange.unusedSince: expected a release or a commit, got ""',
  );
});
