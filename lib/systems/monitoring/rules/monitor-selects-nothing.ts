import { problem, type Rule } from '../../../audit';
import { selectorText } from '../../kubernetes/selector';
import { monitorsOf } from '../monitors';
import { example, SERVICE, serviceMonitor } from './examples';

export const monitorSelectsNothing: Rule = {
  id: 'MON012',
  severity: 'error',
  title: 'a monitor selects nothing',
  why: 'nothing is scraped: every gate waits for ever, and every alert is silent',
  repair: 'select labels that the Service has, or the pods for a PodMonitor',
  good: example(SERVICE, serviceMonitor({ port: 'http' })),
  bad: example(SERVICE, serviceMonitor({ port: 'http' }, { app: 'order' })),
  check: ({ manifests }) =>
    monitorsOf(manifests).flatMap(({ manifest, services, pods, hasCandidates }) => {
      if (!hasCandidates || (services ?? pods).length > 0) return [];
      const what = services ? 'Service' : 'pod';
      const message = `no ${what} of its namespace has ${selectorText(manifest.object.spec.selector)}`;
      return [problem(manifest, message, `select labels of the ${what}s`, 'spec.selector')];
    }),
};
