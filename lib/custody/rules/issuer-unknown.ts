import { type Rule, problem } from '../../audit';
import { isTask } from '../ci-job';
import { deployedImages, policiesOn } from '../deployed';
import { pipelineOf } from '../running-tasks';
import { signersOf } from '../signers';
import { tryDecide } from '../trusted';
import { BUILD, deployment, example, policy } from './examples';

export const issuerUnknown: Rule = {
  id: 'CUS014',
  severity: 'advice',
  title: 'an image is signed in a cluster whose issuer is not known',
  why: 'a policy asks for the issuer too: whether it admits the image cannot be said before it is tried',
  repair: 'say which cluster the environment is in: new Environment(program, name, { cluster: Cluster.eks(…) })',
  good: example(BUILD, policy(), deployment()),
  bad: { ...example(BUILD, policy(), deployment()), issuer: undefined },
  check: (assembly) => {
    const signers = signersOf(assembly);
    const seen = new Set<string>();
    return deployedImages(assembly).flatMap((image) =>
      signers.signaturesOf(image.repository).flatMap(({ by, at, identity }) => {
        if (!isTask(by)) return [];
        const [policy] = policiesOn(assembly, image).filter(
          (one) => identity && tryDecide(assembly, one, identity) === undefined,
        );
        const key = `${by.environment} ${image.repository}`;
        if (!identity || identity.issuer !== undefined || !policy || seen.has(key)) return [];
        seen.add(key);
        return problem(
          at,
          `${pipelineOf(by)} signs ${image.repository} as ${identity.subject} of an unknown issuer → whether policy ${policy.manifest.object.metadata.name ?? ''} in ${image.environment} admits it is open`,
          `name the cluster of ${by.environment}`,
        );
      }),
    );
  },
};
