import { type Manifest, type Manifests } from '../../../assembly';
import { type ApplicationSetObject, type GeneratorObject, type PullRequestGenerator } from '../kinds';

/** A generator of pull requests, also inside others, and where it stands. */
export interface PullRequestsInPlace {
  readonly manifest: Manifest<ApplicationSetObject>;
  readonly generator: PullRequestGenerator;
  readonly path: string;
}

export function pullRequestsOf(manifests: Manifests): readonly PullRequestsInPlace[] {
  return manifests
    .of('argoproj.io/ApplicationSet')
    .flatMap((manifest) => below(manifest, manifest.object.spec.generators, 'spec.generators'));
}

function below(
  manifest: Manifest<ApplicationSetObject>,
  generators: readonly GeneratorObject[],
  path: string,
): readonly PullRequestsInPlace[] {
  return generators.flatMap(({ pullRequest, matrix, merge }, i) => [
    ...(pullRequest ? [{ manifest, generator: pullRequest, path: `${path}[${i}].pullRequest` }] : []),
    ...(matrix ? below(manifest, matrix.generators, `${path}[${i}].matrix.generators`) : []),
    ...(merge ? below(manifest, merge.generators, `${path}[${i}].merge.generators`) : []),
  ]);
}
