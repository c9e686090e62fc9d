import { type Manifest, addTo, describe } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { circlesIn } from '../../kubernetes/circles';
import { type Reference, referencesOf } from '../references';
import { example, GITOPS, kustomization } from './examples';

const migration = (dependsOn?: readonly { readonly name: string }[]): object =>
  kustomization({ dependsOn }, 'migration');
const app = kustomization({ dependsOn: [{ name: 'migration' }] });

export const dependencyCycle: Rule = {
  id: 'FLX011',
  severity: 'error',
  title: 'objects of Flux wait for each other',
  why: 'none of them is ever applied, and each says only that it waits',
  repair: 'take one of the dependencies away',
  reference: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
  good: example(GITOPS, migration(), app),
  bad: example(GITOPS, migration([{ name: 'orders' }]), app),
  check: ({ manifests }) => {
    const edges = new Map<Manifest, Manifest[]>();
    for (const reference of referencesOf(manifests).filter(({ path }) => path.startsWith('spec.dependsOn'))) {
      const found = manifests.tryFindAny(reference.kind, keyOf(reference));
      if (found) addTo(edges, reference.manifest, found);
    }
    return circlesIn(edges).map((circle) => {
      const [first] = circle;
      const names = [...circle, first].map(({ object }) => describe(object));
      return problem(first, `it waits for itself: ${names.join(' → ')}`, 'take one of them away', 'spec.dependsOn');
    });
  },
};

function keyOf({ manifest, namespace, name }: Reference): {
  environment: string;
  namespace: string | undefined;
  name: string;
} {
  return { environment: manifest.environment, namespace, name };
}
