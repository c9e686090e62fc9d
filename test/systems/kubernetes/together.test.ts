import { App, Chart } from 'cdk8s';
import { Manifests } from '../../../lib/assembly';
import { assemblyOf, audit } from '../../../lib/audit';
import { renderKubernetes } from '../../../lib/program/kubernetes-tree';
import {
  Autoscaler,
  DefaultDeny,
  Deployment,
  DisruptionBudget,
  EgressRule,
  IngressRule,
  Kustomization,
  Namespace,
  NetworkPolicy,
  RoleGrant,
  Service,
  ServiceAccount,
} from '../../../lib/systems/kubernetes';
import { kubernetesRules } from '../../../lib/systems/kubernetes/rules';
import { pods } from './chart';

test('a whole service of these constructs fits its schemas and breaks no rule', () => {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new Namespace(chart, 'namespace', { name: 'shop' });
  const account = new ServiceAccount(chart, 'account', { name: 'api' });
  const permissions = [{ groups: [''], resources: ['configmaps'], verbs: ['get'] }];
  new RoleGrant(chart, 'grant', { name: 'api', permissions, to: [account] });
  new Service(chart, 'service', { pods });
  const target = new Deployment(chart, 'deployment', { pods });
  new Autoscaler(chart, 'autoscaler', { target, min: 2, max: 10 });
  new DisruptionBudget(chart, 'budget', { pods });
  new DefaultDeny(chart, 'deny', { name: 'default-deny' });
  new NetworkPolicy(chart, 'network', {
    name: 'api',
    pods,
    ingress: [IngressRule.fromNamespaces(['gateway'], pods.port)],
    egress: [EgressRule.toDns()],
  });
  new Kustomization(new Chart(app, 'kustomization'), 'kustomization', {
    name: 'shop',
    resources: ['shop.yaml'],
    components: ['../promoted'],
  });
  const assembly = { ...assemblyOf({}), manifests: new Manifests(renderKubernetes(app)) };
  expect(assembly.manifests.all).toHaveLength(11);
  expect(audit(assembly, kubernetesRules).findings).toEqual([]);
});
