import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { dnsLabel, invalid } from '../../model';
import { type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type OwnedFields } from '../kubernetes/owned-fields';
import { type RouteMetadata, type RouteObject } from './route-object';

/** A part of a Service's pods that routes can lead to. */
export interface Subset {
  readonly name: string;
  /** The labels of its pods, beside those that the Service selects. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface DestinationRuleProps extends ObjectProps {
  /** The Service whose pods are divided. */
  readonly service: { readonly name: string };
  /** The parts. */
  readonly subsets: readonly Subset[];
  /** Whether the parts are the versions of a Rollout: Argo Rollouts then adds the hash of each. @default false */
  readonly versionsOfRollout?: boolean;
}

/** The subsets of a Service's pods, as Istio tells them apart. */
export class DestinationRule extends Construct {
  public readonly name: string;
  /** What a controller writes into it. */
  public readonly ownedFields: readonly OwnedFields[];

  /** Throws `DestinationRule.subsets: …` for none, or for two of one name. */
  public constructor(scope: Construct, id: string, props: DestinationRuleProps) {
    super(scope, id);
    const names = props.subsets.map(({ name }) => dnsLabel('DestinationRule.subsets', name));
    if (names.length === 0 || new Set(names).size < names.length) {
      throw invalid('DestinationRule.subsets', 'one or more of different names', names);
    }
    this.name = props.name;
    this.ownedFields = props.versionsOfRollout ? ownedInDestinationRule(props.name) : [];
    const metadata = renderMetadata('DestinationRule', props);
    new ApiObject(this, 'Default', renderDestinationRule(metadata, props.service.name, props.subsets));
  }
}

/** A DestinationRule without a policy of its own. */
export function renderDestinationRule(metadata: RouteMetadata, host: string, subsets: readonly Subset[]): RouteObject {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata,
    spec: { host, subsets: subsets.map(({ name, labels }) => ({ name, labels })) },
  };
}

/** The hash of a version, which Argo Rollouts writes into each subset. */
export function ownedInDestinationRule(name: string): readonly OwnedFields[] {
  const jqPathExpressions = ['.spec.subsets[]?.labels."rollouts-pod-template-hash"'];
  return [{ group: 'networking.istio.io', kind: 'DestinationRule', name, jqPathExpressions }];
}
