import { describe } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { servedContainers } from '../served-containers';
import { servedDeployment } from './examples';

export const servedWithoutReadiness: Rule = {
  id: 'KUB012',
  severity: 'warning',
  title: 'a Service sends traffic to a container without readiness probe',
  why: 'a new pod gets requests before it listens, and each release fails some of them; a canary passes before it works',
  repair: 'give the container a readinessProbe that answers once it can serve',
  reference: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  good: { manifests: servedDeployment(', readinessProbe: { httpGet: { path: /ready, port: http } }') },
  bad: { manifests: servedDeployment() },
  check: ({ manifests }) =>
    servedContainers(manifests)
      .filter(({ container }) => !container.readinessProbe)
      .map(({ manifest, service, container, path }) =>
        problem(
          manifest,
          `container "${container.name}" gets traffic of ${describe(service.object)} and has no readinessProbe`,
          'add a readinessProbe',
          path,
        ),
      ),
};
