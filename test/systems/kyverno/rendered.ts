import { App, Chart } from 'cdk8s';
import { type KubernetesObject } from '../../../lib/assembly';

/** The objects that a plain chart with a namespace renders to, as the API server would receive them. */
export function rendered(build: (chart: Chart) => void): KubernetesObject[] {
  const chart = new Chart(new App(), 'policies', { namespace: 'shop' });
  build(chart);
  return chart.toJson() as KubernetesObject[];
}
