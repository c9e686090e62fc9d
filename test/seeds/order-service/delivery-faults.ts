import { COMMAND, type Fault, PROSE, hidden } from '../fault';
import { NO_ENDLESS_STEP, NO_SILENCE } from '../refusals';
import { flaggerFaults } from './flagger-faults';
import { imageFaults } from './image-faults';

const ROLLOUT = 'Rollout order-service/order-service';
const TEMPLATE = 'AnalysisTemplate order-service/success-rate';
const CANARY = 'spec.strategy.canary';
const BLUE_GREEN = 'Rollout order-service-bg';

const canary: readonly Fault[] = [
  {
    fault: 'the Services name no namespace: the Rollout does not find them',
    of: ['canary 10'],
    rule: 'ROL006',
    at: `rollout.yaml:32 ${ROLLOUT} ${CANARY}.canaryService`,
  },
  {
    fault: 'the Ingress names no namespace: the Rollout does not find it',
    rule: 'ROL011',
    at: `rollout.yaml:35 ${ROLLOUT} ${CANARY}.trafficRouting.nginx`,
  },
  {
    fault: 'ingress-nginx is retired',
    of: ['canary 11'],
    rule: 'ROL017',
    at: `rollout.yaml:35 ${ROLLOUT} ${CANARY}.trafficRouting.nginx`,
  },
  {
    fault: 'a pause without end in an unattended release',
    of: ['canary 9'],
    rule: 'ROL023',
    at: `rollout.yaml:53 ${ROLLOUT} ${CANARY}.steps[6]`,
  },
  {
    fault: 'weight 100 is held for no time',
    of: ['canary 9'],
    rule: 'ROL022',
    at: `rollout.yaml:54 ${ROLLOUT} ${CANARY}.steps[7].setWeight`,
  },
  {
    fault: 'a canary that never becomes ready is not taken back',
    of: ['canary 12'],
    rule: 'ROL024',
    at: `rollout.yaml:6 ${ROLLOUT} spec.progressDeadlineAbort`,
  },
  {
    fault: 'the image is named by a tag of 7 digits',
    rule: 'KUB002',
    at: `rollout.yaml:19 ${ROLLOUT} spec.template.spec.containers[0].image`,
  },
  {
    fault: 'the address of the image has an account of 9 digits',
    rule: 'KUB051',
    at: `rollout.yaml:19 ${ROLLOUT} spec.template.spec.containers[0].image`,
  },
  {
    fault: 'the Services have no ports: the API server refuses them',
    of: ['canary 10'],
    rule: 'KUB050',
    at: 'canary.yaml:15 Service order-service-canary spec.ports',
  },
  {
    fault: 'canary-by-header without a value matches always only, and passes by the weight',
    of: ['canary 11'],
    rule: 'ROL062',
    at: `rollout.yaml:38 ${ROLLOUT} ${CANARY}.trafficRouting.nginx.additionalIngressAnnotations`,
  },
  ...hidden(COMMAND, [
    { fault: 'client-side apply of the installation fails from 1.10 on', of: ['canary 13'] },
    { fault: 'the installation follows latest', of: ['canary 13'] },
  ]),
];

