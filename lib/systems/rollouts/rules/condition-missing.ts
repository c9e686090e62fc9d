import { problem, type Rule } from '../../../audit';
import { readableQueries } from '../queries';
import { canary, example, JUDGED, metric, template } from './examples';

const NONE = { successCondition: undefined, failureCondition: undefined, inconclusiveLimit: undefined };

export const conditionMissing: Rule = {
  id: 'ANA027',
  severity: 'error',
  title: 'a metric asks Prometheus and has no condition',
  why: 'without a condition every answer is a success: the gate opens for anything',
  repair: 'say with successCondition and failureCondition what the answer has to be',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(canary({ steps: JUDGED }), template([metric(NONE)])),
  check: (assembly) =>
    readableQueries(assembly)
      .filter(({ metric: one }) => !one.successCondition && !one.failureCondition)
      .map(({ template: manifest, metric: one, path }) => {
        const message = `metric "${one.name}" has no condition: every answer is a success`;
        return problem(manifest, message, 'add successCondition and failureCondition', path);
      }),
};
