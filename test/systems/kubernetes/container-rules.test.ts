import { Platform } from '../../../lib/model';
import { deployment, documents, find, findInFiles, object } from './find';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const container = (more: string): string => deployment(`{ containers: [{ name: api, ${more} }] }`);
const pod = (spec: string): string => object('v1', 'Pod', 'once', `spec: ${spec}`);

describe('images', () => {
  test('latest moves even where it is written', () => {
    expect(find('KUB001', container('image: ghcr.io/acme/api:latest'))).toEqual([
      'Deployment shop/api spec.template.spec.containers[0].image: image "ghcr.io/acme/api:latest" of container "api" moves; write "ghcr.io/acme/api:latest@sha256:…", or name the promoter\'s component in the environment\'s Kustomization',
    ]);
  });

  test('a digest, and an argument known only later, are left alone', () => {
    const analysis = `spec: { metrics: [{ name: smoke, provider: { job: { spec: { template: { spec: { containers: [{ name: smoke, image: '{{args.image}}' }] } } } } } }] }`;
    for (const id of ['KUB001', 'KUB002', 'KUB003']) {
      expect(find(id, container(`image: 'ghcr.io/acme/api:latest@${DIGEST}'`))).toEqual([]);
      expect(find(id, object('argoproj.io/v1alpha1', 'AnalysisTemplate', 'smoke', analysis))).toEqual([]);
    }
  });

  test('a placeholder that is put in before anything is applied is no broken image', () => {
    expect(find('KUB003', container("image: 'ghcr.io/acme/api:@TAG@'"))).toEqual([]);
    expect(find('KUB003', container("image: '@BASE_IMAGE@'"))).toEqual([]);
    expect(find('KUB003', container("image: 'ghcr.io/acme/api:@tag@'"))).toHaveLength(1);
  });

  test('init containers are judged too', () => {
    const spec = '{ initContainers: [{ name: init, image: busybox:1.36 }], containers: [] }';
    expect(find('KUB002', pod(spec))).toEqual([
      'Pod shop/once spec.initContainers[0].image: image "busybox:1.36" of container "init" is named by a tag that can be moved; write "busybox:1.36@sha256:…"',
    ]);
  });

  test('a digest set by a Kustomization pins a tag', () => {
    const kustomization = `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [api.yaml]\nimages: [{ name: ghcr.io/acme/api, digest: '${DIGEST}' }]\n`;
    const files = { 'kustomization.yaml': kustomization, 'api.yaml': container('image: ghcr.io/acme/api:v2') };
    expect(findInFiles('KUB002', files)).toEqual([]);
  });
});

describe('Pod Security', () => {
  const namespace = (labels: string): string =>
    `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { ${labels} } }\n`;
  const ENFORCE = 'pod-security.kubernetes.io/enforce';
  const probe = container('readinessProbe: { tcpSocket: { port: 80, host: db } }');

  test('is judged by the release that the namespace names, else by that of the cluster', () => {
    const refused = [
      'Deployment shop/api spec.template.spec.containers[0].readinessProbe: namespace "shop" enforces baseline: container "api" must not name the host db in readinessProbe; mend it here, or let the namespace enforce less (control hostProbesAndHostLifecycle)',
    ];
    const latest = documents(namespace(`${ENFORCE}: baseline, ${ENFORCE}-version: latest`), probe);
    expect(find('KUB004', latest)).toEqual(refused);
    expect(find('KUB004', latest, Platform.of({ kubernetes: '1.33' }))).toEqual([]);
    expect(find('KUB004', documents(namespace(`${ENFORCE}: baseline, ${ENFORCE}-version: v1.33`), probe))).toEqual([]);
    expect(find('KUB004', documents(namespace(`${ENFORCE}: baseline`), probe))).toEqual(refused);
  });

  test('is not asked for where no namespace enforces it', () => {
    expect(find('KUB004', documents(namespace('team: shop'), probe))).toEqual([]);
    expect(find('KUB004', probe)).toEqual([]);
  });

  test('has three levels', () => {
    expect(find('KUB005', namespace(`${ENFORCE}: privileged`))).toEqual([]);
    expect(find('KUB005', namespace(`${ENFORCE}: strict`))).toEqual([
      'Namespace shop metadata.labels: "strict" is no level: everything is admitted; set pod-security.kubernetes.io/enforce to restricted, baseline or privileged',
    ]);
  });
});

test.each([
  'DB_PASSWORD_FILE, value: hunter2',
  'TOKEN, value: /var/run/token',
  'API_KEY, value: $(KEY_OF_SECRET)',
  'USE_TOKEN, value: "true"',
  'MAX_TOKEN, value: "42"',
  'SECRET, value: ""',
])('a variable is no secret: %s', (variable) => {
  expect(find('KUB006', container(`env: [{ name: ${variable} }]`))).toEqual([]);
});

test('a limit counts as a request', () => {
  expect(find('KUB007', container('resources: { limits: { cpu: 1, memory: 1Gi } }'))).toEqual([]);
});

test('init containers need resources, ephemeral ones cannot have any', () => {
  const spec = '{ containers: [], initContainers: [{ name: init }], ephemeralContainers: [{ name: debug }] }';
  expect(find('KUB007', pod(spec))).toEqual([
    'Pod shop/once spec.initContainers[0].resources: container "init" has no requests.cpu, no requests.memory, no limits.memory; set requests.cpu, requests.memory, limits.memory',
  ]);
});

test.each([
  ['{ requests: { cpu: 500m }, limits: { cpu: 0.5 } }', 0],
  ['{ requests: { cpu: 1 }, limits: { cpu: 500m } }', 1],
  ['{ requests: { cpu: 1 }, limits: { memory: 1Mi } }', 0],
])('quantities are compared as numbers: %s', (resources, count) => {
  expect(find('KUB008', container(`resources: ${resources}`))).toHaveLength(count);
});

describe('probes and hooks', () => {
  test('a number may be written as text', () => {
    expect(find('KUB014', container('livenessProbe: { tcpSocket: { port: "8080" } }'))).toEqual([]);
  });

  test('a port without name is asked by its number', () => {
    const more = 'ports: [{ containerPort: 80 }], lifecycle: { preStop: { httpGet: { port: admin } } }';
    expect(find('KUB014', container(more))).toEqual([
      'Deployment shop/api spec.template.spec.containers[0].lifecycle.preStop: lifecycle.preStop of container "api" asks the port "admin", which it does not have; name the port, or ask it by its number',
    ]);
  });

  test('the kubelet cannot wait before 1.30', () => {
    const sleeping = container('lifecycle: { preStop: { sleep: { seconds: 5 } } }');
    expect(find('KUB015', sleeping)).toEqual([]);
    expect(find('KUB015', sleeping, Platform.of({ kubernetes: '1.29' }))).toEqual([
      'Deployment shop/api spec.template.spec.containers[0].lifecycle.preStop.sleep: Kubernetes 1.29 does not know preStop.sleep and refuses the pod; use preStop.exec with a program of the image',
    ]);
  });

  test('the grace period is 30 s where none is given', () => {
    expect(find('KUB015', container('lifecycle: { preStop: { sleep: { seconds: 31 } } }'))).toEqual([
      'Deployment shop/api spec.template.spec.containers[0].lifecycle.preStop.sleep: it waits 31 s of a grace period of 30 s; set terminationGracePeriodSeconds above 31, by the time that the last requests take',
    ]);
  });
});
