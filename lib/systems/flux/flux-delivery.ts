import { Construct, type IConstruct } from 'constructs';
import { type Duration, invalid } from '../../model';
import { type Named, type ObjectProps } from '../kubernetes/object-props';
import { FluxKustomization, type FluxKustomizationProps } from './flux-kustomization';
import { movedByRollouts } from './moved-by-rollouts';

export interface FluxDeliveryProps
  extends ObjectProps, Pick<FluxKustomizationProps, 'source' | 'serviceAccount' | 'after' | 'into' | 'ignore'> {
  /** The folder of the environment, such as `dist/production`. */
  readonly path: string;
  /** How long a rollout may take, all its pauses and gates included. @default 10 minutes */
  readonly timeout?: Duration;
  /**
   * What lies in the folder. What the controllers of its Rollouts write is left to them, the selectors of Services and the
   * weights of routes: a blue-green version would skip its gates otherwise, and a canary lose its traffic. It is read when this
   * is made, so the folder has to have all by then. @default nothing is known of it
   */
  readonly delivers?: IConstruct;
  /** The folder with the `FluxMigration` that has to be done before; it lies outside of `path`. @default none */
  readonly migration?: MigrationFolder;
}

/** A folder of its own for the Job that changes the database. */
export interface MigrationFolder {
  readonly path: string;
  /** How long the Job may take: its own deadline, and room to start. @default 10 minutes */
  readonly timeout?: Duration;
}

/**
 * One environment as Flux applies it: first the migration, which has to succeed, then everything else. Where the
 * migration fails, the old version goes on.
 */
export class FluxDelivery extends Construct {
  /** What is ready once the environment runs what Git says. */
  public readonly application: Named;

  /** Throws `FluxDelivery.migration: …` for a folder inside `path`: the Job would be applied with everything else as well. */
  public constructor(scope: Construct, id: string, props: FluxDeliveryProps) {
    super(scope, id);
    const { name, timeout, migration, after = [], delivers, ignore = [], ...rest } = props;
    if (migration && `${migration.path}/`.startsWith(`${props.path}/`)) {
      throw invalid('FluxDelivery.migration', `a folder outside of ${props.path}`, migration.path);
    }
    const first =
      migration &&
      new FluxKustomization(this, 'migration', { ...rest, name: `${name}-migration`, after, ...migration });
    this.application = new FluxKustomization(this, 'application', {
      ...rest,
      name,
      ignore: [...ignore, ...(delivers === undefined ? [] : movedByRollouts(delivers))],
      ...(timeout === undefined ? {} : { timeout }),
      after: first ? [first] : after,
    });
  }
}
