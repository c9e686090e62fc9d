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

/**
 * The scripts of a job that make up a promotion, where the given one pushes it: those that edit, commit and push, up to
 * and with that one. Empty for every other script.
 */
export function promotionEndingWith(script: StepScript): readonly StepScript[] {
  const { steps } = script.step.job ?? { steps: [script.step] };
  const scripts = steps.slice(0, steps.indexOf(script.step) + 1).flatMap((step) => tryScript(step) ?? []);
  return pushes(script) && promotes(scripts) ? scripts.filter((one) => editsOrRecords(one)) : [];
}

function editsOrRecords({ commands }: StepScript): boolean {
  return editsManifests(commands) || commands.some(({ program }) => program === 'git' || program === 'slipway');
}

function pushes({ commands }: StepScript): boolean {
  return commands.some(({ program, args }) => program === 'git' && args.includes('push'));
}

function promotes(scripts: readonly StepScript[]): boolean {
  const commands = scripts.flatMap((one) => one.commands);
  const runs = (program: string, verb: string): boolean =>
    commands.some((command) => command.program === program && command.args.includes(verb));
  return editsManifests(commands) && runs('git', 'push') && (runs('git', 'commit') || runs('slipway', 'promote'));
}
