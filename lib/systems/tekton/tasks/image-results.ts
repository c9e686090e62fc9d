import { type ImageRepository } from '../../../model';
import { Result, type ResultFiles } from '../result';
import { type bash, type Script } from '../script';

/** What a build leaves behind. Tekton Chains knows the first two by their names and signs what they mean. */
export const IMAGE_RESULTS = {
  IMAGE_URL: Result.string('Where the image was pushed, without tag.'),
  IMAGE_DIGEST: Result.digest('The digest of the image that was pushed.'),
  IMAGE_REF: Result.image('The image that was pushed, by digest.'),
};

/** The results of a Task that makes an image. */
export type ImageResults = typeof IMAGE_RESULTS;

/** Writes the results in the given shell, from its variable `digest`. Fails where that is no digest. */
export function writeImageResults(
  shell: typeof bash,
  repository: ImageRepository,
  results: ResultFiles<ImageResults, 'step'>,
): Script<'step'> {
  return shell`
    case "\${digest}" in
      (sha256:*) ;;
      (*) echo "the builder gave no digest: '\${digest}'" >&2; exit 1 ;;
    esac
    printf %s ${repository.address} > ${results.IMAGE_URL.path}
    printf %s "\${digest}" > ${results.IMAGE_DIGEST.path}
    printf %s ${repository.address}@"\${digest}" > ${results.IMAGE_REF.path}
  `;
}
