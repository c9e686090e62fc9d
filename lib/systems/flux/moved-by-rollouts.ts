import { type IConstruct } from 'constructs';
import { type KubernetesObject } from '../../assembly';
import { type MovedRoute, movedRoutes } from '../kubernetes/moved-routes';
import { objectsOf } from '../kubernetes/objects-of';
import { switchedServices } from '../kubernetes/switched-services';
import { type IgnoreRule } from './flux-kustomization';

/**
 * What the controllers of Rollouts write below a construct, each object once: selectors of Services as a whole, for the server
 * applies them as one value, and each weight of a route that Git has too. Where routes are added, their list is left as a whole.
 */
export function movedByRollouts(scope: IConstruct): readonly IgnoreRule[] {
  const objects = objectsOf(scope);
  const selectors = unique(objects.flatMap(switchedServices).map(({ name }) => name)).map((name) => ({
    paths: ['/spec/selector'],
    target: { kind: 'Service', name },
  }));
  const byName = new Map(objects.map((object) => [keyOf(object.kind, object.metadata.name), object]));
  const moved = new Map(objects.flatMap(movedRoutes).map((route) => [keyOf(route.kind, route.name), route]));
  const routes = [...moved].flatMap(([key, route]) => {
    const object = byName.get(key);
    const paths = object === undefined ? [] : pointersOf(object, route);
    return paths.length === 0 ? [] : [{ paths, target: { kind: route.kind, name: route.name } }];
  });
  return [...selectors, ...routes];
}

function pointersOf(object: KubernetesObject, { kind, added }: MovedRoute): readonly string[] {
  const { list, elements, field } = WRITTEN[kind];
  const { spec = {} } = object as { readonly spec?: Readonly<Record<string, unknown>> };
  if (added.length > 0) return [`/spec/${list}`];
  return elementsOf(spec[list]).flatMap((one, i) => {
    if (elements === undefined) return field in one ? [`/spec/${list}/${i}/${field}`] : [];
    return elementsOf(one[elements]).flatMap((other, j) =>
      field in other ? [`/spec/${list}/${i}/${elements}/${j}/${field}`] : [],
    );
  });
}

/** The hash that tells subsets apart is not in Git, so that their labels have to be left alone as a whole. */
const WRITTEN = {
  VirtualService: { list: 'http', elements: 'route', field: 'weight' },
  HTTPRoute: { list: 'rules', elements: 'backendRefs', field: 'weight' },
  DestinationRule: { list: 'subsets', elements: undefined, field: 'labels' },
} as const;

function elementsOf(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? (list as Readonly<Record<string, unknown>>[]) : [];
}

function keyOf(kind: string, name = ''): string {
  return `${kind}/${name}`;
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
