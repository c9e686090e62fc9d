import { type NamedImage, namedImage } from './named-image';
import { masked } from './open-text';
import { type Execution, type TaskCommand } from './execution';
import { type RunningTask, operandsOf } from './running-tasks';

/** The images that the commands of a task scan, as far as their names can be told. */
export function scannedImages({ commands }: RunningTask): readonly HandledImage[] {
  return commands.flatMap(scanned).map(handled);
}

/** An image that a task handles: by its name, and by the tasks that its name comes from. */
export interface HandledImage extends NamedImage {
  readonly text: string;
}

/** An image by the text that names it. */
export function handled(text: string): HandledImage {
  return { ...namedImage(text), text: masked(text) };
}

/**
 * Whether two names are for sure of different images: of other repositories, or made by other tasks. A result of a task
 * that builds nothing may be an image that it was given, so it tells nothing.
 */
export function areDifferent(a: HandledImage, b: HandledImage, builders: ReadonlySet<string>): boolean {
  if (a.repository !== undefined && b.repository !== undefined && a.repository !== b.repository) return true;
  const built = ({ producers }: HandledImage): boolean =>
    producers.length > 0 && producers.every((producer) => builders.has(producer));
  return built(a) && built(b) && !a.producers.some((one) => b.producers.includes(one));
}

/** The images that a task of a pipeline is given, by params that say so. */
export function givenImages({ call }: RunningTask, execution: Execution): readonly HandledImage[] {
  return (call.task.params ?? [])
    .filter(({ name, value }) => /image|digest/i.test(name) && typeof value === 'string')
    .map(({ value }) => handled(execution.resolve(String(value))));
}

function scanned({ program, words }: TaskCommand): readonly string[] {
  if (program === 'trivy') return ['image', 'i'].includes(words[0] ?? '') ? operandsOf(words.slice(1), FLAGS) : [];
  if (program === 'grype')
    return operandsOf(words, FLAGS).map((word) => word.replace(/^(registry|docker|podman):/, ''));
  return program === 'snyk' && words[0] === 'container' ? operandsOf(words.slice(2), FLAGS) : [];
}

const FLAGS = new Set([
  ...['--ignore-unfixed', '--no-progress', '--quiet', '-q', '--debug', '-d', '--insecure', '--list-all-pkgs'],
  ...['--only-fixed', '--by-cve', '--verbose', '-v', '-vv', '--json', '--skip-db-update', '--offline-scan'],
]);
