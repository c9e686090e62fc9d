import { problem, type Rule } from '../../../audit';
import { type PlacedStep, stepsOf } from '../steps';
import { canary, example, HELD, SERVICES } from './examples';

const istio = { virtualService: { name: 'orders' } };
const MIRROR = { setMirrorRoute: { name: 'mirror', percentage: 10 } };

export const routerCannot: Rule = {
  id: 'ROL019',
  severity: 'error',
  title: 'a step asks the traffic router for what it cannot do',
  why: 'the controller refuses the Rollout (InvalidSpec) and nothing deploys',
  repair: 'headers need Istio, ALB, Apisix or a plugin, mirrored requests need Istio, and both a name in managedRoutes',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/',
  good: example(
    canary({ ...SERVICES, trafficRouting: { managedRoutes: [{ name: 'mirror' }], istio }, steps: [MIRROR, ...HELD] }),
  ),
  bad: example(canary({ ...SERVICES, trafficRouting: { istio }, steps: [MIRROR, ...HELD] })),
  check: (assembly) =>
    stepsOf(assembly).flatMap((placed) =>
      problemsOf(placed).map(([message, repair]) => problem(placed.rollout, message, repair, placed.path)),
    ),
};

function problemsOf({ canary: strategy, step }: PlacedStep): readonly (readonly [string, string])[] {
  const routing = strategy.trafficRouting;
  if (!routing || !(step.setHeaderRoute || step.setMirrorRoute || step.experiment)) return [];
  const plugins = Object.keys(routing.plugins ?? {}).length > 0;
  const problems: (readonly [string, string])[] = [];
  if (step.setHeaderRoute && !routing.istio && !routing.alb && !routing.apisix && !plugins) {
    problems.push(['its router cannot route by header', 'use Istio, ALB, Apisix or a plugin']);
  }
  const inexact = (step.setHeaderRoute?.match ?? []).some(({ headerValue }) => headerValue.exact === undefined);
  if (routing.alb && inexact) problems.push(['ALB compares headers with exact texts only', 'compare with exact']);
  if (step.setMirrorRoute && !routing.istio) {
    problems.push(['its router cannot mirror requests', 'use Istio, or leave the step out']);
  }
  const weighted = (step.experiment?.templates ?? []).some(({ weight }) => weight !== undefined);
  if (weighted && !routing.istio && !routing.alb && !routing.smi && !plugins) {
    problems.push(['its router cannot weigh an experiment', 'use Istio, ALB, SMI or a plugin']);
  }
  const name = step.setHeaderRoute?.name ?? step.setMirrorRoute?.name;
  const managed = routing.managedRoutes?.some((route) => route.name === name) ?? false;
  if ((step.setHeaderRoute || step.setMirrorRoute) && !managed) {
    problems.push([`the route ${name ?? 'without a name'} is not in managedRoutes`, 'name it in managedRoutes']);
  }
  return problems;
}
