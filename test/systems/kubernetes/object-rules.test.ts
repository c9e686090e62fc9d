import { type Manifest, Manifests, readManifests } from '../../../lib/assembly';
import { assemblyOf } from '../../../lib/audit';
import { deployment, documents, find, findInFiles, judged, object } from './find';

const pods = (spec: string): string => deployment(`{ ${spec} }`);
const env = (from: string): string => pods(`containers: [{ name: api, env: [{ name: A, valueFrom: { ${from} } }] }]`);

describe('references', () => {
  test('to what every namespace has, to what may be missing, and to what is there, are left alone', () => {
    const spec =
      'serviceAccountName: default, containers: [{ name: api, envFrom: [{ configMapRef: { name: flags, optional: true } }] }], volumes: [{ name: ca, configMap: { name: kube-root-ca.crt } }]';
    expect(find('KUB023', pods(spec))).toEqual([]);
    expect(
      find('KUB023', documents(object('v1', 'ConfigMap', 'a'), env('configMapKeyRef: { name: a, key: k }'))),
    ).toEqual([]);
  });

  test('are found wherever a pod has them', () => {
    const spec = `containers: [{ name: api, env: [{ name: A, valueFrom: { configMapKeyRef: { name: env, key: a } } }], envFrom: [{ configMapRef: { name: from } }] }],
      volumes: [{ name: a, configMap: { name: files } }, { name: b, projected: { sources: [{ configMap: { name: part } }] } }, { name: c, persistentVolumeClaim: { claimName: data } }]`;
    const at = 'Deployment shop/api spec.template.spec';
    const missing = (what: string): string => `${what} is not there; make ${what}, or mend the name`;
    expect(find('KUB023', pods(spec))).toEqual([
      `${at}.containers[0].env[0].valueFrom.configMapKeyRef: ${missing('ConfigMap shop/env')}`,
      `${at}.containers[0].envFrom[0].configMapRef: ${missing('ConfigMap shop/from')}`,
      `${at}.volumes[0].configMap: ${missing('ConfigMap shop/files')}`,
      `${at}.volumes[1].projected.sources[0].configMap: ${missing('ConfigMap shop/part')}`,
      `${at}.volumes[2].persistentVolumeClaim: ${missing('PersistentVolumeClaim shop/data')}`,
    ]);
  });

  test('to Secrets are advice, once for each', () => {
    const spec = `imagePullSecrets: [{ name: pull }], containers: [{ name: api, env: [{ name: A, valueFrom: { secretKeyRef: { name: db, key: a } } }], envFrom: [{ secretRef: { name: db } }] }],
      volumes: [{ name: a, secret: { secretName: tls } }, { name: b, secret: { secretName: may, optional: true } }, { name: c, projected: { sources: [{ secret: { name: part } }] } }]`;
    const made = (name: string): string =>
      `Secret shop/${name} is made elsewhere; make sure that it is there before the pods`;
    const at = 'Deployment shop/api spec.template.spec';
    expect(find('KUB025', pods(spec))).toEqual([
      `${at}.imagePullSecrets[0]: ${made('pull')}`,
      `${at}.containers[0].env[0].valueFrom.secretKeyRef: ${made('db')}`,
      `${at}.volumes[0].secret: ${made('tls')}`,
      `${at}.volumes[2].projected.sources[0].secret: ${made('part')}`,
    ]);
    expect(find('KUB023', pods(spec))).toEqual([]);
  });

  test('to what kustomize generates are left alone', () => {
    const kustomization =
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [api.yaml]\nconfigMapGenerator: [{ name: a }]\nsecretGenerator: [{ name: b }]\n';
    const files = (from: string): Record<string, string> => ({
      'kustomization.yaml': kustomization,
      'api.yaml': env(from),
    });
    expect(findInFiles('KUB023', files('configMapKeyRef: { name: a, key: k }'))).toEqual([]);
    expect(findInFiles('KUB025', files('secretKeyRef: { name: b, key: k }'))).toEqual([]);
  });

  test('to a key are judged where the object shows its keys', () => {
    const secret = (rest: string): string => object('v1', 'Secret', 'db', rest);
    const reference = env('secretKeyRef: { name: db, key: password }');
    expect(find('KUB024', documents(secret('stringData: { password: x }'), reference))).toEqual([]);
    expect(find('KUB024', documents(secret(''), reference))).toEqual([]);
    expect(find('KUB024', reference)).toEqual([]);
    expect(find('KUB024', documents(secret('data: { user: eA== }'), reference))).toEqual([
      'Deployment shop/api spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.key: Secret shop/db has no key "password"; use user',
    ]);
  });
});

