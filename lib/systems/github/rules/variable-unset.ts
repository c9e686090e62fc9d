import { type Problem, type Rule } from '../../../audit';
import { type StepScript } from '../reading/step-script';
import { type StepInFile } from '../reading/workflow-file';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

const lines = 'set -euo pipefail\ncrane digest "$IMAGE"\n';

/** Silent where a step before it may have written the variable for the rest of the job. */
export const variableUnset: Rule = {
  id: 'GHA176',
  severity: 'warning',
  title: 'a strict script reads a variable that nothing sets',
  why: 'with set -u the shell ends there: the step fails at the first run',
  repair: 'give the step the variable in env',
  reference: 'https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html',
  good: workflow({ steps: script(lines, "env: { IMAGE: 'ghcr.io/acme/order-service:main' }") }),
  bad: workflow({ steps: script(lines) }),
  check: (assembly) => eachScript(assembly, judge),
};

/** What a runner, a shell or an action that logs in sets. */
const KNOWN =
  /^(GITHUB|RUNNER|ACTIONS|AWS|GOOGLE|AZURE|DOCKER|BASH|LC|INPUT|STATE)_|_(HOME|ROOT|PATH)$|^(CI|HOME|PATH|PWD|OLDPWD|USER|SHELL|HOSTNAME|RANDOM|SECONDS|LINENO|IFS|UID|EUID|PPID|TMPDIR|LANG|TERM|DEBIAN_FRONTEND)$/;

function judge(script_: StepScript): Problem[] {
  const { step, text } = script_;
  const { job, file } = step;
  if (!job || job.fields['container'] !== undefined || !/^\s*set -\w*u/m.test(text)) return [];
  if (job.steps.some((one) => one.index < step.index && mayWriteVariables(one))) return [];
  const given = new Set([file.env, job.env, step.env].flatMap((env) => Object.keys(env)));
  for (const [, one, loop, read] of text.matchAll(SETS)) given.add(one ?? loop ?? read ?? '');
  const missing = [...text.replace(UNREAD, '').matchAll(READS)]
    .map(([, plain, braced]) => plain ?? braced ?? '')
    .find((name) => !given.has(name) && !KNOWN.test(name));
  if (missing === undefined) return [];
  return [
    inScript(
      script_,
      new RegExp(`\\$\\{?${missing}\\b`),
      `${step.title} reads ${missing}, which nothing sets`,
      `add ${missing} to its env`,
    ),
  ];
}

/** An action of the repository's own may do what its scripts could. */
function mayWriteVariables({ run = '', uses }: StepInFile): boolean {
  return run.includes('GITHUB_ENV') || uses?.kind === 'local';
}

/** Lines of comment, documents that the shell hands on as they are, and texts in single quotes. */
const UNREAD = /^[ \t]*#.*$|<<-?\s*(['"])(\w+)\1[\s\S]*?\n\s*\2\b|'[^']*'/gm;
const READS = /(?<![\\'])\$(?:([A-Z][A-Z0-9_]*)\b|\{([A-Z][A-Z0-9_]*)\})/g;
const SETS = /\b([A-Z][A-Z0-9_]*)\+?=|\bfor ([A-Z][A-Z0-9_]*) in\b|\bread(?: -\w+)* ([A-Z][A-Z0-9_]*)\b/g;
