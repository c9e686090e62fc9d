import { problem, type Rule } from '../../../audit';
import { allMetrics } from '../analyses';
import { canary, example, JUDGED, SMOKE, smokeTest } from './examples';

const ONCE = { backoffLimit: 0, template: SMOKE };

export const jobWithoutDeadline: Rule = {
  id: 'ANA021',
  severity: 'warning',
  title: 'a test Job has no deadline',
  why: 'a pod that cannot start, for its image is denied by admission or cannot be pulled, holds the release for ever without a word',
  repair: 'set activeDeadlineSeconds',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
  good: example(canary({ steps: JUDGED }), smokeTest({ ...ONCE, activeDeadlineSeconds: 120 })),
  bad: example(canary({ steps: JUDGED }), smokeTest(ONCE)),
  check: (assembly) =>
    allMetrics(assembly).flatMap(({ template: manifest, metric: one, path }) => {
      const { job } = one.provider;
      if (!job || job.spec?.activeDeadlineSeconds !== undefined) return [];
      const message = `the Job of metric "${one.name}" has no deadline`;
      return [problem(manifest, message, 'set activeDeadlineSeconds', `${path}.provider.job.spec`)];
    }),
};
