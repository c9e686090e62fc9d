import { Construct } from 'constructs';
import { type Cluster, dnsLabel } from '../model';
import { type Program } from './program';

export interface EnvironmentProps {
  /**
   * The cluster it is in, when something must know how its pods are seen from outside (keyless signing, AWS roles).
   * @default not known
   */
  readonly cluster?: Cluster;
}

const ENVIRONMENT = Symbol.for('slipway.Environment');

/**
 * A place where one set of manifests is applied: charts made below it are written into a folder of its name, with a
 * `kustomization.yaml` that builds all of it.
 */
export class Environment extends Construct {
  /** The environment that a construct belongs to, if it is below one. */
  public static tryOf(construct: Construct): Environment | undefined {
    return construct.node.scopes.find((scope): scope is Environment => ENVIRONMENT in scope);
  }

  public readonly cluster: Cluster | undefined;

  /** Throws `Environment.name: …` unless the name is a DNS label. */
  public constructor(
    program: Program,
    public readonly name: string,
    props: EnvironmentProps = {},
  ) {
    super(program.kubernetes, dnsLabel('Environment.name', name));
    Object.defineProperty(this, ENVIRONMENT, { value: true });
    this.cluster = props.cluster;
  }
}
