import { type Place } from '../audit';
import { type KeylessIdentity } from './keyless-identity';
import { type PushedName } from './push-commands';
import { type RunningTask } from './running-tasks';
import { type RunCommand } from './step-commands';

/** A job outside of the clusters, as one start of it runs: of a GitHub workflow, or of a GitLab pipeline. */
export interface CiJob {
  readonly kind: 'job';
  /** What it is part of, in words: `workflow .github/workflows/ci.yaml of acme/order-service`. */
  readonly pipeline: string;
  readonly name: string;
  readonly place: Place;
  readonly commands: readonly PlacedCommand[];
  /** What it pushes by other means than a command. */
  readonly pushes: readonly PlacedPush[];
  /** What it signs by other means than a command. */
  readonly statements: readonly PlacedStatement[];
  /** Whom a certificate would name, one for each ref at which it runs; empty where it has no token for that. */
  readonly identities: readonly KeylessIdentity[];
  /** Whether something in it may sign that is not seen: a workflow of elsewhere, a script of the repository. */
  readonly mayHideSigning: boolean;
}

/** A command with all values put in that are known before it runs. */
export interface PlacedCommand extends RunCommand {
  readonly place: Place;
}

/** Where an image is put, and the field that says so. */
export interface PlacedPush {
  readonly name: PushedName;
  readonly place: Place;
}

/** A statement about an image that is signed. */
export interface PlacedStatement {
  /** The predicate type. */
  readonly statement: string;
  /** The image, as far as its name is known. */
  readonly image: string;
  readonly place: Place;
}

/** Who does something to an image. */
export type Actor = RunningTask | CiJob;

/** Whether it is a task of a pipeline in a cluster. */
export function isTask(actor: Actor): actor is RunningTask {
  return actor.kind === 'task';
}
