import { type Assembly } from '../assembly';
import { type Place } from '../audit';
import { once } from '../systems/tekton/once';
import { type EcrAddress, tryEcrAddress } from './ecr-address';
import { pushesOf } from './pushes';
import { isTask } from './ci-job';
import { type RunningTask } from './running-tasks';
import { signersOf } from './signers';

/** Something that a task puts into a repository of ECR: an image, a tag, or a signature, which is kept beside the image. */
export interface Write {
  readonly by: RunningTask;
  readonly at: Place;
  readonly verb: 'pushes to' | 'signs in';
  readonly repository: string;
  readonly ecr: EcrAddress;
}

/** Everything that tasks put into ECR; gathered once. */
export const writesOf = once((assembly: Assembly): readonly Write[] => {
  const pushed = pushesOf(assembly).all.map((one) => ({ ...one, verb: 'pushes to' as const }));
  const signed = signersOf(assembly).all.map((one) => ({ ...one, verb: 'signs in' as const }));
  return [...pushed, ...signed].flatMap(({ by, at, verb, repository }) => {
    const ecr = repository === undefined ? undefined : tryEcrAddress(repository);
    return repository === undefined || !ecr || !isTask(by) ? [] : [{ by, at, verb, repository, ecr }];
  });
});
