import { type Example, type Rule, problem } from '../../../audit';
import { POD_SECURITY_LEVELS } from '../pod-security';

const LABEL = 'pod-security.kubernetes.io/enforce';

const example = (labels: string): Example => ({
  manifests: `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${labels} }
`,
});

export const namespaceWithoutPodSecurity: Rule = {
  id: 'KUB005',
  severity: 'warning',
  title: 'a namespace enforces no Pod Security level',
  why: 'whoever may create a pod in it may create a privileged one, and has the node',
  repair: 'label it with the level that its pods keep; privileged, where it has to be, is then a decision',
  reference: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  good: example(`{ ${LABEL}: restricted }`),
  bad: example('{ team: shop }'),
  check: ({ manifests }) =>
    manifests.of('Namespace').flatMap((namespace) => {
      const level = namespace.object.metadata.labels?.[LABEL];
      if (POD_SECURITY_LEVELS.some((known) => known === level)) return [];
      return [
        problem(
          namespace,
          level === undefined ? `the label ${LABEL} is missing` : `"${level}" is no level: everything is admitted`,
          `set ${LABEL} to restricted, baseline or privileged`,
          'metadata.labels',
        ),
      ];
    }),
};
