import { type RepositoryFileContent } from '../../../assembly';
import { type Fields } from './field';
import { type Permissions } from './permissions';
import { type SourcePlace } from './source-place';
import { type Triggers } from './triggers';
import { type Uses } from './uses';

type Texts = Readonly<Record<string, string>>;

/** One step of a job, or of an action of the repository's own. */
export interface StepInFile {
  readonly file: WorkflowFile;
  /** Nothing in an action. */
  readonly job?: JobInFile;
  /** Its place among the steps of its job, those in a `parallel` counted each. */
  readonly index: number;
  /** The field, such as `jobs.build.steps[0]`. */
  readonly path: string;
  /** In words: its name, else what it uses, else its number. */
  readonly title: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: Uses;
  readonly with: Texts;
  readonly run?: string;
  readonly shell?: string;
  readonly env: Texts;
  readonly continueOnError?: string;
  readonly fields: Fields;
}

/** One job of a workflow. */
export interface JobInFile {
  readonly file: WorkflowFile;
  readonly id: string;
  readonly path: string;
  readonly if?: string;
  readonly needs: readonly string[];
  /** The labels of its runner, or the text that computes them. */
  readonly runsOn: readonly string[];
  /** What it uses in place of steps: a reusable workflow. */
  readonly uses?: Uses;
  readonly with: Texts;
  /** The secrets handed to what it uses; `inherit` for all. */
  readonly secrets: Texts | 'inherit';
  /** What it declares itself, else what the workflow declares, else nothing. */
  readonly permissions?: Permissions;
  readonly declaresPermissions: boolean;
  readonly environment?: string;
  readonly outputs: Texts;
  readonly env: Texts;
  readonly shell?: string;
  readonly steps: readonly StepInFile[];
  readonly fields: Fields;
}

/** A workflow, or an action of the repository's own, as GitHub reads it. */
export interface WorkflowFile {
  readonly kind: 'workflow' | 'action';
  readonly source: RepositoryFileContent;
  readonly place: SourcePlace;
  readonly on: Triggers;
  readonly env: Texts;
  readonly permissions?: Permissions;
  readonly jobs: readonly JobInFile[];
  /** All steps: of all jobs, or of the action. */
  readonly steps: readonly StepInFile[];
  readonly fields: Fields;
}

/** Why GitHub would refuse a file, and where. */
export interface Refusal {
  readonly path: string;
  readonly message: string;
  readonly repair: string;
}
