import { METADATA, usesAction } from './action-facts';
import { type ImageWork } from './image-work';
import { withNeeds } from './reach';
import { linesOf, resolved } from './step-values';
import { type StepInFile } from './workflow-file';

/** Whether a step has ended before another begins, in every run in which both run. */
export function isBefore(first: StepInFile, second: StepInFile): boolean {
  if (!first.job || !second.job) return false;
  if (first.job === second.job) return first.index < second.index;
  return withNeeds(second.job).has(first.job);
}

/** The repositories that a work is about, as far as the file says; without tag and digest. */
export function repositoriesOf({ step, image }: ImageWork): readonly string[] {
  if (image === undefined) return [];
  const source = /^\$\{\{steps\.([\w-]+)\.outputs\.tags\}\}$/.exec(image)?.[1];
  if (source === undefined) return [repositoryOf(image)];
  return imagesOf(step, source);
}

/** The repositories that a step of docker/metadata-action names. */
function imagesOf({ job }: StepInFile, id: string): readonly string[] {
  const metadata = job?.steps.find((one) => one.id === id && usesAction(one, METADATA));
  if (!metadata) return [];
  return linesOf(resolved(metadata, metadata.with['images'] ?? '')).flatMap((line) =>
    line.split(',').map((one) => one.replace(/^name=/, '').trim()),
  );
}

/** Whether two works are about the same image. */
export function sameImage(a: ImageWork, b: ImageWork): boolean {
  const others = repositoriesOf(b);
  return repositoriesOf(a).some((one) => others.includes(one));
}

/** An image reference without tag and digest. A colon before the last slash belongs to a port. */
export function repositoryOf(image: string): string {
  const [name = ''] = image.split('@');
  return tagOf(image) === undefined ? name : name.slice(0, name.lastIndexOf(':'));
}

/** The tag of an image reference; nothing where it has none, or a digest decides. */
export function tagOf(image: string): string | undefined {
  const [name = ''] = image.split('@');
  const bare = name
    .replace(/\$\{\{[^}]*\}\}/g, (piece) => '_'.repeat(piece.length))
    .replace(/\$\{[^}]*\}/g, (piece) => '_'.repeat(piece.length));
  const at = bare.lastIndexOf(':');
  return at > bare.lastIndexOf('/') ? name.slice(at + 1) : undefined;
}
