import { Duration } from '../../../lib/model';

/** An alert that is sound. */
export const ALERT = {
  name: 'OrdersFail',
  expr: 'sum by (pod) (rate(failed_total[5m])) > 1',
  for: Duration.days(1),
  severity: 'warning',
  summary: '{{ $labels.pod }} fails',
  runbook: 'https://runbooks.acme.dev/OrdersFail',
} as const;
