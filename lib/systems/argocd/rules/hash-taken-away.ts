import { type Manifest } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { switchedServices } from '../../kubernetes/switched-services';
import { applicationsOf, hasOption } from '../applications';
import { ignores } from '../ignoring';
import { type ApplicationSpecObject } from '../kinds';
import { selectorHashOf } from '../moved-fields';
import { application, manifests, object, rollout } from './examples';

const BLUE_GREEN = rollout('strategy: { blueGreen: { activeService: api } }');
const SERVICE = object('v1', 'Service', 'api', 'spec: { selector: { app: api }, ports: [{ port: 80 }] }');
const ignoring = `ignoreDifferences:
    - { group: '', kind: Service, jqPathExpressions: ['.spec.selector."rollouts-pod-template-hash"'] }`;
const policy = (...options: readonly string[]): string => `automated: {}, syncOptions: [${options.join(', ')}]`;

export const hashTakenAway: Rule = {
  id: 'ARG028',
  severity: 'error',
  title: 'Argo CD takes from the Services of a blue-green Rollout what holds them at one version',
  why: 'a selector is applied whole by the server, so each sync removes the hash that the controller has written there; it then takes the next version for the first one, asks no gate and waits for nobody',
  repair:
    'ignore the hash in the selectors of Services and set RespectIgnoreDifferences=true; or set ServerSideApply=false on the Services',
  reference: 'https://github.com/argoproj/argo-rollouts/issues/3437',
  good: manifests(
    application({ more: ignoring, policy: policy('ServerSideApply=true', 'RespectIgnoreDifferences=true') }),
    BLUE_GREEN,
    SERVICE,
  ),
  bad: manifests(application({ policy: policy('ServerSideApply=true') }), BLUE_GREEN, SERVICE),
  check: ({ manifests }) =>
    applicationsOf(manifests).flatMap(({ manifest, spec, path, objects }) => {
      if (!hasOption(spec, 'ServerSideApply=true')) return [];
      const applied = new Map(
        objects.filter(isServiceOfServer).map((one) => [keyOf(one, one.object.metadata.name), one]),
      );
      return objects.flatMap((rollout) =>
        switchedServices(rollout.object)
          .filter(({ name, strategy }) => strategy === 'blueGreen' && applied.has(keyOf(rollout, name)))
          .filter(({ name }) => !isLeftAlone(spec, name))
          .map(({ name }) =>
            problem(
              manifest,
              `its syncs remove the hash of the version from Service ${name}: the next version of Rollout ${rollout.object.metadata.name ?? ''} goes live without its gates`,
              `ignore ${selectorHashOf(name).jqPathExpressions.join()} of Service ${name}, and set RespectIgnoreDifferences=true`,
              `${path}.ignoreDifferences`,
            ),
          ),
      );
    }),
};

/** What is in sync for being ignored is applied with all the rest, unless one of two options keeps it out. */
function isLeftAlone(spec: ApplicationSpecObject, service: string): boolean {
  const keeps = ['RespectIgnoreDifferences=true', 'ApplyOutOfSyncOnly=true'];
  return keeps.some((option) => hasOption(spec, option)) && ignores(spec, selectorHashOf(service));
}

function isServiceOfServer({ object: { kind, metadata } }: Manifest): boolean {
  const options = metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '';
  return kind === 'Service' && !options.split(',').some((option) => option.trim() === 'ServerSideApply=false');
}

function keyOf({ environment, object: { metadata } }: Manifest, name = ''): string {
  return [environment, metadata.namespace ?? '', name].join('\n');
}
