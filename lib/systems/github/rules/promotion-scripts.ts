import { editsManifests } from '../../../shell';
import { type StepScript, tryScript } from '../reading/step-script';
import { type JobInFile } from '../reading/workflow-file';

/** Whether a script writes what is deployed: it edits a file of YAML by a command, commits and pushes it. */
export function isPromotion(script: StepScript): boolean {
  return promotes([script]);
}

/** Whether the scripts of a job do so together. */
export function jobPromotes({ steps }: JobInFile): boolean {
  return promotes(steps.flatMap((step) => tryScript(step) ?? []));
}

function promotes(scripts: readonly StepScript[]): boolean {
  const commands = scripts.flatMap((one) => one.commands);
  const runs = (program: string, verb: string): boolean =>
    commands.some((command) => command.program === program && command.args.includes(verb));
  return editsManifests(commands) && runs('git', 'push') && (runs('git', 'commit') || runs('slipway', 'promote'));
}
