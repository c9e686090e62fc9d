import { type Manifests, describe } from '../../../assembly';
import { type Example, type Rule, problem } from '../../../audit';
import { type KeyedObject } from '../kinds';
import { madeSecretsOf } from '../made-secrets';
import { type WorkloadPods, podsOf } from '../pods';
import { type Reference, referencesOf } from '../references';

const example = (key: string): Example => ({
  manifests: `
apiVersion: v1
kind: ConfigMap
metadata: { name: api, namespace: shop }
data: { log-level: info }
---
apiVersion: v1
kind: Pod
metadata: { name: once, namespace: shop }
spec:
  containers:
    - name: once
      image: ghcr.io/acme/once:v2
      env: [{ name: LOG_LEVEL, valueFrom: { configMapKeyRef: { name: api, key: ${key} } } }]
`,
});

/** An object without any key is filled by somebody else: nothing can be said of it. */
export const keyUnknown: Rule = {
  id: 'KUB024',
  severity: 'error',
  title: 'a variable is taken from a key that its ConfigMap or Secret does not have',
  why: 'the container never starts: CreateContainerConfigError',
  repair: 'use a key that the object has',
  good: example('log-level'),
  bad: example('logLevel'),
  check: ({ manifests }) =>
    podsOf(manifests).all.flatMap((pods) =>
      referencesOf(pods).flatMap((reference) => {
        const { key, path } = reference;
        const keyed = key === undefined ? undefined : keyedBy(manifests, pods, reference);
        if (key === undefined || !keyed || keyed.keys.length === 0 || keyed.keys.includes(key)) return [];
        const repair = `use ${keyed.keys.slice(0, 10).join(' or ')}`;
        return [problem(pods.manifest, `${keyed.name} has no key "${key}"`, repair, `${path}.key`)];
      }),
    ),
};

/** The object with the keys, or the one that a controller makes it from. */
function keyedBy(
  manifests: Manifests,
  { manifest, environment }: WorkloadPods,
  { kind, name }: Reference,
): { readonly name: string; readonly keys: readonly string[] } | undefined {
  const { namespace } = manifest.object.metadata;
  if (kind !== 'ConfigMap' && kind !== 'Secret') return undefined;
  const keyed = manifests.tryFind(kind, { environment, namespace, name });
  if (keyed) return { name: describe(keyed.object), keys: keysOf(keyed.object) };
  const made = kind === 'Secret' ? madeSecretsOf(manifests).tryFind(environment, namespace, name) : undefined;
  return made && { name: describe(made.by.object), keys: made.keys ?? [] };
}

function keysOf({ data = {}, binaryData = {}, stringData = {} }: KeyedObject): string[] {
  return [data, binaryData, stringData].flatMap((values) => Object.keys(values));
}
