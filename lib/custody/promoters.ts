import { dirname, join } from 'node:path/posix';
import { type Assembly, type Manifest } from '../assembly';
import { repositoryOf, tryParseImageReference } from '../model';
import { type KustomizationObject } from '../systems/kubernetes/kinds';
import { Kustomizations } from '../systems/kubernetes/kustomizations';
import { once } from '../systems/tekton/once';
import { type Place, problem } from '../audit';
import { type Actor } from './ci-job';
import { deployedImages } from './deployed';
import { gitHubJobs } from './github-jobs';
import { gitLabJobs } from './gitlab-jobs';
import { isKnown } from './open-text';
import { type RunningTask, runningTasks } from './running-tasks';

/** A task or a job that writes which image an environment runs, as a component of kustomize. */
export interface Promoter {
  readonly by: Actor;
  readonly place: Place;
  readonly repository: string;
  /** The folder of the component in the GitOps repository. */
  readonly folder: string;
  /** The script that does it. */
  readonly script: string;
}

/** The promoters of an assembly, as their scripts tell; gathered once. */
export const promotersOf = once((assembly: Assembly): readonly Promoter[] => [
  ...runningTasks(assembly).flatMap((by) => {
    const pushing = by.commands.filter(({ program, words }) => program === 'git' && words.includes('push'));
    return [...new Set(pushing.map(({ path }) => path))].flatMap((path) => writtenBy(by, path));
  }),
  ...gitHubJobs(assembly).flatMap((by) =>
    by.job.steps.flatMap((step) => writtenByScript(by, step.run ?? '', step.file.place.at(`${step.path}.run`))),
  ),
  ...gitLabJobs(assembly).flatMap((by) =>
    writtenByScript(by, by.job.scripts.map(({ value }) => value).join('\n'), by.place),
  ),
]);

/** The same of a script as a whole; a file that it only shows, such as that of the environment before, is none it writes. */
function writtenByScript(by: Actor, script: string, place: Place): readonly Promoter[] {
  if (!/\bgit\b[^\n]* push\b/.test(script)) return [];
  const shown = script.replaceAll(/\bgit\b[^\n]* (?:show|cat-file)\b[^\n]*/g, '');
  const folders = [...shown.matchAll(/(?<![\w@+./$}:-])([\w@+-][\w@+./-]*)\/kustomization\.ya?ml/g)];
  return promoterIn({ by, place, script }, new Set(folders.map(([, folder = '']) => folder).filter(isKnown)));
}

/** A step that pushes to git, names one kustomization file and writes one image into it. */
function writtenBy(by: RunningTask, path: string): readonly Promoter[] {
  const step = by.call.runs.from === 'assembly' ? by.call.runs.task.steps.find((one) => one.path === path) : undefined;
  const words = by.commands
    .filter((command) => command.path === path)
    .flatMap(({ words: all, into }) => [...all, ...(into === undefined ? [] : [into])]);
  const folders = new Set(
    words.flatMap((word) => /^([\w@+.-][\w@+./-]*)\/kustomization\.ya?ml$/.exec(word)?.[1] ?? []).filter(isKnown),
  );
  const { place } = problem(by.call.manifest, '', '', path);
  return promoterIn({ by, place, script: step?.container.script ?? '' }, folders);
}

/** One file, and one image in it: of more it cannot be told what is written where. */
function promoterIn(
  seen: Pick<Promoter, 'by' | 'place' | 'script'>,
  folders: ReadonlySet<string>,
): readonly Promoter[] {
  const images = new Set(
    [...seen.script.matchAll(/- name: ([\w./:-]+)/g)].flatMap(([, name = '']) => repositoryIn(name)),
  );
  const [[folder], [repository]] = [[...folders], [...images]];
  if (folders.size !== 1 || images.size !== 1 || folder === undefined || repository === undefined) return [];
  return [{ ...seen, repository, folder }];
}

function repositoryIn(name: string): readonly string[] {
  const reference = tryParseImageReference(name);
  return reference === undefined ? [] : [repositoryOf(reference)];
}

/** A Kustomization that waits for a component to say which image of a repository runs. */
export interface Awaiting {
  readonly kustomization: Manifest<KustomizationObject>;
  readonly repository: string;
  /** The folders of its components, from the root of the GitOps repository. */
  readonly folders: readonly string[];
}

/** The Kustomizations whose images a component completes; gathered once. */
export const awaitingPromotion = once((assembly: Assembly): readonly Awaiting[] => {
  const kustomizations = new Kustomizations(assembly.manifests);
  const found = new Map<string, Awaiting>();
  for (const { workload, repository, image } of deployedImages(assembly)) {
    const kustomization = kustomizations.tryIncluding(workload.pods.manifest);
    const { components = [], images = [] } = kustomization?.object ?? {};
    if (!kustomization || components.length === 0 || images.length > 0 || workload.images.includes(image)) continue;
    const folders = components.map((component) => fromRoot(kustomization, component));
    found.set(`${kustomization.environment} ${kustomization.origin.file ?? ''} ${repository}`, {
      kustomization,
      repository,
      folders,
    });
  }
  return [...found.values()];
});

/** Where the assembly stands in the repository is not known, so folders above it are left out. */
function fromRoot({ origin }: Manifest, component: string): string {
  return join(dirname(origin.file ?? ''), component)
    .replace(/^(\.\.\/)+/, '')
    .replace(/\/$/, '');
}

/** Whether two folders are one: one of the two paths may begin further up. */
export function isSameFolder(one: string, other: string): boolean {
  return one === other || one.endsWith(`/${other}`) || other.endsWith(`/${one}`);
}
