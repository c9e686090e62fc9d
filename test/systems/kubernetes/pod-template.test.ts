import { Duration, ImageDigest, ImageRepository, Platform, tryParseImageReference } from '../../../lib/model';
import { Files } from '../../../lib/systems/kubernetes/files';
import { strictestLevel } from '../../../lib/systems/kubernetes/pod-security';
import { type PodSpec } from '../../../lib/systems/kubernetes/pod-spec';
import { PodTemplate, type PodTemplateProps } from '../../../lib/systems/kubernetes/pod-template';
import { PreStop } from '../../../lib/systems/kubernetes/pre-stop';
import { Probe } from '../../../lib/systems/kubernetes/probe';
import { Spread } from '../../../lib/systems/kubernetes/spread';

const image = ImageRepository.at('ghcr.io/acme/api');
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

const PROPS: PodTemplateProps = {
  name: 'api',
  image,
  port: 8080,
  cpu: '250m',
  memory: '512Mi',
  ready: '/ready',
  serviceAccount: { name: 'api' },
};

function template(props: Partial<PodTemplateProps> = {}): PodTemplate {
  return PodTemplate.of({ ...PROPS, ...props });
}

const SPREAD = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: 'ScheduleAnyway',
  labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
}));

const CONTAINER = {
  name: 'api',
  image: 'ghcr.io/acme/api',
  imagePullPolicy: 'IfNotPresent',
  ports: [{ name: 'http', containerPort: 8080 }],
  resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '512Mi' } },
  readinessProbe: {
    httpGet: { path: '/ready', port: 'http' },
    periodSeconds: 5,
    timeoutSeconds: 2,
    failureThreshold: 3,
  },
  lifecycle: { preStop: { sleep: { seconds: 10 } } },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
  },
};

const SPEC = {
  serviceAccountName: 'api',
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 65532,
    runAsGroup: 65532,
    fsGroup: 65532,
    seccompProfile: { type: 'RuntimeDefault' },
  },
  terminationGracePeriodSeconds: 40,
  topologySpreadConstraints: SPREAD,
  containers: [CONTAINER],
};

test('is what a production service needs, from what only the service can know', () => {
  expect(template().render()).toEqual({ metadata: { labels: { 'app.kubernetes.io/name': 'api' } }, spec: SPEC });
});

