import { repositoryOf, tryParseImageReference } from '../../model';

/** Parts up to the last slash, the last part, then a tag or digest: only the last of the three may be a pattern. */
const ONE_REPOSITORY = /^((?:[^*?[\]{}\\/]+\/)*[^*?[\]{}\\/:@]+)(?:[:@].*)?$/;

/** The repository that a pattern of images is about; nothing where it may be about several. */
export function tryRepositoryIn(pattern: string): string | undefined {
  return ONE_REPOSITORY.exec(pattern)?.[1];
}

/** The names of an image's repository: as the pod spells it, and with the registry filled in. */
export function repositoriesOf(image: string): readonly string[] {
  const spelled = tryRepositoryIn(image);
  const reference = tryParseImageReference(image);
  const names = [spelled, reference && repositoryOf(reference)];
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** The repositories that a list of patterns is about; nothing where one of them may be about several, or there is none. */
export function tryRepositoriesIn(patterns: readonly string[]): readonly string[] | undefined {
  const repositories = patterns.map(tryRepositoryIn).filter((repository) => repository !== undefined);
  if (patterns.length === 0 || repositories.length < patterns.length) return undefined;
  return [...new Set(repositories)];
}
