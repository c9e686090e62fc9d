import { describe } from '../../../assembly';
import { type Example, type Rule, problem } from '../../../audit';
import { type KeyedObject } from '../kinds';
import { podsOf } from '../pods';
import { referencesOf } from '../references';

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
    podsOf(manifests).all.flatMap((pods) => {
      const { manifest, environment } = pods;
      const { namespace } = manifest.object.metadata;
      return referencesOf(pods).flatMap(({ kind, name, key, path }) => {
        if (key === undefined || (kind !== 'ConfigMap' && kind !== 'Secret')) return [];
        const keyed = manifests.tryFind(kind, { environment, namespace, name });
        const keys = keyed ? keysOf(keyed.object) : [];
        if (!keyed || keys.length === 0 || keys.includes(key)) return [];
        return [
          problem(
            manifest,
            `${describe(keyed.object)} has no key "${key}"`,
            `use ${keys.slice(0, 10).join(' or ')}`,
            `${path}.key`,
          ),
        ];
      });
    }),
};

function keysOf({ data = {}, binaryData = {}, stringData = {} }: KeyedObject): string[] {
  return [data, binaryData, stringData].flatMap((values) => Object.keys(values));
}
