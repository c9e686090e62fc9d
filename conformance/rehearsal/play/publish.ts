import { join } from 'node:path';
import { type Program } from '../../../lib';
import { output } from '../../../lib/program/output';
import { type Checkout } from '../engines/checkout';

/** What is written, and why. */
export interface Publication {
  readonly message: string;
  /** The folder of the repository that is replaced. @default "dist" */
  readonly folder?: string;
}

/** Synthesizes as `cdk8s synth` does, and commits what was written as it was written; returns the commit. */
export function publish(gitops: Checkout, program: Program, publication: Publication): Promise<string> {
  return commitWritten(gitops, publication, () => program.synth().written);
}

/** The same where nobody audits: the same writer gets the same objects, and a report without a finding. */
export function publishUnaudited(gitops: Checkout, program: Program, publication: Publication): Promise<string> {
  const unseen = { findings: [], accepted: [] };
  const beside = { terraform: undefined, charts: undefined };
  return commitWritten(gitops, publication, () => output(program.assemble(), unseen, beside).written);
}

async function commitWritten(
  gitops: Checkout,
  { message, folder = 'dist' }: Publication,
  write: () => readonly string[],
): Promise<string> {
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = join(gitops.folder, folder);
  const written = write();
  if (before === undefined) delete process.env.CDK8S_OUTDIR;
  else process.env.CDK8S_OUTDIR = before;
  if (written.length === 0) throw new Error(`${message}: nothing was written, as the audit found an error`);
  const commit = await gitops.commit(message, {});
  await gitops.push();
  return commit;
}
