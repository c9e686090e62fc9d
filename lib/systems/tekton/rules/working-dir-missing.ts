import { problem, type Rule } from '../../../audit';
import { programOf, tryPurpose } from '../../../shell';
import { commandText, type ContainerInPlace, tektonContainers } from '../container-in-place';
import { commandsOf } from '../step-script';
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

/** The program that works where the step stands: no folder of a workspace is named, and no cd stands before it. */
function tryWorker(place: ContainerInPlace): string | undefined {
  if (namesFolder(place)) return undefined;
  const { commands } = commandsOf(place.container);
  const start = commands.findIndex((command) => programOf(command) === 'cd');
  const worker = (start < 0 ? commands : commands.slice(0, start)).find(
    (command) => ['test', 'lint', 'build'].includes(tryPurpose(command) ?? '') && !command.words.includes('push'),
  );
  return worker && programOf(worker);
}

function namesFolder({ container, task, step }: ContainerInPlace): boolean {
  const text = [commandText(container), ...(container.env ?? []).map(({ value = '' }) => value)].join('\n');
  const folders = (task?.spec.workspaces ?? []).flatMap(({ mountPath }) => mountPath ?? []);
  const isolated = (step?.declared.workspaces ?? []).length > 0;
  return isolated || text.includes('$(workspaces.') || folders.some((folder) => text.includes(folder));
}
