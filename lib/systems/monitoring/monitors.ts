import { type Manifest, type Manifests, addTo, readOnce } from '../../assembly';
import { type LabelSelector, selects } from '../kubernetes/selector';
import { type ServiceObject } from '../kubernetes/kinds';
import { podsOf, type WorkloadPods } from '../kubernetes/pods';
import { type Endpoint, type PodMonitorObject, type ServiceMonitorObject } from './kinds';

/** A ServiceMonitor or PodMonitor, with what it finds in the assembly. */
export interface PlacedMonitor {
  readonly manifest: Manifest<ServiceMonitorObject | PodMonitorObject>;
  readonly endpoints: readonly Endpoint[];
  /** The field that holds the endpoints. */
  readonly path: 'spec.endpoints' | 'spec.podMetricsEndpoints';
  /** The Services it selects; nothing for a PodMonitor. */
  readonly services?: readonly Manifest<ServiceObject>[];
  /** The pods it scrapes, as far as the assembly has them. */
  readonly pods: readonly WorkloadPods[];
  /** Whether there is something in its namespaces that it could have selected. */
  readonly hasCandidates: boolean;
}

/** Every monitor of an assembly. */
export const monitorsOf = readOnce((manifests: Manifests): readonly PlacedMonitor[] => [
  ...manifests.of('monitoring.coreos.com/ServiceMonitor').map((one) => serviceMonitor(one, manifests)),
  ...manifests.of('monitoring.coreos.com/PodMonitor').map((one) => podMonitor(one, manifests)),
]);

/** `any` may mean namespaces that the assembly does not have: then nothing is said of it. */
function namespacesOf({ object }: PlacedMonitor['manifest']): readonly (string | undefined)[] {
  const { namespaceSelector } = object.spec;
  if (namespaceSelector?.any === true) return [];
  return namespaceSelector?.matchNames ?? [object.metadata.namespace];
}

function serviceMonitor(manifest: Manifest<ServiceMonitorObject>, manifests: Manifests): PlacedMonitor {
  const { selector, endpoints } = manifest.object.spec;
  const index = servicesOnce(manifests);
  const places = namespacesOf(manifest).map((namespace) => placeOf(manifest.environment, namespace));
  const services = places
    .flatMap((place) => candidates(index, place, selector))
    .filter(({ object }) => selects(selector, object.metadata.labels ?? {}));
  return {
    manifest,
    endpoints,
    path: 'spec.endpoints',
    services,
    pods: services.flatMap(({ environment, object }) => {
      const matchLabels = object.spec?.selector;
      if (matchLabels === undefined) return [];
      return podsOf(manifests).selected(environment, object.metadata.namespace, { matchLabels });
    }),
    hasCandidates: places.some((place) => index.has(place)),
  };
}

function podMonitor(manifest: Manifest<PodMonitorObject>, manifests: Manifests): PlacedMonitor {
  const index = podsOf(manifests);
  const namespaces = namespacesOf(manifest);
  return {
    manifest,
    endpoints: manifest.object.spec.podMetricsEndpoints ?? [],
    path: 'spec.podMetricsEndpoints',
    pods: namespaces.flatMap((one) => index.selected(manifest.environment, one, manifest.object.spec.selector)),
    hasCandidates: namespaces.some((one) => index.workloads(manifest.environment, one).length > 0),
  };
}

type ServiceIndex = ReadonlyMap<string, readonly Manifest<ServiceObject>[]>;

const placeOf = (environment: string, namespace: string | undefined): string => `${environment}\n${namespace ?? ''}`;

/** The Services of each place, and of each of their labels there. */
const servicesOnce = readOnce((manifests): ServiceIndex => {
  const index = new Map<string, Manifest<ServiceObject>[]>();
  for (const service of manifests.of('Service')) {
    const { namespace, labels = {} } = service.object.metadata;
    const place = placeOf(service.environment, namespace);
    for (const key of [place, ...Object.entries(labels).map((label) => `${place}\n${label.join('=')}`)]) {
      addTo(index, key, service);
    }
  }
  return index;
});

/** The fewest Services of a place among which all that a selector means must be. */
function candidates(
  index: ServiceIndex,
  place: string,
  { matchLabels = {} }: LabelSelector,
): readonly Manifest<ServiceObject>[] {
  return Object.entries(matchLabels)
    .map((label) => index.get(`${place}\n${label.join('=')}`) ?? [])
    .reduce((fewest, list) => (list.length < fewest.length ? list : fewest), index.get(place) ?? []);
}

/** The labels that a monitor writes beside each sample, as Prometheus spells them. */
export function labelsWrittenBy({ manifest, endpoints }: PlacedMonitor): ReadonlySet<string> {
  const { spec } = manifest.object;
  const taken = [...(spec.podTargetLabels ?? []), ...('targetLabels' in spec ? (spec.targetLabels ?? []) : [])];
  const relabeled = endpoints.flatMap(({ relabelings = [], metricRelabelings = [] }) =>
    [...relabelings, ...metricRelabelings].flatMap(({ targetLabel }) => targetLabel ?? []),
  );
  return new Set([...taken.map((label) => label.replace(/[^A-Za-z0-9_]/g, '_')), ...relabeled]);
}

/** Whether a monitor maps labels by a pattern: then nobody knows beforehand which ones it writes. */
export function mapsLabels({ endpoints }: PlacedMonitor): boolean {
  return endpoints.some(({ relabelings = [], metricRelabelings = [] }) =>
    [...relabelings, ...metricRelabelings].some(({ action }) => action?.toLowerCase() === 'labelmap'),
  );
}
