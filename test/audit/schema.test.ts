import { Manifests } from '../../lib/assembly';
import { assemblyOf, checkSchemas } from '../../lib/audit';

function check(manifests: string): ReturnType<typeof checkSchemas> {
  return checkSchemas(assemblyOf({ manifests }));
}

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: { name: api, namespace: shop }\nspec: { selector: { app: api }, ports: [{ port: 80 }] }\n';

test('lets objects that fit pass unchanged', () => {
  const assembly = assemblyOf({ manifests: SERVICE });
  expect(checkSchemas(assembly)).toEqual({ findings: [], sound: assembly });
});

test('reports an unknown field with the one that was meant, and drops it as the API server does', () => {
  const { findings, sound } = check(SERVICE.replace('selector:', 'selectors: {}, selector:'));
  expect(findings).toEqual([
    {
      rule: 'SCH001',
      severity: 'error',
      place: {
        origin: { file: 'example.yaml', line: 1 },
        subject: 'Service shop/api',
        environment: 'example',
        path: 'spec.selectors',
      },
      message: 'spec.selectors is not a field of Service: the API server drops it or refuses the object',
      repair: 'did you mean selector?',
    },
  ]);
  expect(sound.manifests.all.map(({ object }) => object)).toEqual(
    new Manifests(assemblyOf({ manifests: SERVICE }).manifests.all).all.map(({ object }) => object),
  );
});

test('keeps an object that does not fit from the rules', () => {
  const { findings, sound } = check(SERVICE.replace('port: 80', 'port: "80"'));
  expect(findings.map(({ rule, message, place }) => [rule, message, place.path])).toEqual([
    ['SCH002', 'spec.ports[0].port must be integer', 'spec.ports[0].port'],
  ]);
  expect(sound.manifests.all).toEqual([]);
});

test('reads an object of a CRD without a spec as an empty one, and says what is asked of that', () => {
  const objects = (apiVersion: string, kind: string) => {
    const { findings, sound } = check(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\n`);
    const said = findings.map(({ rule, message }) => `${rule}: ${message}`);
    return [said, sound.manifests.all.map(({ object }) => object)];
  };
  const empty = (apiVersion: string, kind: string) => ({ apiVersion, kind, metadata: { name: 'a' } });
  expect(objects('tekton.dev/v1', 'Task')).toEqual([[], [{ ...empty('tekton.dev/v1', 'Task'), spec: {} }]]);
  expect(objects('tekton.dev/v1', 'PipelineRun')).toEqual([
    [],
    [{ ...empty('tekton.dev/v1', 'PipelineRun'), spec: {} }],
  ]);
  expect(objects('v1', 'Namespace')).toEqual([[], [empty('v1', 'Namespace')]]);
  expect(objects('flagger.app/v1beta1', 'Canary')).toEqual([
    ["SCH002: spec must have required property 'targetRef'", "SCH002: spec must have required property 'analysis'"],
    [],
  ]);
});

test('says which versions serve a kind, and which kinds it does not know', () => {
  const { findings } = check(
    'apiVersion: apps/v1beta1\nkind: Deployment\nmetadata: { name: a }\n---\napiVersion: x.dev/v1\nkind: Odd\nmetadata: { name: b }\n',
  );
  expect(findings.map(({ rule, severity, message, repair }) => [rule, severity, message, repair])).toEqual([
    ['SCH004', 'error', 'apps/v1beta1 does not serve Deployment', 'use apps/v1'],
    [
      'SCH003',
      'advice',
      'x.dev/v1 Odd is not a kind that slipway knows: it was not checked',
      'check it with the tool that owns the kind',
    ],
  ]);
});

test('is not misled by a kind named like a property of every object', () => {
  expect(
    check('apiVersion: constructor\nkind: toString\nmetadata: { name: a }\n').findings.map(({ rule }) => rule),
  ).toEqual(['SCH003']);
});

test('says of a version that a product has given up which release has none', () => {
  const { findings } = check(
    'apiVersion: external-secrets.io/v1beta1\nkind: ExternalSecret\nmetadata: { name: a, namespace: shop }\n',
  );
  expect(
    findings.map(({ rule, severity, message, repair, place }) => [rule, severity, message, repair, place.path]),
  ).toEqual([
    [
      'SCH004',
      'error',
      'external-secrets.io/v1beta1 does not serve ExternalSecret: External Secrets v2.9.0 has no such version',
      'use external-secrets.io/v1',
      'apiVersion',
    ],
  ]);
});

const ISTIO =
  'kind: VirtualService\nmetadata: { name: api, namespace: shop }\nspec:\n  hosts: [api]\n  http: [{ route: [{ destination: { host: api } }] }]\n';

test('reads another version of a kind that its product may serve, where it has the same form', () => {
  const { findings, sound } = check(`apiVersion: networking.istio.io/v1alpha3\n${ISTIO}`);
  expect(findings.map(({ rule, severity, message, repair }) => [rule, severity, message, repair])).toEqual([
    [
      'SCH003',
      'advice',
      'networking.istio.io/v1alpha3 VirtualService was not checked against its schema: slipway knows networking.istio.io/v1',
      'write networking.istio.io/v1, unless the cluster does not serve it yet',
    ],
  ]);
  expect(sound.manifests.all).toHaveLength(1);
  expect(
    check(`apiVersion: networking.istio.io/v1alpha3\n${ISTIO.replace('hosts: [api]', 'hosts: api')}`).sound.manifests
      .all,
  ).toEqual([]);
});
