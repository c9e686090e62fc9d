import { problem, type Rule } from '../../../audit';
import { programOf } from '../../../shell';
import { tektonContainers } from '../container-in-place';
import { commandsOf } from '../step-script';
import { example, oneStep } from './examples';

const building = (securityContext: Readonly<Record<string, unknown>>): object =>
  oneStep({ command: ['/kaniko/executor'], args: ['--destination=ghcr.io/acme/api:1'], securityContext });

export const builderWithoutRoot: Rule = {
  id: 'TKN150',
  severity: 'advice',
  title: 'a builder that works as root only does not ask for root',
  why: 'kaniko unpacks the layers of other users over its own files: where the pod template of a run or a policy sets a user, it fails in the middle of the build',
  repair: 'set securityContext.runAsUser: 0, so that the pod is refused at once, or use a builder that needs no root',
  reference: 'https://github.com/GoogleContainerTools/kaniko#security',
  good: example(building({ runAsUser: 0 })),
  bad: example(building({})),
  check: (assembly) =>
    tektonContainers(assembly).flatMap(({ manifest, path, title, container }) => {
      const kaniko = commandsOf(container).commands.some(
        (command) => programOf(command) === 'executor' && command.words.some((word) => word.includes('kaniko')),
      );
      if (!kaniko || container.securityContext?.['runAsUser'] !== undefined) return [];
      const message = `${title} runs kaniko, which works as root only, and does not say as whom`;
      return problem(manifest, message, 'set runAsUser: 0', `${path}.securityContext`);
    }),
};
