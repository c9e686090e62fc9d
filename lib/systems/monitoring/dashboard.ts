import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { invalid } from '../../model';
import { type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type Panel } from './panel';

/** A choice at the top of a dashboard: the values that a label has. */
export interface DashboardVariable {
  /** The variable's name: queries say `$name`. */
  readonly name: string;
  /** The label whose values are offered. */
  readonly label: string;
  /** The metric that has it. */
  readonly metric: string;
}

export interface DashboardProps extends ObjectProps {
  readonly title: string;
  /** What its address is made of, at most 40 letters, digits, "-" and "_". @default the object's name */
  readonly uid?: string;
  /** From left to right, and a new row where one is full; their titles differ. */
  readonly panels: readonly Panel[];
  /** @default none but the data source */
  readonly variables?: readonly DashboardVariable[];
  /** The label by which Grafana's sidecar finds dashboards. @default grafana_dashboard: "1" */
  readonly sidecar?: Readonly<Record<string, string>>;
  /** The time that it shows when it is opened. @default "now-30d" */
  readonly from?: `now-${number}${'m' | 'h' | 'd'}`;
}

/** A Grafana dashboard in a ConfigMap that Grafana's sidecar loads. The same program makes the same bytes. */
export class Dashboard extends Construct {
  public readonly name: string;

  /** Throws `Dashboard.<field>: …`. */
  public constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    this.name = props.name;
    const labels = { ...(props.sidecar ?? { grafana_dashboard: '1' }), ...props.labels };
    new k8s.KubeConfigMap(this, 'Default', {
      metadata: renderMetadata('Dashboard', { ...props, labels }),
      data: { [`${props.name}.json`]: `${JSON.stringify(renderDashboard(props), null, 2)}\n` },
    });
  }
}

/** The dashboard in the classic model, which every Grafana since 10 loads. */
function renderDashboard(props: DashboardProps): object {
  const { title, panels, variables = [], uid = props.name, from = 'now-30d' } = props;
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(uid)) throw invalid('Dashboard.uid', '1 to 40 letters, digits, "-" and "_"', uid);
  const titles = panels.map((panel) => panel.title);
  const twice = titles.find((one, i) => titles.indexOf(one) < i);
  if (titles.length === 0) throw invalid('Dashboard.panels', 'at least one panel', titles);
  if (twice !== undefined) throw invalid('Dashboard.panels', 'titles that differ', twice);
  checkVariables(panels, variables);
  return {
    id: null,
    uid,
    title,
    tags: ['slipway'],
    schemaVersion: 39,
    editable: false,
    refresh: '1m',
    time: { from, to: 'now' },
    timezone: 'utc',
    templating: { list: [DATA_SOURCE, ...variables.map(renderVariable)] },
    panels: placed(panels),
  };
}

const DATA_SOURCE = { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus' };

function renderVariable({ name, label, metric }: DashboardVariable): object {
  return {
    name,
    label: name,
    type: 'query',
    datasource: { type: 'prometheus', uid: '${datasource}' },
    query: { query: `label_values(${metric}, ${label})`, refId: name },
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    allValue: '.*',
  };
}

function checkVariables(panels: readonly Panel[], variables: readonly DashboardVariable[]): void {
  const known = variables.map(({ name }) => name);
  for (const [, name = ''] of panels.flatMap(({ queries }) => queries.flatMap(variablesIn))) {
    if (!name.startsWith('__') && !known.includes(name)) {
      throw invalid('Dashboard.variables', `a variable for $${name}`, known);
    }
  }
}

function variablesIn(query: string): RegExpExecArray[] {
  return [...query.matchAll(/\$\{?(\w+)\}?/g)];
}

function placed(panels: readonly Panel[]): object[] {
  let [x, y, height] = [0, 0, 0];
  return panels.map((panel, i) => {
    if (x + panel.width > 24) [x, y, height] = [0, y + height, 0];
    const rendered = panel._render(i + 1, { x, y });
    x += panel.width;
    height = Math.max(height, panel.height);
    return rendered;
  });
}
