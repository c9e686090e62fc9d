import { problem, type Rule } from '../../../audit';
import { automation, example, GITOPS, policy, SCANNED } from './examples';

export const automationWithoutPolicy: Rule = {
  id: 'FLX006',
  severity: 'error',
  title: 'an ImageUpdateAutomation has no ImagePolicy in its namespace',
  why: 'it scans nothing and chooses nothing itself: it looks for markers of policies, finds none, and never commits',
  repair: 'render the ImageRepository and the ImagePolicy beside it',
  reference: 'https://fluxcd.io/flux/components/image/imageupdateautomations/',
  good: example(GITOPS, SCANNED, policy(), automation()),
  bad: example(GITOPS, automation()),
  check: ({ manifests }) => {
    const at = ({
      environment,
      object,
    }: {
      environment: string;
      object: { metadata: { namespace?: string } };
    }): string => `${environment}\n${object.metadata.namespace ?? ''}`;
    const places = new Set(manifests.of('image.toolkit.fluxcd.io/ImagePolicy').map(at));
    return manifests
      .of('image.toolkit.fluxcd.io/ImageUpdateAutomation')
      .filter((manifest) => !places.has(at(manifest)))
      .map((manifest) =>
        problem(manifest, 'no ImagePolicy of its namespace says what it is to write', 'render one beside it'),
      );
  },
};
