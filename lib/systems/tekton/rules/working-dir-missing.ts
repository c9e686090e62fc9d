import { problem, type Rule } from '../../../audit';
import { commandText, type ContainerInPlace, tektonContainers } from '../container-in-place';
import { tryShellScript } from '../step-script';
import { programOf } from '../shell-commands';
import { tryPurpose } from '../tool';
import { example, oneStep } from './examples';

const workspaces = [{ name: 'source' }];
const args = ['build', '-f', './Dockerfile', '.'];

export const workingDirMissing: Rule = {
  id: 'TKN057',
  severity: 'warning',
  title: 'a step works on the checkout and does not stand in it',
  why: 'without workingDir a step begins in the folder of its image: the build finds no Dockerfile, the tests no code',
  repair: 'set workingDir to $(workspaces.<name>.path)',
  reference: 'https://tekton.dev/docs/pipelines/tasks/#defining-steps',
  good: example(oneStep({ command: ['buildah'], args, workingDir: '$(workspaces.source.path)' }, { workspaces })),
  bad: example(oneStep({ command: ['buildah'], args }, { workspaces })),
  check: (assembly) =>
    tektonContainers(assembly)
      .filter(
        ({ role, container, task }) =>
          role === 'step' && container.workingDir === undefined && (task?.spec.workspaces ?? []).length > 0,
      )
      .flatMap((place) => {
        const program = tryWorker(place);
        if (program === undefined) return [];
        return problem(
          place.manifest,
          `${place.title} runs ${program} on relative paths, in the folder of its image`,
          'set workingDir to the path of the workspace',
          place.path,
        );
      }),
};

/** The program that works where the step stands: one that names no folder of a workspace and no cd before it does. */
function tryWorker({ container, task, step }: ContainerInPlace): string | undefined {
  const text = commandText(container);
  const env = (container.env ?? []).map(({ value = '' }) => value).join('\n');
  if (
    /\$\(workspaces\./.test(`${text}\n${env}`) ||
    (task?.spec.workspaces ?? []).some(({ mountPath }) => mountPath !== undefined && text.includes(mountPath))
  )
    return undefined;
  if ((step?.declared.workspaces ?? []).length > 0) return undefined;
  const direct = { words: [...(container.command ?? []), ...(container.args ?? [])], then: '' };
  const commands = tryShellScript(container)?.commands ?? [direct];
  const start = commands.findIndex((command) => programOf(command) === 'cd');
  const before = start < 0 ? commands : commands.slice(0, start);
  const worker = before.find(
    (command) => ['test', 'lint', 'build'].includes(tryPurpose(command) ?? '') && !command.words.includes('push'),
  );
  return worker && programOf(worker);
}
