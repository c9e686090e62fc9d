import { type Assembly, type Origin, readOnce } from '../assembly';
import { type Place, type Problem, problem } from '../audit';
import { shellFiles } from '../custody/shell-files';
import { type ShellCommand, editsManifests } from '../shell';
import { tryScript } from '../systems/github/reading/step-script';
import { workflowFilesOf } from '../systems/github/reading/workflow-files';
import { commandsOf } from '../systems/gitlab/reading/commands';
import { pipelinesOf } from '../systems/gitlab/reading/pipelines';
import { type ReadJob } from '../systems/gitlab/reading/read-job';
import { tryShellScript } from '../systems/tekton/step-script';
import { tektonObjects } from '../systems/tekton/tekton-objects';

/** A script that pushes a promotion to a git repository, where it stands. */
export interface PromotingScript {
  readonly text: string;
  readonly commands: readonly ShellCommand[];
  /** A problem at the first line that holds a text, in files that are read as they lie there. */
  readonly problem: (near: string, message: string, repair: string) => Problem;
}

/**
 * The scripts of the assembly that push with git what they or a step before them have written to a manifest: those of
 * Tekton's steps, of GitLab's jobs, and shell files; gathered once. Tasks that use git for anything else are none.
 */
export const promotingScripts = readOnce<readonly PromotingScript[], Assembly>((assembly) =>
  [...ofSteps(assembly), ...ofPipelines(assembly), ...ofFiles(assembly)].filter(pushes),
);

/** The same, with the scripts of GitHub's workflows: for what no rule of workflows says of them by itself. */
export const allPromotingScripts = readOnce<readonly PromotingScript[], Assembly>((assembly) => [
  ...promotingScripts(assembly),
  ...ofWorkflows(assembly).filter(pushes),
]);

function pushes({ commands }: PromotingScript): boolean {
  return commands.some((one) => isGit(one, 'push'));
}

function ofWorkflows(assembly: Assembly): readonly PromotingScript[] {
  return workflowFilesOf(assembly).all.flatMap(({ jobs }) =>
    jobs.flatMap(({ steps }) => {
      const scripts = steps.flatMap((step) => tryScript(step) ?? []);
      if (!editsManifests(scripts.flatMap(({ commands }) => commands))) return [];
      return scripts.map(({ text, commands, step: { file, path } }): PromotingScript => {
        const at = (near: string): Place => file.place.within(`${path}.run`, text, Math.max(0, text.indexOf(near)));
        return { text, commands, problem: (near, message, repair) => problem(at(near), message, repair) };
      });
    }),
  );
}

/** The lines of a job are one script; what several jobs inherit is told of once. */
function ofPipelines(assembly: Assembly): readonly PromotingScript[] {
  const seen = new Set<string>();
  return pipelinesOf(assembly)
    .flatMap(({ jobs }) => jobs.flatMap((job) => ofJob(job) ?? []))
    .filter(({ pushed: { file, line, construct } }) => {
      const key = [file, line, construct].join('\0');
      return seen.size < seen.add(key).size;
    });
}

function ofJob(job: ReadJob): (PromotingScript & { readonly pushed: Origin }) | undefined {
  const placed = commandsOf(job);
  const commands = placed.map(({ command }) => command);
  const push = placed.find(({ command }) => isGit(command, 'push'));
  if (!push || !editsManifests(commands)) return undefined;
  const at = (near: string): Place =>
    (placed.find(({ command }) => command.words.join(' ').includes(near)) ?? push).place;
  return {
    text: job.scripts.map(({ value }) => value).join('\n'),
    commands,
    problem: (near, message, repair) => problem(at(near), message, repair),
    pushed: push.place.origin,
  };
}

function ofSteps(assembly: Assembly): readonly PromotingScript[] {
  return tektonObjects(assembly).tasks.flatMap(({ manifest, steps }) => {
    const scripts = steps.flatMap(({ container, path }) => {
      const script = tryShellScript(container);
      if (!script) return [];
      const { text, commands, field } = script;
      const at = (_: string, message: string, repair: string): Problem =>
        problem(manifest, message, repair, `${path}.${field}`);
      return [{ text, commands, problem: at }];
    });
    return editsManifests(scripts.flatMap(({ commands }) => commands)) ? scripts : [];
  });
}

function ofFiles(assembly: Assembly): readonly PromotingScript[] {
  return shellFiles(assembly)
    .filter(({ commands }) => editsManifests(commands))
    .map(({ text, commands, at }) => ({
      text,
      commands,
      problem: (near, message, repair) => problem(at(near), message, repair),
    }));
}

/** Whether a command is one of git, whatever options stand before its name. */
export function isGit({ words }: ShellCommand, name: string): boolean {
  return gitWords(words)[0] === name;
}

/** What follows `git` and its own options; nothing for another program. */
export function gitWords(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  if (!/(?:^|\/)git$/.test(words[start] ?? '')) return [];
  let at = start + 1;
  while (/^-/.test(words[at] ?? '')) at += /^-[cC]$/.test(words[at] ?? '') ? 2 : 1;
  return words.slice(at);
}
