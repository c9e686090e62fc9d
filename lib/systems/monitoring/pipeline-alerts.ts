import { Duration, invalid } from '../../model';
import { Alert } from './alert';
import { RuleGroup } from './rule-group';
import { type Runbooks } from './runbooks';

export interface PipelineAlertsProps {
  /** Where the alerts' pages lie. */
  readonly runbooks: Runbooks;
  /** The share of failed runs of a pipeline within an hour that is too much. @default 0.2 */
  readonly failing?: number;
  /** The runs that a pipeline must have had to be judged. @default 5 */
  readonly atLeastRuns?: number;
  /**
   * The time that nine of ten runs have to stay below. It is one of the bounds that Tekton counts by: 1, 5, 15, 30, 60 or
   * 90 minutes; between two of them Prometheus would guess.
   * @default 15 minutes
   */
  readonly slowerThan?: Duration;
}

const RUNS = 'tekton_pipelines_controller_pipelinerun_duration_seconds';
const BUCKETS = [60, 300, 900, 1800, 3600, 5400];

/**
 * Alerts on Tekton's pipelines, by the metrics of its controller: runs that fail, that are slow, that cannot start, and a
 * controller that is not there. Throws `pipelineAlerts.<field>: …`.
 */
export function pipelineAlerts(props: PipelineAlertsProps): RuleGroup {
  const { failing = 0.2, slowerThan = Duration.minutes(15) } = props;
  if (!(failing > 0 && failing < 1)) {
    throw invalid('pipelineAlerts.failing', 'a share between 0 and 1', failing, '20 % is 0.2');
  }
  if (!BUCKETS.includes(slowerThan.inSeconds)) {
    const expected = `one of the bounds that Tekton counts by, ${BUCKETS.join(', ')} seconds`;
    throw invalid('pipelineAlerts.slowerThan', expected, slowerThan.inSeconds);
  }
  return new RuleGroup({
    name: 'pipelines',
    rules: [runsFail(props, failing), runsAreSlow(props, slowerThan), runsWait(props), controllerAbsent(props)],
  });
}

function runsFail({ runbooks, atLeastRuns = 5 }: PipelineAlertsProps, failing: number): Alert {
  const ended = `sum by (namespace, pipeline) (increase(${RUNS}_count{status=~"success|failed"}[1h]))`;
  const failed = `sum by (namespace, pipeline) (increase(${RUNS}_count{status="failed"}[1h]))`;
  return new Alert({
    name: 'PipelineRunsFail',
    expr: `${failed}\n/ ${ended} > ${failing}\nand ${ended} >= ${atLeastRuns}`,
    for: Duration.minutes(15),
    severity: 'warning',
    summary: `more than ${percent(failing)} of the runs of {{ $labels.namespace }}/{{ $labels.pipeline }} fail`,
    runbook: runbooks.of('PipelineRunsFail'),
  });
}

function runsAreSlow({ runbooks, atLeastRuns = 5 }: PipelineAlertsProps, slowerThan: Duration): Alert {
  const buckets = `sum by (namespace, pipeline, le) (rate(${RUNS}_bucket{status="success"}[6h]))`;
  const runs = `sum by (namespace, pipeline) (increase(${RUNS}_count{status="success"}[6h]))`;
  return new Alert({
    name: 'PipelineRunsAreSlow',
    expr: `histogram_quantile(0.9, ${buckets}) > ${slowerThan.inSeconds}\nand ${runs} >= ${atLeastRuns}`,
    for: Duration.minutes(30),
    severity: 'info',
    summary: `one of ten runs of {{ $labels.namespace }}/{{ $labels.pipeline }} takes longer than ${slowerThan}`,
    runbook: runbooks.of('PipelineRunsAreSlow'),
  });
}

function runsWait({ runbooks }: PipelineAlertsProps): Alert {
  const waiting = 'tekton_pipelines_controller_running_pipelineruns_waiting_on_';
  return new Alert({
    name: 'PipelineRunsWait',
    expr: `sum(${waiting}pipeline_resolution) + sum(${waiting}task_resolution) > 0`,
    for: Duration.minutes(15),
    severity: 'warning',
    summary: 'pipeline runs wait for a Pipeline or Task that cannot be fetched',
    runbook: runbooks.of('PipelineRunsWait'),
  });
}

/** The controller always says how many runs there are, even when there are none. */
function controllerAbsent({ runbooks }: PipelineAlertsProps): Alert {
  return new Alert({
    name: 'TektonIsAbsent',
    expr: 'absent(tekton_pipelines_controller_running_pipelineruns)',
    for: Duration.minutes(10),
    severity: 'critical',
    summary: 'Prometheus has no metrics of the Tekton controller: no run starts, or nobody would see it fail',
    runbook: runbooks.of('TektonIsAbsent'),
  });
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(3))} %`;
}
