import { problem, type Rule } from '../../../audit';
import { Duration } from '../../../model';
import { allMetrics } from '../analyses';
import { withDefaults } from '../metric-limits';
import { canary, example, JUDGED, metric, template } from './examples';

export const timeUnreadable: Rule = {
  id: 'ANA004',
  severity: 'error',
  title: 'a time of a metric cannot be read',
  why: 'the analysis ends in an error as soon as it starts, so the release is aborted at the step that waits for it',
  repair: 'write a duration of Go, such as "90s" or "1h30m": it has no unit for days, and a number needs a unit',
  reference: 'https://pkg.go.dev/time#ParseDuration',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(canary({ steps: JUDGED }), template([metric({ interval: '30' })])),
  check: (assembly) =>
    allMetrics(assembly).flatMap(({ template: manifest, metric: one, path }) =>
      (['interval', 'initialDelay'] as const).flatMap((field) => {
        const text = withDefaults(one[field] ?? '0s', manifest.object);
        if (text.includes('{{') || Duration.tryParseGo(text)) return [];
        const message = `metric "${one.name}": ${field} ${JSON.stringify(text)} is no duration`;
        return [problem(manifest, message, 'write one such as "30s" or "1h30m"', `${path}.${field}`)];
      }),
    ),
};
