import { type Rule, problem } from '../../../audit';
import { applicationsOf, isAutomated } from '../applications';
import { ignores } from '../ignoring';
import { movedFields } from '../moved-fields';
import { application, manifests, object, rollout } from './examples';

const CANARY = rollout(
  'strategy: { canary: { canaryService: api-canary, stableService: api, trafficRouting: { istio: { virtualService: { name: api } } }, steps: [{ setWeight: 10 }] } }',
);
const ROUTE = object(
  'networking.istio.io/v1',
  'VirtualService',
  'api',
  'spec: { hosts: [api], http: [{ route: [{ destination: { host: api }, weight: 100 }, { destination: { host: api-canary }, weight: 0 }] }] }',
);
const ignoring = `ignoreDifferences:
    - { group: networking.istio.io, kind: VirtualService, name: api, jqPathExpressions: ['.spec.http[]?.route[]?.weight'] }`;

export const weightsPutBack: Rule = {
  id: 'ARG018',
  severity: 'error',
  title: 'Argo CD puts back the weights that a Rollout has set',
  why: 'in the middle of a canary all traffic goes back to the old version, and the gates judge none',
  repair: 'ignore what the controller moves, and apply only what is out of sync',
  reference:
    'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/#integrating-with-gitops',
  good: manifests(application({ more: ignoring }), CANARY, ROUTE),
  bad: manifests(application(), CANARY, ROUTE),
  check: ({ manifests }) =>
    applicationsOf(manifests).flatMap(({ manifest, spec, path, objects }) => {
      if (!isAutomated(spec)) return [];
      const here = new Set(objects.map(({ object: { kind, metadata } }) => `${kind}/${metadata.name ?? ''}`));
      return movedFields(objects.map(({ object }) => object))
        .filter((moved) => moved.jqPathExpressions && here.has(`${moved.kind}/${moved.name}`) && !ignores(spec, moved))
        .map(({ kind, name }) =>
          problem(
            manifest,
            `its syncs put back what a Rollout writes to ${kind} ${name}`,
            `ignore it in ignoreDifferences`,
            `${path}.ignoreDifferences`,
          ),
        );
    }),
};
