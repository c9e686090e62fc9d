import { type Assembly } from '../../../assembly';
import { problem, type Problem } from '../../../audit';
import { type Uses } from '../reading/uses';
import { type WorkflowFile } from '../reading/workflow-file';
import { workflowFilesOf } from '../reading/workflow-files';

/** Something that a step or a job uses, and where. */
export interface UsedAction {
  readonly file: WorkflowFile;
  readonly path: string;
  readonly uses: Uses;
  /** Whether a workflow of that path lies beside it: a repository that calls itself by name, even when its name is not known. */
  readonly isBeside: boolean;
}

/** What a rule says of everything that is used: actions by steps, workflows by jobs, those of own actions too. */
export function eachUse(assembly: Assembly, judge: (use: UsedAction) => readonly Complaint[]): Problem[] {
  const files = workflowFilesOf(assembly);
  return files.all.flatMap((file) =>
    [...file.jobs, ...file.steps].flatMap(({ uses, path }) => {
      if (!uses) return [];
      const isBeside = uses.kind === 'repository' && files.tryFind(file.source.repository, uses.path) !== undefined;
      return told({ file, path: `${path}.uses`, uses, isBeside }, judge);
    }),
  );
}

/** What is wrong with one use, and how to mend it. */
export type Complaint = Pick<Problem, 'message' | 'repair'>;

function told(use: UsedAction, judge: (use: UsedAction) => readonly Complaint[]): Problem[] {
  return judge(use).map(({ message, repair }) => problem(use.file.place.at(use.path), message, repair));
}

/** Whose code it is: GitHub's own, that of the repository's owner, or of anybody else. */
export function ownerOf({ uses, file, isBeside }: UsedAction): 'github' | 'own' | 'other' {
  if (uses.kind !== 'repository' || isBeside) return 'own';
  if (uses.owner === 'actions' || uses.owner === 'github') return 'github';
  return file.source.repository.toLowerCase().startsWith(`${uses.owner}/`) ? 'own' : 'other';
}
