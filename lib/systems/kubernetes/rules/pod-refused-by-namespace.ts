import { type Manifest } from '../../../assembly';
import { type Example, type Rule, problem } from '../../../audit';
import { type Platform, Version } from '../../../model';
import { POD_SECURITY_LEVELS, type PodSecurityPolicy, podSecurityViolations } from '../pod-security';
import { podsOf } from '../pods';

const example = (context: string): Example => ({
  manifests: `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { pod-security.kubernetes.io/enforce: restricted } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app.kubernetes.io/name: api } }
  template:
    metadata: { labels: { app.kubernetes.io/name: api } }
    spec:
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      containers: [{ name: api, image: ghcr.io/acme/api:v2, securityContext: ${context} }]
`,
});

export const podRefusedByNamespace: Rule = {
  id: 'KUB004',
  severity: 'error',
  title: 'a namespace enforces a Pod Security level that refuses the pod',
  why: 'the Deployment, Rollout or Job is accepted and its pods are not: nothing starts, and only an event says why',
  repair: "give the pod the security context that the namespace's level asks for",
  reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  good: example('{ allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }'),
  bad: example('{ allowPrivilegeEscalation: false }'),
  check: ({ manifests, platform }) =>
    podsOf(manifests).all.flatMap(({ manifest, environment, namespace, spec, annotations, path }) => {
      const place = manifests.tryFind('Namespace', { environment, name: namespace });
      const policy = place && tryEnforced(place, platform);
      if (!policy) return [];
      return podSecurityViolations(policy, { spec, annotations }, path).map((violation) =>
        problem(
          manifest,
          `namespace "${namespace}" enforces ${policy.level}: ${violation.message}`,
          `mend it here, or let the namespace enforce less (control ${violation.control})`,
          violation.path,
        ),
      );
    }),
};

function tryEnforced(namespace: Manifest, platform: Platform): PodSecurityPolicy | undefined {
  const labels = namespace.object.metadata.labels ?? {};
  const level = POD_SECURITY_LEVELS.find((one) => one === labels['pod-security.kubernetes.io/enforce']);
  if (level === undefined) return undefined;
  const release = /^v(1\.\d+)$/.exec(labels['pod-security.kubernetes.io/enforce-version'] ?? 'latest')?.[1];
  const version = release === undefined ? platform.kubernetes : Version.of('enforce-version', release);
  return { level, version };
}
