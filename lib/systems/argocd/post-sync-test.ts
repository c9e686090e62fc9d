import { Construct } from 'constructs';
import { OneTimeJob, type OneTimeJobProps } from '../kubernetes/one-time-job';
import { hook } from './hook';

export interface PostSyncTestProps extends Omit<OneTimeJobProps, 'keep' | 'command'> {
  /** Program and arguments; it has to end with 0. */
  readonly command: readonly string[];
}

/**
 * A test that runs in the cluster once all that a sync applied is healthy; when it fails, the sync has failed. The sync goes on
 * until then, and so does every canary in it: a commit that comes meanwhile waits. Test a canary in its own steps instead, with
 * the `SmokeTest` of Argo Rollouts, and keep this for what is rolled out at once.
 */
export class PostSyncTest extends Construct {
  public readonly name: string;

  /** Throws `OneTimeJob.<field>: …`. */
  public constructor(scope: Construct, id: string, props: PostSyncTestProps) {
    super(scope, id);
    this.name = props.name;
    new OneTimeJob(this, 'job', { ...props, annotations: { ...props.annotations, ...hook('PostSync') } });
  }
}
