import { Construct } from 'constructs';
import { type ImageRepository, type PinnedImage } from '../../model';
import { OneTimeJob, type OneTimeJobProps } from '../kubernetes/one-time-job';
import { type SchemaChange } from '../kubernetes/schema-change';

export interface FluxMigrationProps extends Omit<OneTimeJobProps, 'image' | 'keep'> {
  /** The pods of the service: the migration runs their image, so that the schema is the one that they expect. */
  readonly service: { readonly image: ImageRepository | PinnedImage };
  /** Which half of a change it is: pods of the release before run until the rollout is over. */
  readonly change: SchemaChange;
}

/**
 * Changes the database's schema once for each image. Put it into a folder of its own, which `FluxDelivery` applies
 * first. It is not cleaned away by itself: Flux would miss it, and run it again.
 */
export class FluxMigration extends Construct {
  public readonly name: string;

  /** Throws `OneTimeJob.<field>: …`. */
  public constructor(scope: Construct, id: string, { service, change, ...props }: FluxMigrationProps) {
    super(scope, id);
    this.name = props.name;
    new OneTimeJob(this, 'job', {
      ...props,
      image: service.image,
      annotations: { ...props.annotations, ...REPLACED, ...change._render() },
    });
  }
}

/** A Job cannot be changed: with another image Flux deletes it and makes it anew. */
const REPLACED = { 'kustomize.toolkit.fluxcd.io/force': 'enabled' };
