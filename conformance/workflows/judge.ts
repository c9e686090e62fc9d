import { type WorkflowFile } from './workflow-files';

/** What a tool says against a workflow. */
export interface Finding {
  /** The workflow and the line: `<set>/<owner>/<name>/<path>:<line>`. */
  readonly at: string;
  /** The tool's own words, after the name of the rule where it has one. */
  readonly message: string;
}

/** What a tool says of some workflows. */
export interface Said {
  /** How many it has read to the end, by its own account. */
  readonly judged: number;
  readonly findings: readonly Finding[];
}

/** A tool that reads workflows. */
export interface Judge {
  readonly name: string;
  /** Reads workflows that are laid out below a folder. Throws `Absent` where the toolchain is missing. */
  judge(workflows: readonly WorkflowFile[], folder: string): Promise<Said>;
}
