import { problem, type Rule } from '../../../audit';
import { allMetrics } from '../analyses';
import { canary, example, JUDGED, metric, template } from './examples';

const pods = {
  spec: {
    restartPolicy: 'Never',
    containers: [{ name: 'smoke', image: `ghcr.io/acme/smoke@sha256:${'0'.repeat(64)}` }],
  },
};

function smoke(fields: object): object {
  const job = { spec: { backoffLimit: 0, template: pods, ...fields } };
  const nothing = {
    interval: undefined,
    successCondition: undefined,
    failureCondition: undefined,
    inconclusiveLimit: undefined,
  };
  return template([metric({ name: 'smoke', count: 1, ...nothing, provider: { job } })], {});
}

export const jobWithoutDeadline: Rule = {
  id: 'ANA021',
  severity: 'warning',
  title: 'a test Job has no deadline',
  why: 'a pod that cannot start, for its image is denied by admission or cannot be pulled, holds the release for ever without a word',
  repair: 'set activeDeadlineSeconds',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
  good: example(canary({ steps: JUDGED }), smoke({ activeDeadlineSeconds: 120 })),
  bad: example(canary({ steps: JUDGED }), smoke({})),
  check: (assembly) =>
    allMetrics(assembly).flatMap(({ template: manifest, metric: one, path }) => {
      const { job } = one.provider;
      if (!job || job.spec?.activeDeadlineSeconds !== undefined) return [];
      const message = `the Job of metric "${one.name}" has no deadline`;
      return [problem(manifest, message, 'set activeDeadlineSeconds', `${path}.provider.job.spec`)];
    }),
};
