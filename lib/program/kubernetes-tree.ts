import { ApiObject, type App, Chart } from 'cdk8s';
import { type KubernetesObject, type Manifest } from '../assembly';
import { Environment } from './environment';

/** What the Kubernetes tree renders to: each object with its origin, in the order in which it is written. */
export function renderKubernetes(root: App): Manifest[] {
  return chartsOf(root).flatMap(({ chart, objects }) => {
    const environment = Environment.tryOf(chart)?.name ?? '';
    const file = fileOf(chart);
    return inOrder(objects).map((object) => ({
      object: object.toJson() as KubernetesObject,
      environment,
      origin: { construct: object.node.path, file },
    }));
  });
}

/** A chart's file: its path in the tree, so that a chart below an environment lies in the environment's folder. */
function fileOf(chart: Chart): string {
  return `${chart.node.path}.yaml`;
}

/** The objects of each chart, found in one walk: `App.synth` of cdk8s walks the whole tree once for each chart. */
function chartsOf(root: App): { chart: Chart; objects: ApiObject[] }[] {
  const charts = new Map<Chart, ApiObject[]>();
  for (const construct of root.node.findAll()) {
    if (Chart.isChart(construct)) charts.set(construct, []);
    if (ApiObject.isApiObject(construct)) charts.get(construct.chart)?.push(construct);
  }
  return [...charts].map(([chart, objects]) => ({ chart, objects }));
}

/** An object comes after those of its chart that it depends on; otherwise in the order of the program. */
function inOrder(objects: readonly ApiObject[]): ApiObject[] {
  if (objects.every((object) => object.node.dependencies.length === 0)) return [...objects];
  const own = new Set(objects);
  const ordered = new Set<ApiObject>();
  const place = (object: ApiObject): void => {
    if (ordered.has(object)) return;
    for (const dependency of object.node.dependencies) {
      for (const construct of dependency.node.findAll()) {
        if (construct !== object && ApiObject.isApiObject(construct) && own.has(construct)) place(construct);
      }
    }
    ordered.add(object);
  };
  objects.forEach(place);
  return [...ordered];
}