test('renders everything that can be said', () => {
  const rendered = template({
    image: image.pinned(ImageDigest.of(DIGEST)),
    portName: 'grpc',
    morePorts: { metrics: 9090 },
    cpuLimit: '1',
    memoryLimit: '1Gi',
    ready: Probe.grpc(),
    live: Probe.tcp({ port: 'metrics', every: Duration.seconds(20), timeout: Duration.seconds(1), failures: 2 }),
    startup: Probe.exec(['/app', 'started']),
    env: { LOG_LEVEL: 'info' },
    secretEnv: { DB_PASSWORD: { name: 'db', key: 'password' } },
    configFrom: [{ name: 'flags' }],
    files: { '/etc/api': Files.config({ name: 'api' }), '/var/run/aws': Files.token('sts.amazonaws.com') },
    writable: { '/tmp': '64Mi' },
    command: ['/app'],
    args: ['serve'],
    user: 1000,
    preStop: PreStop.exec(['/app', 'drain']),
    gracePeriod: Duration.minutes(2),
    callsKubernetes: true,
    spread: Spread.none,
    labels: { team: 'shop' },
    annotations: { 'acme.dev/page': 'shop' },
  }).render();
  expect(rendered).toEqual({
    metadata: {
      labels: { 'app.kubernetes.io/name': 'api', team: 'shop' },
      annotations: { 'acme.dev/page': 'shop' },
    },
    spec: {
      serviceAccountName: 'api',
      automountServiceAccountToken: true,
      enableServiceLinks: false,
      securityContext: { ...SPEC.securityContext, runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 },
      terminationGracePeriodSeconds: 120,
      containers: [
        {
          name: 'api',
          image: `ghcr.io/acme/api@${DIGEST}`,
          imagePullPolicy: 'IfNotPresent',
          command: ['/app'],
          args: ['serve'],
          ports: [
            { name: 'grpc', containerPort: 8080 },
            { name: 'metrics', containerPort: 9090 },
          ],
          env: [
            { name: 'LOG_LEVEL', value: 'info' },
            { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
          ],
          envFrom: [{ configMapRef: { name: 'flags' } }],
          resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '1', memory: '1Gi' } },
          startupProbe: {
            exec: { command: ['/app', 'started'] },
            periodSeconds: 2,
            timeoutSeconds: 2,
            failureThreshold: 60,
          },
          readinessProbe: { grpc: { port: 8080 }, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 },
          livenessProbe: {
            tcpSocket: { port: 'metrics' },
            periodSeconds: 20,
            timeoutSeconds: 1,
            failureThreshold: 2,
          },
          lifecycle: { preStop: { exec: { command: ['/app', 'drain'] } } },
          securityContext: CONTAINER.securityContext,
          volumeMounts: [
            { name: 'tmp', mountPath: '/tmp' },
            { name: 'etc-api', mountPath: '/etc/api', readOnly: true },
            { name: 'var-run-aws', mountPath: '/var/run/aws', readOnly: true },
          ],
        },
      ],
      volumes: [
        { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
        { name: 'etc-api', configMap: { name: 'api' } },
        {
          name: 'var-run-aws',
          projected: {
            defaultMode: 0o440,
            sources: [
              { serviceAccountToken: { audience: 'sts.amazonaws.com', expirationSeconds: 3600, path: 'token' } },
            ],
          },
        },
      ],
    },
  });
});

test('leaves a repository bare, which is the name that a kustomize component completes', () => {
  const [container] = template().render().spec['containers'] as { image: string }[];
  expect(tryParseImageReference(container?.image ?? '')).toEqual({ registry: 'ghcr.io', path: 'acme/api' });
});

test('tells others what they need of it', () => {
  const pods = template({ labels: { team: 'shop' } });
  const { name, port, portName, labels, selector, serviceAccountName, gracePeriod } = pods;
  expect({ name, image: pods.image, port, portName, labels, selector, serviceAccountName, gracePeriod }).toEqual({
    name: 'api',
    image,
    port: 8080,
    portName: 'http',
    labels: { 'app.kubernetes.io/name': 'api', team: 'shop' },
    selector: { 'app.kubernetes.io/name': 'api' },
    serviceAccountName: 'api',
    gracePeriod: Duration.seconds(40),
  });
});

test('can be given more labels, and keeps its selector', () => {
  const pods = template({ labels: { team: 'shop' } }).labelled({ role: 'canary' });
  expect(pods.labels).toEqual({ 'app.kubernetes.io/name': 'api', team: 'shop', role: 'canary' });
  expect(pods.selector).toEqual({ 'app.kubernetes.io/name': 'api' });
});

test('keeps Pod Security restricted', () => {
  const spec: unknown = template({ files: { '/etc/api': Files.secret({ name: 'api' }) } }).render().spec;
  expect(strictestLevel({ spec: spec as PodSpec }, Platform.newest.kubernetes)).toBe('restricted');
});

test('can hold zones apart at any price', () => {
  expect(template({ spread: Spread.acrossZones }).render().spec).toEqual({
    ...SPEC,
    topologySpreadConstraints: [{ ...SPREAD[0], whenUnsatisfiable: 'DoNotSchedule' }, SPREAD[1]],
  });
});

test('can stop without a wait', () => {
  expect(template({ preStop: PreStop.none, gracePeriod: Duration.seconds(1) }).render().spec).toEqual({
    ...SPEC,
    terminationGracePeriodSeconds: 1,
    containers: [{ ...CONTAINER, lifecycle: undefined }],
  });
});
