import { type Manifest } from '../../../lib/assembly';
import { assemblyOf } from '../../../lib/audit';
import { PodIndex, type WorkloadPods, podsOf } from '../../../lib/systems/kubernetes/pods';
import { type LabelSelector, selects } from '../../../lib/systems/kubernetes/selector';
import * as fc from '../../property';

const SPEC = 'spec: { containers: [{ name: main, image: ghcr.io/acme/main }] }';
const template = (name: string): string => `template: { metadata: { labels: { app: ${name} } }, ${SPEC} }`;
const object = (apiVersion: string, kind: string, spec: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${kind.toLowerCase()}, namespace: shop }\n${spec}\n`;
const replicated = (apiVersion: string, kind: string): string =>
  object(apiVersion, kind, `spec: { replicas: 2, selector: { matchLabels: { app: ${kind} } }, ${template(kind)} }`);

const MANIFESTS = [
  object('v1', 'Pod', SPEC).replace('namespace: shop', 'namespace: shop, labels: { app: Pod }'),
  replicated('apps/v1', 'Deployment'),
  replicated('apps/v1', 'StatefulSet'),
  replicated('apps/v1', 'DaemonSet'),
  replicated('apps/v1', 'ReplicaSet'),
  replicated('argoproj.io/v1alpha1', 'Rollout'),
  object('v1', 'ReplicationController', `spec: { replicas: 1, selector: { app: x }, ${template('x')} }`),
  object('batch/v1', 'Job', `spec: { ${template('Job')} }`),
  object('batch/v1', 'CronJob', `spec: { jobTemplate: { spec: { ${template('CronJob')} } } }`),
  object(
    'argoproj.io/v1alpha1',
    'AnalysisTemplate',
    `spec: { metrics: [{ name: up }, { name: smoke, provider: { job: { spec: { ${template('smoke')} } } } }] }`,
  ),
  object('argoproj.io/v1alpha1', 'ClusterAnalysisTemplate', 'spec: { metrics: [] }'),
  object('tekton.dev/v1', 'Task', 'spec: { steps: [] }'),
].join('---\n');

test('finds the pods of every workload, and where their spec stands', () => {
  const { all } = podsOf(assemblyOf({ manifests: MANIFESTS }).manifests);
  const summary = all.map(({ manifest, path, labels, replicas, selector }) => [
    manifest.object.kind,
    path,
    labels['app'],
    replicas,
    selector?.matchLabels?.['app'],
  ]);
  expect(summary).toEqual([
    ['Pod', 'spec', 'Pod', undefined, undefined],
    ['Deployment', 'spec.template.spec', 'Deployment', 2, 'Deployment'],
    ['StatefulSet', 'spec.template.spec', 'StatefulSet', 2, 'StatefulSet'],
    ['DaemonSet', 'spec.template.spec', 'DaemonSet', 2, 'DaemonSet'],
    ['ReplicaSet', 'spec.template.spec', 'ReplicaSet', 2, 'ReplicaSet'],
    ['Rollout', 'spec.template.spec', 'Rollout', 2, 'Rollout'],
    ['ReplicationController', 'spec.template.spec', 'x', 1, undefined],
    ['Job', 'spec.template.spec', 'Job', undefined, undefined],
    ['CronJob', 'spec.jobTemplate.spec.template.spec', 'CronJob', undefined, undefined],
    ['AnalysisTemplate', 'spec.metrics[1].provider.job.spec.template.spec', 'smoke', undefined, undefined],
  ]);
});

test('gives each pod with its containers, in the order in which they start', () => {
  const [pods] = podsOf(
    assemblyOf({
      manifests: object(
        'v1',
        'Pod',
        'spec: { containers: [{ name: a }, { name: b }], initContainers: [{ name: i }], ephemeralContainers: [{ name: e }] }',
      ),
    }).manifests,
  ).all;
  expect(pods?.containers).toEqual([
    { role: 'init', container: { name: 'i' }, path: 'spec.initContainers[0]' },
    { role: 'container', container: { name: 'a' }, path: 'spec.containers[0]' },
    { role: 'container', container: { name: 'b' }, path: 'spec.containers[1]' },
    { role: 'ephemeral', container: { name: 'e' }, path: 'spec.ephemeralContainers[0]' },
  ]);
});

test('gathers the pods of an assembly once', () => {
  const { manifests } = assemblyOf({ manifests: MANIFESTS });
  expect(podsOf(manifests)).toBe(podsOf(manifests));
});

test('leaves out a Rollout whose template is that of a Deployment', () => {
  const rollout = object('argoproj.io/v1alpha1', 'Rollout', 'spec: { workloadRef: { kind: Deployment, name: api } }');
  expect(podsOf(assemblyOf({ manifests: rollout }).manifests).all).toEqual([]);
});

test('keeps environments and namespaces apart, and says which object makes which pods', () => {
  const [deployment] = podsOf(assemblyOf({ manifests: replicated('apps/v1', 'Deployment') }).manifests).all;
  if (!deployment) throw new Error('no pods');
  const other: Manifest = { ...deployment.manifest };
  const index = new PodIndex([deployment, { ...deployment, manifest: other, environment: 'staging' }]);
  expect(index.in('example', 'shop')).toEqual([deployment]);
  expect(index.in('example', 'ci')).toEqual([]);
  expect(index.in('example', undefined)).toEqual([]);
  expect(index.of(other).map(({ environment }) => environment)).toEqual(['staging']);
  expect(index.misses('example', 'shop', { matchLabels: { app: 'x' } })).toBe(true);
  expect(index.misses('example', 'ci', { matchLabels: { app: 'x' } })).toBe(false);
});

test('selects by its index what a look at every pod would select', () => {
  const word = fc.constantFrom('a', 'b', 'c');
  const labels = fc.dictionary(word, word, { maxKeys: 3 });
  const pod = fc.record({ environment: word, namespace: word, labels });
  fc.assert(
    fc.property(fc.array(pod), word, word, labels, (places, environment, namespace, matchLabels) => {
      const manifest: Manifest = {
        object: { apiVersion: 'v1', kind: 'Pod', metadata: {} },
        environment: '',
        origin: {},
      };
      const all = places.map((place): WorkloadPods => ({
        ...place,
        manifest,
        annotations: {},
        spec: { containers: [] },
        path: 'spec',
        containers: [],
      }));
      const selector: LabelSelector = { matchLabels };
      expect(new PodIndex(all).selected(environment, namespace, selector)).toEqual(
        all.filter(
          (one) => one.environment === environment && one.namespace === namespace && selects(selector, one.labels),
        ),
      );
    }),
  );
});
