import { Construct } from 'constructs';
import { Duration } from '../../model';
import { type ObjectProps } from '../kubernetes/object-props';
import { Dashboard } from './dashboard';
import { doraNames } from './dora';
import { Panel } from './panel';

export interface DeliveryDashboardProps extends ObjectProps {
  /** @default "Delivery" */
  readonly title?: string;
  /** The time that the figures of `doraRules` are about. @default 30 days */
  readonly over?: Duration;
}

/** The dashboard of a delivery: the four DORA figures of every Rollout, the releases under way, and the pipelines. */
export class DeliveryDashboard extends Construct {
  public readonly name: string;

  public constructor(scope: Construct, id: string, props: DeliveryDashboardProps) {
    const { title = 'Delivery', over = Duration.days(30) } = props;
    super(scope, id);
    this.name = props.name;
    new Dashboard(this, 'Default', {
      ...props,
      title,
      variables: [{ name: 'namespace', label: 'namespace', metric: 'rollout_info' }],
      panels: [...doraPanels(over), ...releasePanels(), ...pipelinePanels()],
    });
  }
}

const CHOSEN = '{namespace=~"$namespace"}';
const ROLLOUT = '{{namespace}}/{{name}}';

function doraPanels(over: Duration): readonly Panel[] {
  const names = doraNames(over);
  const number = (title: string, expr: string, unit: 'short' | 's' | 'percentunit', description: string): Panel =>
    Panel.number({ title, queries: [{ expr }], unit, description });
  return [
    number('Deployments a day', `avg_over_time(sum(${names.deployments}${CHOSEN})[7d:1h])`, 'short', 'The last week.'),
    number('Lead time', `avg(${names.leadTime}${CHOSEN})`, 's', 'From the commit to the end of its rollout: median.'),
    number('Change failure rate', `avg(${names.changeFailureRate}${CHOSEN})`, 'percentunit', 'Taken back, or broke.'),
    number('Time to restore', `avg(${names.timeToRestore}${CHOSEN})`, 's', 'While the error budget burns fast.'),
  ];
}

function releasePanels(): readonly Panel[] {
  return [
    Panel.lines({
      title: 'Deployments by service',
      queries: [{ expr: `${doraNames().deployments}${CHOSEN}`, legend: ROLLOUT }],
      unit: 'short',
    }),
    Panel.table({
      title: 'Releases under way',
      queries: [
        { expr: 'max by (namespace, name, phase) (rollout_info{namespace=~"$namespace",phase!="Completed"}) == 1' },
      ],
      unit: 'none',
    }),
  ];
}

function pipelinePanels(): readonly Panel[] {
  const runs = 'tekton_pipelines_controller_pipelinerun_duration_seconds';
  return [
    Panel.lines({
      title: 'Pipeline runs by outcome',
      queries: [{ expr: `sum by (status) (increase(${runs}_count[1h]))`, legend: '{{status}}' }],
      unit: 'short',
    }),
    Panel.lines({
      title: 'Nine of ten pipeline runs take at most',
      queries: [
        {
          expr: `histogram_quantile(0.9, sum by (namespace, pipeline, le) (rate(${runs}_bucket[6h])))`,
          legend: '{{namespace}}/{{pipeline}}',
        },
      ],
      unit: 's',
    }),
  ];
}
