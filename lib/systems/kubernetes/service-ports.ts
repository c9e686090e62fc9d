import { type ServicePort } from './kinds';
import { type ContainerPort, type PodContainer } from './pod-spec';
import { type WorkloadPods } from './pods';

/** The ports that pods open to Services: those of containers that run as long as the pod. */
export function portsOf(pods: WorkloadPods): readonly ContainerPort[] {
  return servingContainers(pods).flatMap(({ container }) => container.ports ?? []);
}

/** The container that a Service's port reaches in some pods, if one declares it. */
export function tryContainerAt(pods: WorkloadPods, { port, targetPort = port }: ServicePort): PodContainer | undefined {
  return servingContainers(pods).find(({ container }) =>
    container.ports?.some(({ name, containerPort }) => targetPort === name || targetPort === containerPort),
  );
}

/** Containers, and the init containers that stay as sidecars. */
function servingContainers({ containers }: WorkloadPods): readonly PodContainer[] {
  return containers.filter(
    ({ role, container }) => role === 'container' || (role === 'init' && container.restartPolicy === 'Always'),
  );
}
