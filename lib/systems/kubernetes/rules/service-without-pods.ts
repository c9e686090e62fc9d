import { type Manifests } from '../../../assembly';
import { type Example, type Rule } from '../../../audit';
import { podsOf } from '../pods';
import { servedPods } from '../served-pods';
import { selects } from '../selector';
import { deployment } from './examples';
import { unselected } from './unselected';

const example = (name: string): Example => ({
  manifests: `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app.kubernetes.io/name: ${name} }, ports: [{ port: 80 }] }
---
${deployment()}`,
});

/** Silent in a namespace without any workload: its pods come from elsewhere. */
export const serviceWithoutPods: Rule = {
  id: 'KUB009',
  severity: 'error',
  title: 'a Service selects no pods',
  why: 'it is accepted and has no endpoints: every connection is refused',
  repair: "select labels of the workload's pod template",
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  good: example('api'),
  bad: example('order-api'),
  check: ({ manifests }) => {
    const pods = podsOf(manifests);
    const tried = experimentLabels(manifests);
    return manifests.of('Service').flatMap((service) => {
      const matchLabels = service.object.spec?.selector ?? {};
      if (Object.keys(matchLabels).length === 0 || servedPods(manifests, service).length > 0) return [];
      if (tried.some((labels) => selects({ matchLabels }, labels))) return [];
      return unselected(service, { matchLabels }, 'spec.selector', pods);
    });
  },
};

type Labels = Readonly<Record<string, string>>;

interface Experimenting {
  readonly spec?: {
    readonly strategy?: { readonly canary?: { readonly steps?: readonly { readonly experiment?: Trial }[] } };
  };
}

interface Trial {
  readonly templates?: readonly { readonly metadata?: { readonly labels?: Labels } }[];
}

/** The labels of pods that the experiments of Rollouts run for a while, which are in no pod template. */
function experimentLabels(manifests: Manifests): readonly Labels[] {
  return manifests
    .ofKinds('argoproj.io/Rollout')
    .flatMap(({ object }) => (object as Experimenting).spec?.strategy?.canary?.steps ?? [])
    .flatMap(({ experiment }) => experiment?.templates ?? [])
    .map(({ metadata }) => metadata?.labels ?? {});
}
