import * as fc from '../property';
import { audit } from './audited';
import { run } from './run';

const KINDS = [
  'apps/v1 Deployment',
  'v1 Service',
  'tekton.dev/v1 Pipeline',
  'tekton.dev/v1 Task',
  'argoproj.io/v1alpha1 Rollout',
  'argoproj.io/v1alpha1 AnalysisTemplate',
  'kyverno.io/v1 ClusterPolicy',
  'kustomize.config.k8s.io/v1beta1 Kustomization',
];
const names = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'spec',
  'metadata',
  'steps',
  'tasks',
  'name',
  'image',
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.boolean(),
    tie('map'),
    tie('list'),
  ),
  list: fc.array(tie('value'), { maxLength: 3 }),
  map: fc.array(fc.tuple(names, tie('value')), { maxLength: 4 }).map((pairs) => new Map(pairs)),
}));

/** Maps as JSON text: unlike an object's, their keys may be called anything. */
function written(one: unknown): string {
  if (one instanceof Map)
    return `{${[...one].map(([key, item]) => `${JSON.stringify(key)}: ${written(item)}`).join(', ')}}`;
  return Array.isArray(one) ? `[${one.map(written).join(', ')}]` : JSON.stringify(one);
}

test('neither crashes nor hangs, whatever the fields of an object', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...KINDS), value, value, async (kind, spec, labels) => {
      const [apiVersion, name] = kind.split(' ');
      const stdin = `{"apiVersion": "${apiVersion}", "kind": "${name}", "metadata": {"name": "a", "labels": ${written(labels)}}, "spec": ${written(spec)}}`;
      expect((await run(['audit', '-'], { stdin })).err).toBe('');
    }),
    { numRuns: 150 },
  );
});

test('neither crashes nor hangs, whatever the bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect((await run(['audit', '-'], { stdin: bytes })).err).not.toContain('slipway itself failed');
    }),
    { numRuns: 150 },
  );
});

test('neither crashes nor hangs, whatever the Terraform', async () => {
  const types = fc.constantFrom(
    'aws_ecr_repository',
    'aws_iam_role',
    'aws_iam_role_policy',
    'aws_ecr_lifecycle_policy',
    'aws_iam_openid_connect_provider',
  );
  await fc.assert(
    fc.asyncProperty(types, value, async (type, body) => {
      const text = `{"resource": {"${type}": {"a": ${written(body)}}}}`;
      expect((await audit({ 'a.tf.json': text }, ['.'])).err).toBe('');
    }),
    { numRuns: 60 },
  );
});
