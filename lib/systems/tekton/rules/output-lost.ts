import { problem, type Rule } from '../../../audit';
import { commandText, tektonContainers, type ContainerInPlace } from '../container-in-place';
import { filesWrittenBy } from '../written-files';
import { example, oneStep } from './examples';

const workspaces = [{ name: 'source' }];

export const outputLost: Rule = {
  id: 'TKN056',
  severity: 'advice',
  title: 'a step writes a report where nobody will find it',
  why: 'outside of volumes a file ends with its container: the report that is wanted after a failure is gone',
  repair: 'write it into a workspace, or print it',
  good: example(
    oneStep({ args: ['test', '-coverprofile=$(workspaces.source.path)/coverage.out', './...'] }, { workspaces }),
  ),
  bad: example(oneStep({ args: ['test', '-coverprofile=/tmp/coverage.out', './...'] }, { workspaces })),
  check: (assembly) =>
    tektonContainers(assembly)
      .filter(({ role }) => role === 'step')
      .flatMap((place) => {
        const lost = writtenOnly(place);
        if (lost.length === 0) return [];
        return problem(
          place.manifest,
          `${place.title} writes ${lost.join(', ')}, which nothing reads and no volume keeps`,
          'write it into a workspace, or print it',
          place.path,
        );
      }),
};

/** Files below /tmp that are written and whose path stands nowhere else in the task. */
function writtenOnly({ container, task }: ContainerInPlace): string[] {
  const mounts = (container.volumeMounts ?? []).map(({ mountPath }) => mountPath);
  const all = (task?.steps ?? []).map((step) => commandText(step.container)).join('\n');
  return filesWrittenBy(commandText(container)).filter(
    (path) => all.split(path).length === 2 && !mounts.some((mount) => path.startsWith(mount)),
  );
}
