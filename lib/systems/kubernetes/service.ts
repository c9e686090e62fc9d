import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { type ObjectProps, renderMetadata } from './object-props';
import { type PodTemplate } from './pod-template';

export interface ServiceProps extends Partial<ObjectProps> {
  /** The pods that it reaches, at their main port. */
  readonly pods: PodTemplate;
  /** The port it is reached at. @default 80 */
  readonly port?: number;
  /**
   * What is spoken there, where a gateway must know: `kubernetes.io/h2c`, `kubernetes.io/ws`, `grpc`.
   * @default plain HTTP/1.1, or what the gateway guesses
   */
  readonly appProtocol?: string;
}

/** A stable name and address inside the cluster for the pods of one service. */
export class Service extends Construct {
  public readonly name: string;
  public readonly port: number;

  /** Throws `Service.name: …` for a name that is no DNS label. The name is that of the pods unless given. */
  public constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const { pods, appProtocol } = props;
    this.name = props.name ?? pods.name;
    this.port = props.port ?? 80;
    new k8s.KubeService(this, 'Default', {
      metadata: renderMetadata('Service', { ...props, name: this.name, labels: { ...pods.selector, ...props.labels } }),
      spec: {
        type: 'ClusterIP',
        selector: { ...pods.selector },
        ports: [
          {
            name: pods.portName,
            port: this.port,
            targetPort: k8s.IntOrString.fromString(pods.portName),
            protocol: 'TCP',
            ...(appProtocol === undefined ? {} : { appProtocol }),
          },
        ],
      },
    });
  }
}
