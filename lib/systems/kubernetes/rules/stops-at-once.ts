import { describe } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { servedContainers } from '../served-containers';
import { servedDeployment } from './examples';

export const stopsAtOnce: Rule = {
  id: 'KUB076',
  severity: 'advice',
  title: 'a container with traffic is told to stop while Services still lead to it',
  why: 'a pod is taken out of the endpoints while it gets its SIGTERM, not before: proxies and gateways send requests for some seconds more, and every release and every drain loses them',
  repair: 'wait in lifecycle.preStop (sleep) for as long as the routes need to follow',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow',
  good: { manifests: servedDeployment(', lifecycle: { preStop: { sleep: { seconds: 10 } } }') },
  bad: { manifests: servedDeployment() },
  check: ({ manifests }) =>
    servedContainers(manifests)
      .filter(({ container }) => !container.lifecycle?.preStop)
      .map(({ manifest, service, container, path }) =>
        problem(
          manifest,
          `container "${container.name}" gets traffic of ${describe(service.object)} and does not wait before it stops`,
          'add lifecycle.preStop with a sleep of some seconds',
          path,
        ),
      ),
};
