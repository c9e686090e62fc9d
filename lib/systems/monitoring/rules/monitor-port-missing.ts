import { problem, type Rule } from '../../../audit';
import { portsOf } from '../../kubernetes/service-ports';
import { monitorsOf, type PlacedMonitor } from '../monitors';
import { example, SERVICE, serviceMonitor } from './examples';

export const monitorPortMissing: Rule = {
  id: 'MON013',
  severity: 'error',
  title: 'a monitor scrapes a port that is not there',
  why: 'Prometheus leaves the target out without a word: there are no metrics',
  repair: 'name a port by the name that the Service or the container gives it',
  good: example(SERVICE, serviceMonitor({ port: 'http' })),
  bad: example(SERVICE, serviceMonitor({ port: 'metrics' })),
  check: ({ manifests }) =>
    monitorsOf(manifests).flatMap((monitor) => {
      const names = portNamesOf(monitor);
      if (names.length === 0) return [];
      return monitor.endpoints.flatMap(({ port }, i) => {
        if (port === undefined || names.includes(port)) return [];
        const message = `nothing that it selects has a port "${port}", there is ${names.join(', ')}`;
        return [problem(monitor.manifest, message, 'name a port that is there', `${monitor.path}[${i}].port`)];
      });
    }),
};

function portNamesOf({ services, pods }: PlacedMonitor): readonly string[] {
  const ports = services
    ? services.flatMap(({ object }) => object.spec?.ports ?? [])
    : pods.flatMap((one) => portsOf(one));
  return [...new Set(ports.flatMap(({ name }) => name ?? []))];
}
