import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { invalid } from '../../model';
import { leaveNamespace, renderMetadata } from './object-props';

export interface KustomizationProps {
  /** The object's name, a DNS label; kustomize itself does not use it. */
  readonly name: string;
  /** What is applied: files and folders, as paths from the folder of this file. */
  readonly resources: readonly string[];
  /**
   * What completes it: folders with a `Component`, as paths from the folder of this file. The promoter owns one that
   * sets the digests of the images.
   * @default none
   */
  readonly components?: readonly string[];
}

/**
 * The list of what one environment applies, and of what completes it. Make it the only object of a chart whose file
 * becomes `kustomization.yaml`: in a Program a chart `kustomization` below the environment, in a plain cdk8s app a chart
 * of that id and the output file extension `.yaml`.
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export class Kustomization extends Construct {
  /** Throws `Kustomization.<field>: …` for no resources, or a path that is absolute, written with backslashes, or given twice. */
  public constructor(scope: Construct, id: string, props: KustomizationProps) {
    super(scope, id);
    if (props.resources.length === 0) throw invalid('Kustomization.resources', 'at least one path', props.resources);
    const components = props.components ?? [];
    const object = new ApiObject(this, 'Default', {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      metadata: renderMetadata('Kustomization', { name: props.name }),
      resources: paths('Kustomization.resources', props.resources),
      ...(components.length > 0 ? { components: paths('Kustomization.components', components) } : {}),
    });
    leaveNamespace(object);
  }
}

function paths(place: string, given: readonly string[]): readonly string[] {
  const wrong = given.find((path, i) => !/^(?![/\\])[^\\:]+$/.test(path) || given.indexOf(path) < i);
  if (wrong !== undefined) throw invalid(place, 'distinct relative paths with forward slashes', wrong);
  return given;
}
