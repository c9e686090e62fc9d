import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { invalid } from '../../model';
import { type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type RuleGroup } from './rule-group';

export interface PrometheusRulesProps extends ObjectProps {
  /** The groups; their names differ. */
  readonly groups: readonly RuleGroup[];
}

/**
 * Alerts and recordings as one PrometheusRule. Its `labels` have to be those that the Prometheus selects rules by, such
 * as `release: prometheus`: without them it is never loaded, and nobody says so.
 */
export class PrometheusRules extends Construct {
  public readonly name: string;

  /** Throws `PrometheusRules.groups: …` for none, or for two of one name. */
  public constructor(scope: Construct, id: string, props: PrometheusRulesProps) {
    super(scope, id);
    this.name = props.name;
    const names = props.groups.map(({ name }) => name);
    const twice = names.find((name, i) => names.indexOf(name) < i);
    if (names.length === 0) throw invalid('PrometheusRules.groups', 'at least one group', names);
    if (twice !== undefined) throw invalid('PrometheusRules.groups', 'names that differ', twice);
    new ApiObject(this, 'Default', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: renderMetadata('PrometheusRules', props),
      spec: { groups: props.groups.map((group) => group._render()) },
    });
  }
}
