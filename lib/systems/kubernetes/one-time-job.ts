import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type Duration, type ImageRepository, type PinnedImage, dnsLabel, invalid, quantity } from '../../model';
import { type SecretKey, renderEnvironment } from './environment-variables';
import { type Files, renderMounts } from './files';
import { type Named, type ObjectProps, renderMetadata } from './object-props';

/** What a Job is made of that runs once and then has either worked or failed. */
export interface OneTimeJobProps extends ObjectProps {
  /** The image that it runs. A repository is written without digest: whoever sets the service's digest sets it here. */
  readonly image: ImageRepository | PinnedImage;
  /** The program and its arguments. @default the image's own */
  readonly command?: readonly string[];
  /** @default the image's */
  readonly args?: readonly string[];
  /** The time after which it has failed, in whole seconds, all tries together. */
  readonly deadline: Duration;
  /** How often a pod that failed is followed by another. @default 0: a half-done change is not begun again by itself */
  readonly retries?: number;
  /** How long the finished Job can be looked at, in whole seconds. @default until it is replaced */
  readonly keep?: Duration;
  /** Variables that everyone may read; secrets never. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** Variables from keys of Secrets that are made elsewhere. @default none */
  readonly secretEnv?: Readonly<Record<string, SecretKey>>;
  /** ConfigMaps whose every key becomes a variable. @default none */
  readonly configFrom?: readonly Named[];
  /** Files that come from elsewhere: folder → source. @default none */
  readonly files?: Readonly<Record<string, Files>>;
  /** Folders to write to, for the rest of the file system is read-only: path → largest size. @default none */
  readonly writable?: Readonly<Record<string, string>>;
  /** CPU asked for. @default "100m" */
  readonly cpu?: string;
  /** Memory asked for, and the limit. @default "128Mi" */
  readonly memory?: string;
  /** The user and group that it runs as. @default 65532, the user of images without a shell */
  readonly user?: number;
  /** The ServiceAccount that the pod runs as; it gets no token. @default the namespace's default */
  readonly serviceAccount?: Named;
  /** Labels of the pod beside its name, such as those that a NetworkPolicy lets through. @default none */
  readonly podLabels?: Readonly<Record<string, string>>;
}

/** A Job that ends in time, under Pod Security restricted, without a token of the Kubernetes API. */
export class OneTimeJob extends Construct {
  public readonly name: string;

  /** Throws `OneTimeJob.<field>: …` for what Kubernetes would refuse, and for a Job that might never end. */
  public constructor(scope: Construct, id: string, props: OneTimeJobProps) {
    super(scope, id);
    this.name = props.name;
    new ApiObject(this, 'Default', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: renderMetadata('OneTimeJob', props),
      spec: renderSpec(props),
    });
  }
}

function renderSpec(props: OneTimeJobProps): object {
  const { name, retries = 0, deadline, keep } = props;
  if (!Number.isInteger(retries) || retries < 0) throw invalid('OneTimeJob.retries', 'a whole number', retries);
  return {
    backoffLimit: retries,
    activeDeadlineSeconds: seconds('OneTimeJob.deadline', deadline, 1),
    ...(keep === undefined ? {} : { ttlSecondsAfterFinished: seconds('OneTimeJob.keep', keep, 0) }),
    template: {
      metadata: { labels: { 'app.kubernetes.io/name': dnsLabel('OneTimeJob.name', name), ...props.podLabels } },
      spec: renderPod(props),
    },
  };
}

function renderPod(props: OneTimeJobProps): object {
  const { user = 65532, serviceAccount, writable = {}, files = {} } = props;
  if (!Number.isInteger(user) || user < 1) throw invalid('OneTimeJob.user', 'a user id above 0', user);
  const { volumes, volumeMounts } = renderMounts('OneTimeJob', { writable, files });
  return {
    ...(serviceAccount === undefined ? {} : { serviceAccountName: serviceAccount.name }),
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    restartPolicy: 'Never',
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [renderContainer(props, volumeMounts)],
    ...(volumes.length > 0 ? { volumes } : {}),
  };
}

function renderContainer(props: OneTimeJobProps, volumeMounts: readonly object[]): object {
  const { image, command, args, env = {}, secretEnv = {}, configFrom = [] } = props;
  const cpu = quantity('OneTimeJob.cpu', props.cpu ?? '100m', '100m');
  const memory = quantity('OneTimeJob.memory', props.memory ?? '128Mi', '128Mi');
  return {
    name: props.name,
    image: 'reference' in image ? image.reference : image.address,
    imagePullPolicy: 'IfNotPresent',
    ...(command === undefined ? {} : { command }),
    ...(args === undefined ? {} : { args }),
    ...renderEnvironment('OneTimeJob', { env, secretEnv, configFrom }),
    resources: { requests: { cpu, memory }, limits: { memory } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    ...(volumeMounts.length > 0 ? { volumeMounts } : {}),
  };
}

function seconds(place: string, time: Duration, least: number): number {
  const whole = time.inSeconds;
  if (!Number.isInteger(whole) || whole < least) {
    throw invalid(place, least > 0 ? 'whole seconds above zero' : 'whole seconds', time.toString());
  }
  return whole;
}