describe('namespaces', () => {
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n';
  const account = (place: string, name = 'a'): string =>
    `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ${name}, namespace: ${place} }\n`;

  test('are somebody else’s where none is made here', () => {
    expect(find('KUB026', account('shop'))).toEqual([]);
  });

  test('of every cluster are left alone, and others told once', () => {
    const all = documents(namespace, account('kube-system'), account('web'), account('web', 'b'));
    expect(find('KUB026', all)).toEqual([
      'ServiceAccount web/a metadata.namespace: namespace "web" is not among those made here: shop; make it here, or mend the name',
    ]);
  });

  test('are not missed where a kind has none, is not known, or kustomize sets one', () => {
    const mute = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: a }\n';
    const kustomization =
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: shop\nresources: [a.yaml]\n';
    expect(find('KUB029', documents(namespace, 'apiVersion: x.dev/v1\nkind: Odd\nmetadata: { name: a }\n'))).toEqual(
      [],
    );
    expect(findInFiles('KUB029', { 'kustomization.yaml': kustomization, 'a.yaml': mute })).toEqual([]);
    expect(findInFiles('KUB029', { 'kustomization.yaml': kustomization, 'b.yaml': mute })).toHaveLength(1);
  });
});

describe('names', () => {
  test.each([
    ['apps/v1', 'Deployment', 'api.v2'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:api'],
    ['batch/v1', 'CronJob', 'a'.repeat(52)],
  ])('%s %s may be called %s', (apiVersion, kind, name) => {
    expect(find('KUB028', object(apiVersion, kind, name))).toEqual([]);
  });

  test.each([
    ['apps/v1', 'StatefulSet', 'db.v2', 'use up to 63 lower-case letters, digits and "-"'],
    ['v1', 'Service', '2api', 'use up to 63 lower-case letters, digits and "-", beginning with a letter'],
    ['v1', 'ConfigMap', 'Flags', 'use up to 253 lower-case letters, digits, "-" and "."'],
    ['batch/v1', 'CronJob', 'a'.repeat(53), 'use up to 52 lower-case letters, digits, "-" and "."'],
    ['rbac.authorization.k8s.io/v1', 'Role', 'a/b', 'use anything but "/" and "%"'],
  ])('%s %s may not be called %s', (apiVersion, kind, name, repair) => {
    expect(find('KUB028', object(apiVersion, kind, name))).toEqual([
      `${kind} shop/${name} metadata.name: "${name}" is no name for a ${kind}; ${repair}`,
    ]);
  });

  test('may be made by the API server, but not be left out', () => {
    const unnamed = (metadata: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: ${metadata}\n`;
    expect(find('KUB028', unnamed('{ generateName: a- }'))).toEqual([]);
    expect(find('KUB028', unnamed('{}'))).toEqual([
      'ConfigMap (no name) metadata.name: it has no name; use up to 253 lower-case letters, digits, "-" and "."',
    ]);
  });

  test('may be shared by objects of other kinds, and by files for kustomize', () => {
    const kustomization = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: { name: a }\n';
    expect(find('KUB027', documents(object('v1', 'ConfigMap', 'a'), object('v1', 'Secret', 'a')))).toEqual([]);
    expect(find('KUB027', documents(kustomization, kustomization))).toEqual([]);
    expect(find('KUB028', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n')).toEqual([]);
  });
});

describe('Kustomizations', () => {
  const kustomization = (resources: string): string =>
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: { name: k }\nresources: ${resources}\n`;
  const files = (resources: string): Record<string, string> => ({
    'production/kustomization.yaml': kustomization(resources),
    'production/api.yaml': documents(object('v1', 'ConfigMap', 'a'), object('v1', 'ConfigMap', 'b')),
    'production/jobs/a.yaml': object('v1', 'ConfigMap', 'c'),
  });

  test('may lead out of the assembly, and name folders', () => {
    const resources = '[../base, "https://example.com/a.yaml", "github.com/acme/base?ref=v1", api.yaml, jobs]';
    expect(findInFiles('KUB030', files(resources))).toEqual([]);
  });

  test('may name files whose objects are kept from the rules, of another environment too', () => {
    const read = (text: string, file: string, environment: string): readonly Manifest[] =>
      readManifests(text, file, environment).manifests;
    const own = read(kustomization('[api.yaml, unknown.yaml]'), 'production/kustomization.yaml', 'production');
    const base = read(object('v1', 'ConfigMap', 'a'), 'production/api.yaml', 'base');
    const lines = (...known: string[]): readonly string[] => {
      const manifests = new Manifests([...own, ...base], new Set(['production/kustomization.yaml', ...known]));
      return judged('KUB030', { ...assemblyOf({}), manifests });
    };
    expect(lines('production/api.yaml', 'production/unknown.yaml')).toEqual([]);
    expect(lines('production/api.yaml')).toEqual([
      'Kustomization k resources[1]: unknown.yaml is not there; write or rename the file, or remove it',
    ]);
  });

  test('are left alone where nothing of their folder was read', () => {
    const alone = { 'production/kustomization.yaml': kustomization('[api.yaml]') };
    expect(findInFiles('KUB030', alone)).toEqual([]);
    expect(findInFiles('KUB030', { ...alone, 'staging/a.yaml': object('v1', 'ConfigMap', 'a') })).toEqual([]);
    expect(findInFiles('KUB030', { ...alone, 'production/b.yaml': object('v1', 'ConfigMap', 'b') })).toHaveLength(1);
  });

  test('must name what lies beside files that they name, and what a folder with one of its own leaves out', () => {
    const map = (name: string): string => object('v1', 'ConfigMap', name);
    const below = (named: string, more: Readonly<Record<string, string>> = {}): readonly string[] =>
      findInFiles('KUB031', {
        'production/kustomization.yaml': kustomization(named),
        'production/shop/a.yaml': map('a'),
        'production/shop/b.yaml': map('b'),
        ...more,
      });
    expect(below('[shop/a.yaml]')).toEqual([
      'ConfigMap shop/b : production/shop/b.yaml is not applied; name it where the files beside it are named',
    ]);
    expect(below('[shop/a.yaml, shop/b.yaml]')).toEqual([]);
    expect(below('[shop]')).toEqual([]);
    expect(below('[shop]', { 'production/shop/kustomization.yaml': kustomization('[a.yaml]') })).toEqual([
      'ConfigMap shop/b : production/shop/b.yaml is not applied; name it among the resources of the Kustomization beside it',
    ]);
  });

  test('must name what lies beside them', () => {
    expect(findInFiles('KUB031', files('[api.yaml, jobs]'))).toEqual([]);
    expect(findInFiles('KUB031', files('[jobs]'))).toEqual([
      'ConfigMap shop/a : production/api.yaml is not applied; name it among the resources of the Kustomization beside it',
    ]);
  });

  test('are not asked for', () => {
    expect(findInFiles('KUB031', { 'production/api.yaml': object('v1', 'ConfigMap', 'a') })).toEqual([]);
  });
});

describe('roles and network policies', () => {
  const RBAC = 'rbac.authorization.k8s.io/v1';
  const binding = (kind: string, name: string): string =>
    object(RBAC, 'RoleBinding', 'b', `roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: ${name} }`);
  const role = object(RBAC, 'ClusterRole', 'reader', "rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]");
  const policy = (ports: string, more = ''): string =>
    object(
      'networking.k8s.io/v1',
      'NetworkPolicy',
      'api',
      `spec: { podSelector: { matchLabels: { app: api } }, ingress: [{ ports: [${ports}]${more} }] }`,
    );
  const PODS = deployment('{ containers: [{ name: api, ports: [{ name: http, containerPort: 8080 }] }] }');

  test('a binding may give what every cluster has, and a ClusterRole that is made here', () => {
    expect(find('KUB070', binding('ClusterRole', 'view'))).toEqual([]);
    expect(find('KUB070', documents(binding('ClusterRole', 'reader'), role.replace(', namespace: shop', '')))).toEqual(
      [],
    );
    expect(find('KUB070', binding('ClusterRole', 'reader'))).toEqual([
      'RoleBinding shop/b roleRef.name: no ClusterRole reader is made here; make it here, or mend the name',
    ]);
  });

  test('all verbs and all resources are told apart', () => {
    expect(find('KUB071', role)).toEqual([
      'ClusterRole shop/reader rules[0].verbs: a rule allows all verbs; name the verbs that are used',
      'ClusterRole shop/reader rules[0].resources: a rule allows all resources; name the resources that are used',
    ]);
  });

  test('ports by name, ranges, and pods that declare nothing are left alone', () => {
    expect(find('KUB072', documents(policy('{ port: http }, { port: 80, endPort: 9000 }'), PODS))).toEqual([]);
    expect(find('KUB072', documents(policy('{ port: 80 }'), deployment('{ containers: [{ name: api }] }')))).toEqual(
      [],
    );
    expect(find('KUB072', documents(policy('{ port: 80 }'), PODS))).toHaveLength(1);
  });

  test('who or where is enough to keep others out', () => {
    expect(find('KUB073', policy('', ', from: [{ podSelector: {} }]'))).toEqual([]);
    expect(find('KUB073', policy(''))).toHaveLength(1);
  });

  test('a spread constraint without selector is not judged', () => {
    const spread = '{ containers: [{ name: api }], topologySpreadConstraints: [{ maxSkew: 1 }] }';
    expect(find('KUB074', deployment(spread))).toEqual([]);
  });
});
