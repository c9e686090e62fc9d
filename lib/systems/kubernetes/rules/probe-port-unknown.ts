import { type Example, type Rule, problem } from '../../../audit';
import { type Container, type Handler } from '../pod-spec';
import { podsOf } from '../pods';

const example = (port: string): Example => ({
  manifests: `
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop }
spec:
  containers:
    - name: api
      image: ghcr.io/acme/api:v2
      ports: [{ name: http, containerPort: 8080 }]
      readinessProbe: { httpGet: { path: /ready, port: ${port} } }
`,
});

export const probePortUnknown: Rule = {
  id: 'KUB014',
  severity: 'error',
  title: 'a probe asks a port that the container does not have',
  why: 'the probe never succeeds: the pod is never ready, or is restarted for ever',
  repair: "use the name or number of one of the container's own ports",
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  good: example('http'),
  bad: example('web'),
  check: ({ manifests }) =>
    podsOf(manifests).all.flatMap(({ manifest, containers }) =>
      containers.flatMap(({ container, path }) =>
        Object.entries(handlersOf(container)).flatMap(([field, handler]) => {
          const port = handler?.httpGet?.port ?? handler?.tcpSocket?.port;
          const names = (container.ports ?? []).flatMap(({ name }) => name ?? []);
          if (typeof port !== 'string' || /^\d+$/.test(port) || names.includes(port)) return [];
          return [
            problem(
              manifest,
              `${field} of container "${container.name}" asks the port "${port}", which it does not have`,
              names.length === 0 ? 'name the port, or ask it by its number' : `use ${names.join(' or ')}`,
              `${path}.${field}`,
            ),
          ];
        }),
      ),
    ),
};

function handlersOf(container: Container): Readonly<Record<string, Handler | undefined>> {
  const { startupProbe, readinessProbe, livenessProbe, lifecycle } = container;
  return { startupProbe, readinessProbe, livenessProbe, 'lifecycle.preStop': lifecycle?.preStop };
}