const analysis: readonly Fault[] = [
  {
    fault: 'an inline step waits for a metric without count',
    of: ['canary 1'],
    refusal: NO_ENDLESS_STEP,
    rule: 'ROL004',
    at: `rollout.yaml:73 ${TEMPLATE} spec.metrics[0]`,
  },
  {
    fault: 'app=order-service-canary is on no pod',
    of: ['canary 2'],
    rule: 'ANA013',
    at: `rollout.yaml:80 ${TEMPLATE} spec.metrics[0].provider.prometheus.query`,
  },
  {
    fault: 'the label is the same on both versions',
    of: ['canary 2'],
    rule: 'ANA012',
    at: `rollout.yaml:80 ${TEMPLATE} spec.metrics[0].provider.prometheus.query`,
  },
  {
    fault: 'no series is an error, and five errors abort',
    of: ['canary 3'],
    rule: 'ANA009',
    at: `rollout.yaml:107 ${TEMPLATE} spec.metrics[2]`,
  },
  {
    fault: 'a healthy service has no series with 5..',
    of: ['canary 3'],
    rule: 'ANA011',
    at: `rollout.yaml:114 ${TEMPLATE} spec.metrics[2].provider.prometheus.query`,
  },
  {
    fault: 'success-rate is NaN without traffic',
    of: ['canary 4'],
    refusal: NO_SILENCE,
    rule: 'ANA010',
    at: `rollout.yaml:73 ${TEMPLATE} spec.metrics[0]`,
  },
  {
    fault: 'latency-p99 is NaN without traffic',
    of: ['canary 4'],
    refusal: NO_SILENCE,
    rule: 'ANA010',
    at: `rollout.yaml:92 ${TEMPLATE} spec.metrics[1]`,
  },
  {
    fault: 'an error rate from 1 to 5 % is neither success nor failure',
    of: ['canary 5'],
    rule: 'ANA020',
    at: `rollout.yaml:107 ${TEMPLATE} spec.metrics[2]`,
  },
  {
    fault: 'the first sample comes before the first scrape',
    of: ['canary 7'],
    rule: 'ANA015',
    at: `rollout.yaml:73 ${TEMPLATE} spec.metrics[0].initialDelay`,
  },
  {
    fault: 'the release needs Prometheus to be reachable',
    of: ['canary 10'],
    rule: 'ANA028',
    at: `rollout.yaml:73 ${TEMPLATE} spec.metrics[0].consecutiveErrorLimit`,
  },
  {
    fault: 'one bad sample of error-rate aborts',
    of: ['canary 5'],
    rule: 'ANA060',
    at: `rollout.yaml:107 ${TEMPLATE} spec.metrics[2].failureLimit`,
  },
  {
    fault: 'failureLimit 3 counts all failures, not those in a row',
    of: ['canary 6'],
    rule: 'ANA019',
    at: `rollout.yaml:76 ${TEMPLATE} spec.metrics[0].failureLimit`,
  },
  {
    fault: 'the same template runs inline and in the background',
    of: ['canary 7'],
    refusal: NO_ENDLESS_STEP,
    rule: 'ANA061',
    at: `rollout.yaml:44 ${ROLLOUT} ${CANARY}.steps[2].analysis`,
  },
  {
    fault: 'success-rate and error-rate judge one signal by two limits',
    of: ['canary 8'],
    rule: 'ANA062',
    at: `rollout.yaml:107 ${TEMPLATE} spec.metrics[2]`,
  },
];

const blueGreen: readonly Fault[] = [
  {
    fault: 'the Services are not defined',
    rule: 'ROL006',
    at: `blue-green.yaml:21 ${BLUE_GREEN} spec.strategy.blueGreen.activeService`,
  },
  ...hidden('the section names no namespace: the template is not found (ROL005), and what is not found is not judged', [
    'the analyses before and after the switch never end',
    'the old version is gone after 30 s, before the analysis after the switch has ended',
    'nobody sends traffic to the preview that is measured',
  ]),
  { fault: 'a change of the database schema is called safe', undecidable: PROSE },
];

const observation: readonly Fault[] = [
  ...flaggerFaults,
  {
    fault: 'pipelinerun_count is not emitted since Tekton 1.3',
    rule: 'MON002',
    at: 'alerts.yaml:11 PrometheusRule tekton-pipelines/pipeline-alerts spec.groups[0].rules[0].expr',
  },
  {
    fault: 'a ratio of one series to itself is always 1',
    rule: 'MON006',
    at: 'alerts.yaml:11 PrometheusRule tekton-pipelines/pipeline-alerts spec.groups[0].rules[0].expr',
  },
  {
    fault: 'a quantile without sum by (le)',
    rule: 'MON008',
    at: 'alerts.yaml:24 PrometheusRule tekton-pipelines/pipeline-alerts spec.groups[0].rules[1].expr',
  },
  {
    fault: 'no bucket ends at 600 s: the quantile is a guess between 300 and 900',
    undecidable: 'which buckets there are is decided by the version and the configuration of Tekton that runs',
  },
  {
    fault: 'rollout_info has no phase Healthy: the alert fires for every healthy Rollout',
    rule: 'MON004',
    at: 'alerts.yaml:34 PrometheusRule tekton-pipelines/pipeline-alerts spec.groups[0].rules[2].expr',
  },
  ...hidden('MON011 compares it with the Prometheus object, and no file of the article holds one', [
    'no label for the ruleSelector of Prometheus',
  ]),
  ...hidden('a query for a dashboard, in a block of its own: no file holds it', [
    'the change failure rate is a rate of gauges that never change',
    'argocd_app_sync_total has the label name, not app',
  ]),
];

export const deliveryFaults: readonly Fault[] = [...canary, ...analysis, ...blueGreen, ...imageFaults, ...observation];
