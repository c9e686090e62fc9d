import { Construct } from 'constructs';
import { ValidatingPolicy } from '../../../imports/policies.kyverno.io';
import { type Platform, dnsLabel } from '../../model';
import { leaveNamespace } from '../kubernetes/object-props';
import { type Namespaces } from './namespaces';
import { PodSource } from './pod-source';
import { assertValidatingPolicies, renderValidatingPolicy } from './validating-policy';

export interface RequireLimitsProps {
  /** The policy's name, unique in the cluster and at most 53 characters: its sibling adds `-rollouts`. */
  readonly name: string;
  /** Where it holds. In a namespace of builds the init containers that Tekton adds need limits too: a LimitRange gives them. */
  readonly namespaces: Namespaces;
  /** What is installed: this needs Kyverno 1.17. */
  readonly platform: Platform;
}

/**
 * Keeps out containers that do not say what they need: requests for CPU and memory, so that the scheduler can place
 * them, and a memory limit, so that a leak ends one container and not the node. A CPU limit is not asked for: it
 * throttles, and protects nobody.
 */
export class RequireLimits extends Construct {
  /** Throws `RequireLimits.<prop>: …` for a bad name, or a Kyverno that is too old. */
  public constructor(scope: Construct, id: string, props: RequireLimitsProps) {
    super(scope, id);
    assertValidatingPolicies('RequireLimits.platform', props.platform);
    const name = dnsLabel('RequireLimits.name', props.name, 53);
    // An ephemeral container cannot have resources: the API server refuses them.
    for (const source of [PodSource.pods, PodSource.rollouts]) {
      const lists = ['containers', 'initContainers'].map((list) => source.list(list));
      const policy = new ValidatingPolicy(this, source.id, {
        metadata: { name: `${name}${source.suffix}` },
        spec: renderValidatingPolicy(source, props.namespaces, {
          variables: [{ name: 'containers', expression: lists.join(' +\n') }],
          validations: NEEDS.map(([field, resource]) => ({
            expression: `variables.containers.all(container, ${has(field, resource)})`,
            messageExpression: `'${name}: no ${resource} ${field.slice(0, -1)} in ' + variables.containers.filter(container, !${has(field, resource)}).map(container, container.name).join(', ')`,
          })),
        }),
      });
      leaveNamespace(policy);
    }
  }
}

const NEEDS = [
  ['requests', 'cpu'],
  ['requests', 'memory'],
  ['limits', 'memory'],
] as const;

function has(field: string, resource: string): string {
  return `container.?resources.?${field}.?${resource}.hasValue()`;
}
