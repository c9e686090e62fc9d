import { problem, type Rule } from '../../../audit';
import { allMetrics } from '../analyses';
import { canary, example, JUDGED, SMOKE, smokeTest } from './examples';

const LIMITED = { activeDeadlineSeconds: 120, template: SMOKE };

export const jobTriesAgain: Rule = {
  id: 'ANA022',
  severity: 'warning',
  title: 'a test Job that fails is started again',
  why: 'Kubernetes starts it up to six more times, ever more slowly: the broken version stays in traffic, and one lucky run out of seven lets it pass',
  repair: 'set backoffLimit to 0',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
  good: example(canary({ steps: JUDGED }), smokeTest({ ...LIMITED, backoffLimit: 0 })),
  bad: example(canary({ steps: JUDGED }), smokeTest(LIMITED)),
  check: (assembly) =>
    allMetrics(assembly).flatMap(({ template: manifest, metric: one, path }) => {
      const { job } = one.provider;
      if (!job || job.spec?.backoffLimit === 0) return [];
      const times = job.spec?.backoffLimit ?? 6;
      const message = `the Job of metric "${one.name}" is started up to ${times} more times after a failure`;
      return [problem(manifest, message, 'set backoffLimit to 0', `${path}.provider.job.spec.backoffLimit`)];
    }),
};
