import { problem, type Problem, type Rule } from '../../../audit';
import { usesAction } from '../reading/action-facts';
import { pastedInto } from '../reading/pasted';
import { type StepInFile } from '../reading/workflow-file';
import { script, workflow } from './examples';
import { eachStep } from './places';

export const strangerInScript: Rule = {
  id: 'GHA060',
  severity: 'error',
  title: 'what a stranger writes becomes part of a script',
  why: 'a title such as "; curl … | sh" is run with the token and the secrets of the job',
  repair: 'hand it over as an environment variable and use that in double quotes',
  reference:
    'https://docs.github.com/en/actions/reference/security/secure-use#good-practices-for-mitigating-script-injection-attacks',
  good: workflow({
    on: 'pull_request',
    steps: script('echo "$TITLE"', "env: { TITLE: '${{ github.event.pull_request.title }}' }"),
  }),
  bad: workflow({ on: 'pull_request', steps: script('echo "${{ github.event.pull_request.title }}"') }),
  check: (assembly) => eachStep(assembly, judge),
};

function judge(step: StepInFile): Problem[] {
  const body = scriptOf(step);
  if (!body) return [];
  return pastedInto(step, body.text).flatMap(({ piece, reads, trust }) => {
    if (trust !== 'stranger' || !isPossible(step, reads)) return [];
    const place = step.file.place.within(`${step.path}.${body.field}`, body.text, piece.at);
    return [
      problem(place, `${step.title} runs ${reads} as a part of its script`, 'hand it over in env and use "$NAME"'),
    ];
  });
}

/** Where code is run that the file holds: a shell, or JavaScript. */
function scriptOf(step: StepInFile): { readonly field: string; readonly text: string } | undefined {
  if (step.run !== undefined) return { field: 'run', text: step.run };
  const text = usesAction(step, 'actions/github-script') ? step.with['script'] : undefined;
  return text === undefined ? undefined : { field: 'with.script', text };
}

/** On pushes alone the value comes from somebody who may write. */
function isPossible({ file }: StepInFile, reads: string): boolean {
  if (file.kind === 'action') return true;
  const onPush = /head_commit|commits/.test(reads);
  const outside = file.on.all.some(
    ({ event }) => !['push', 'schedule', 'workflow_dispatch', 'release', 'merge_group'].includes(event),
  );
  return outside && !(onPush && !file.on.has('workflow_call', 'workflow_run'));
}
