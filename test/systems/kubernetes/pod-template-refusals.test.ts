import { Duration, ImageRepository } from '../../../lib/model';
import { Files, PodTemplate, type PodTemplateProps, PreStop, Probe } from '../../../lib/systems/kubernetes';

const PROPS: PodTemplateProps = {
  name: 'api',
  image: ImageRepository.at('ghcr.io/acme/api'),
  port: 8080,
  cpu: '250m',
  memory: '512Mi',
  ready: '/ready',
  serviceAccount: { name: 'api' },
};

function template(props: Partial<PodTemplateProps>): PodTemplate {
  return PodTemplate.of({ ...PROPS, ...props });
}

test.each<[string, Partial<PodTemplateProps>, string]>([
  [
    'a name',
    { name: 'Api' },
    'PodTemplate.name: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Api"',
  ],
  [
    'the label of the name',
    { labels: { 'app.kubernetes.io/name': 'web' } },
    'PodTemplate.labels: expected labels beside app.kubernetes.io/name, which is the name, got {"app.kubernetes.io/name":"web"}',
  ],
  [
    'a label key',
    { labels: { 'acme dev/x': 'a' } },
    'PodTemplate.labels: expected label keys such as "team" or "acme.dev/team", got "acme dev/x"',
  ],
  [
    'a label value',
    { labels: { team: 'the shop' } },
    'PodTemplate.labels.team: expected up to 63 letters, digits, "-", "_" and ".", or nothing, got "the shop"',
  ],
  ['a port', { port: 0 }, 'PodTemplate.port: expected a whole number from 1 to 65535, got 0'],
  [
    'a port name without letter',
    { portName: '80' },
    'PodTemplate.portName: expected a name with a letter and without "--", got "80"',
  ],
  [
    'a long port name',
    { portName: 'a-very-long-port' },
    'PodTemplate.portName: expected 1 to 15 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "a-very-long-port"',
  ],
  [
    'a port name twice',
    { morePorts: { http: 9090 } },
    'PodTemplate.morePorts: expected names other than "http", the main port, got {"http":9090}',
  ],
  ['a CPU', { cpu: '0' }, 'PodTemplate.cpu: expected a quantity above zero such as "250m", got "0"'],
  ['a memory', { memory: '1GB' }, 'PodTemplate.memory: expected a quantity above zero such as "512Mi", got "1GB"'],
  [
    'a memory limit below the request',
    { memoryLimit: '256Mi' },
    'PodTemplate.memoryLimit: expected no less than the 512Mi asked for, got "256Mi"',
  ],
  [
    'a CPU limit below the request',
    { cpuLimit: '100m' },
    'PodTemplate.cpuLimit: expected no less than the 250m asked for, got "100m"',
  ],
  ['root', { user: 0 }, 'PodTemplate.user: expected a user id above 0, got 0'],
  [
    'no time to stop',
    { gracePeriod: Duration.seconds(10) },
    'PodTemplate.gracePeriod: expected whole seconds, more than the 10 of preStop, got "10s"',
  ],
  [
    'part of a second',
    { gracePeriod: Duration.millis(40_500) },
    'PodTemplate.gracePeriod: expected whole seconds, more than the 10 of preStop, got "40.5s"',
  ],
  [
    'a variable name',
    { env: { 'log-level': 'info' } },
    'PodTemplate.env: expected a variable of letters, digits and "_", got "log-level"',
  ],
  [
    'a variable twice',
    { env: { A: 'a' }, secretEnv: { A: { name: 's', key: 'a' } } },
    'PodTemplate.secretEnv: expected a variable that env does not give, got "A"',
  ],
  [
    'a secret key',
    { secretEnv: { A: { name: 's', key: 'a/b' } } },
    'PodTemplate.secretEnv.A: expected a key of letters, digits, "-", "_" and ".", got "a/b"',
  ],
  [
    'a relative path',
    { writable: { tmp: '64Mi' } },
    'PodTemplate.writable: expected absolute paths of at most 63 characters, got "tmp"',
  ],
  [
    'the root folder',
    { writable: { '/': '64Mi' } },
    'PodTemplate.writable: expected absolute paths of at most 63 characters, got "/"',
  ],
  [
    'a size',
    { writable: { '/tmp': 'small' } },
    'PodTemplate.writable./tmp: expected a quantity above zero such as "64Mi", got "small"',
  ],
  [
    'paths that would be one volume',
    { writable: { '/tmp/a': '1Mi' }, files: { '/tmp-a': Files.config({ name: 'a' }) } },
    'PodTemplate.files: expected paths that differ in more than punctuation, got "/tmp-a"',
  ],
])('refuses %s for pods', (_, props, message) => {
  expect(() => template(props)).toThrow(new Error(message));
});

test.each<[string, () => unknown, string]>([
  ['a path', () => Probe.http('ready'), 'Probe.http: expected an absolute path such as "/health/ready", got "ready"'],
  ['no program', () => Probe.exec([]), 'Probe.exec: expected a program and its arguments, got []'],
  [
    'a port that the pod has not',
    () => template({ ready: Probe.tcp({ port: 'admin' }) }),
    'Probe.port: expected one of the pod\'s ports: http, got "admin"',
  ],
  [
    'no failures',
    () => template({ ready: Probe.tcp({ failures: 0 }) }),
    'Probe.failures: expected a whole number above 0, got 0',
  ],
  [
    'half a second',
    () => template({ ready: Probe.tcp({ every: Duration.millis(500) }) }),
    'Probe.every: expected whole seconds, at least one, got "0.5s"',
  ],
  [
    'no time to answer',
    () => template({ ready: Probe.tcp({ timeout: Duration.zero }) }),
    'Probe.timeout: expected whole seconds, at least one, got "0s"',
  ],
  [
    'a wait of no time',
    () => PreStop.sleep(Duration.zero),
    'PreStop.sleep: expected whole seconds, at least one, got "0s"',
  ],
  ['a drain without program', () => PreStop.exec([]), 'PreStop.exec: expected a program and its arguments, got []'],
  [
    'a short token',
    () => Files.token('aws', Duration.minutes(5)),
    'Files.token: expected whole seconds, ten minutes or more, got "300s"',
  ],
])('refuses %s', (_, make, message) => {
  expect(make).toThrow(new Error(message));
});

test('does not compile without what only the service can know', () => {
  const { name, image, port, cpu, memory, serviceAccount } = PROPS;
  // @ts-expect-error a probe before traffic is not left out
  const withoutProbe: PodTemplateProps = { name, image, port, cpu, memory, serviceAccount };
  // @ts-expect-error a tag is no image: a repository or a pinned image is
  const withTag: PodTemplateProps = { ...PROPS, image: 'ghcr.io/acme/api:v2' };
  const secret = { ...PROPS, secretEnv: { A: 'hunter2' } };
  // @ts-expect-error a secret is named, never written
  const withSecret: PodTemplateProps = secret;
  expect([withoutProbe, withTag, withSecret]).toHaveLength(3);
});
