import { App, Chart, Testing } from 'cdk8s';

/** An object as it is applied. */
export interface Rendered {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: Record<string, unknown>;
}

/** What a chart in the namespace `shop` comes to. */
export function render(build: (chart: Chart) => void): readonly Rendered[] {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  build(chart);
  return Testing.synth(chart) as Rendered[];
}

export function namesOf(objects: readonly Rendered[]): readonly string[] {
  return objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

/** The object of a kind. */
export function find(objects: readonly Rendered[], kind: string): Rendered {
  const found = objects.find((object) => object.kind === kind);
  if (!found) throw new Error(`no ${kind} in ${namesOf(objects).join(', ')}`);
  return found;
}
