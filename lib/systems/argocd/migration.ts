import { Construct } from 'constructs';
import { type ImageRepository, type PinnedImage } from '../../model';
import { OneTimeJob, type OneTimeJobProps } from '../kubernetes/one-time-job';
import { type SchemaChange } from '../kubernetes/schema-change';
import { hook } from './hook';

export interface MigrationProps extends Omit<OneTimeJobProps, 'image' | 'keep'> {
  /** The pods of the service: the migration runs their image, so that the schema is the one that they expect. */
  readonly service: { readonly image: ImageRepository | PinnedImage };
  /** Which half of a change it is: pods of the release before run until the rollout is over. */
  readonly change: SchemaChange;
  /**
   * Whether it runs before everything else. Then nothing of the same Application is there in a first sync: no namespace, no
   * ServiceAccount, no Secret. Otherwise it runs after them and before the workloads, in the wave that `inSyncWaves` gives it.
   * @default false
   */
  readonly beforeAll?: boolean;
}

/** Changes the database's schema in every sync before the new pods start; when it fails, they do not. */
export class Migration extends Construct {
  public readonly name: string;

  /** Throws `OneTimeJob.<field>: …`. */
  public constructor(scope: Construct, id: string, { service, change, beforeAll, ...props }: MigrationProps) {
    super(scope, id);
    this.name = props.name;
    new OneTimeJob(this, 'job', {
      ...props,
      image: service.image,
      annotations: { ...props.annotations, ...hook(beforeAll === true ? 'PreSync' : 'Sync'), ...change._render() },
    });
  }
}
