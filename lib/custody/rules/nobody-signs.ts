import { PredicateType } from '../../model';
import { type Rule, problem } from '../../audit';
import { isTask } from '../ci-job';
import { deployedImages, policiesOn, workloadText } from '../deployed';
import { pushesOf } from '../pushes';
import { requiredStatements } from '../required-statements';
import { pipelineOf } from '../running-tasks';
import { signersOf } from '../signers';
import { isClosed, trustsOnlyShown, trustsText } from '../trusted';
import { BUILD, CLONE, build, deployment, example, policy, run } from './examples';

export const nobodySigns: Rule = {
  id: 'CUS002',
  severity: 'error',
  title: 'a policy wants an image to be signed, and its build signs nothing',
  why: 'the image is built, pushed and promoted without complaint, and then every new pod is denied',
  repair: 'sign the image in the pipeline that builds it, by digest, after its scan',
  good: example(BUILD, policy(), deployment()),
  bad: example(run([CLONE, build()]), policy(), deployment()),
  check: (assembly) => {
    const signers = signersOf(assembly);
    const pushes = pushesOf(assembly);
    const seen = new Set<string>();
    return deployedImages(assembly).flatMap((image) => {
      const [push] = pushes.buildsOf(image.repository);
      if (!push || signers.signaturesOf(image.repository).length > 0) return [];
      const policy = policiesOn(assembly, image).find(
        (one) =>
          trustsOnlyShown(assembly, one) &&
          isClosed(assembly, one) &&
          requiredStatements(one).includes(PredicateType.signature.uri),
      );
      const key = `${image.environment} ${image.repository}`;
      if (!policy || seen.has(key)) return [];
      seen.add(key);
      return [
        problem(
          push.at,
          `${pipelineOf(push.by)} pushes ${image.repository} and nobody signs it → policy ${policy.manifest.object.metadata.name ?? ''} trusts ${trustsText(assembly, policy)} → every pod of ${workloadText(image.workload.pods)} is denied`,
          `add a ${isTask(push.by) ? 'task' : 'job'} that signs the image by digest, as whom the policy trusts`,
        ),
      ];
    });
  },
};
