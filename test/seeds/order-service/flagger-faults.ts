import { type Fault, PROSE } from '../fault';

const FLAGGED = 'Canary order-service/order-service';

/** `flagger-joined.yaml` is the article's Canary with its two lists of metrics as one: as it stands nobody can read it. */
export const flaggerFaults: readonly Fault[] = [
  {
    fault: 'the key metrics is given twice: the first list is lost',
    rule: 'SCH005',
    at: 'flagger.yaml:44 flagger.yaml',
  },
  {
    fault: 'the MetricTemplate is not defined',
    rule: 'FLG001',
    at: `flagger-joined.yaml:46 ${FLAGGED} spec.analysis.metrics[2].templateRef`,
  },
  { fault: 'threshold is the number of failed checks, not of passed ones', undecidable: PROSE },
  {
    fault: 'no webhook makes traffic: no values, and the release is taken back',
    rule: 'FLG002',
    at: `flagger-joined.yaml:53 ${FLAGGED} spec.analysis.webhooks`,
  },
  {
    fault: 'request-duration of nginx is a mean',
    rule: 'FLG008',
    at: `flagger-joined.yaml:40 ${FLAGGED} spec.analysis.metrics[1]`,
  },
  {
    fault: 'the Ingress must lead to the Service that Flagger makes',
    rule: 'FLG003',
    at: `flagger-joined.yaml:14 ${FLAGGED} spec.ingressRef`,
  },
  {
    fault: 'the provider nginx is retired',
    rule: 'FLG009',
    at: `flagger-joined.yaml:14 ${FLAGGED} spec.ingressRef`,
  },
];
