import { Construct } from 'constructs';
import { ValidatingPolicy } from '../../../imports/policies.kyverno.io';
import { type Platform, dnsLabel, invalid } from '../../model';
import { leaveNamespace } from '../kubernetes/object-props';
import { type AllowedImages } from './allowed-images';
import { type Namespaces } from './namespaces';
import { PodSource } from './pod-source';
import { assertValidatingPolicies, renderValidatingPolicy } from './validating-policy';

export interface RegistryAllowListProps {
  /** The policy's name, unique in the cluster and at most 53 characters: its siblings add `-ephemeral` and `-rollouts`. */
  readonly name: string;
  /** What may be pulled. Everything else stays out, however it is spelled. */
  readonly allow: readonly AllowedImages[];
  /** Where it holds. */
  readonly namespaces: Namespaces;
  /** What is installed: this needs Kyverno 1.17. */
  readonly platform: Platform;
}

/**
 * Keeps out every image that does not come from a known place. An ImageTrustPolicy looks at the images it is about, and
 * at nothing else: this is what makes the two of them a closed door.
 */
export class RegistryAllowList extends Construct {
  /** Throws `RegistryAllowList.<prop>: …` for an empty list, a bad name, or a Kyverno that is too old. */
  public constructor(scope: Construct, id: string, props: RegistryAllowListProps) {
    super(scope, id);
    assertValidatingPolicies('RegistryAllowList.platform', props.platform);
    const name = dnsLabel('RegistryAllowList.name', props.name, 53);
    if (props.allow.length === 0) throw invalid('RegistryAllowList.allow', 'at least one place', props.allow);
    for (const source of PodSource.all) {
      const policy = new ValidatingPolicy(this, source.id, {
        metadata: { name: `${name}${source.suffix}` },
        spec: renderValidatingPolicy(source, props.namespaces, {
          variables: [
            { name: 'images', expression: imagesOf(source) },
            { name: 'strangers', expression: `variables.images.filter(image, !(\n  ${allowed(props.allow)}))` },
          ],
          validations: [
            {
              expression: 'variables.strangers.size() == 0',
              messageExpression: `'${name}: not from an allowed place: ' + variables.strangers.join(', ')`,
            },
          ],
        }),
      });
      leaveNamespace(policy);
    }
  }
}

/** CEL: the images of every container, each with the registry that the node would fill in. */
function imagesOf(source: PodSource): string {
  const containers = source.lists.map((name) => source.list(name)).join(' +\n ');
  return [
    `(${containers}).map(container,`,
    `  container.image.matches('^(localhost|[^/]*[.:][^/]*)/') ? container.image :`,
    `  (container.image.contains('/') ? 'docker.io/' : 'docker.io/library/') + container.image)`,
  ].join('\n');
}

function allowed(places: readonly AllowedImages[]): string {
  return places.map((place) => place._render()).join(' ||\n  ');
}
