import { COMMAND, type Fault, PROSE, awaiting, hidden } from '../fault';

const ROLLOUT = 'Rollout order-service/order-service';
const TEMPLATE = 'AnalysisTemplate order-service/success-rate';
const CANARY = 'spec.strategy.canary';
const BLUE_GREEN = 'Rollout order-service-bg';
const VERIFY = 'ClusterPolicy verify-image-signature';
const RETENTION = 'aws_ecr_lifecycle_policy.order-service';

const canary: readonly Fault[] = [
  {
    fault: 'the Services name no namespace: the Rollout does not find them',
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
    rule: 'ROL017',
    at: `rollout.yaml:35 ${ROLLOUT} ${CANARY}.trafficRouting.nginx`,
  },
  {
    fault: 'a pause without end in an unattended release',
    rule: 'ROL023',
    at: `rollout.yaml:53 ${ROLLOUT} ${CANARY}.steps[6]`,
  },
  {
    fault: 'weight 100 is held for no time',
    rule: 'ROL022',
    at: `rollout.yaml:54 ${ROLLOUT} ${CANARY}.steps[7].setWeight`,
  },
  {
    fault: 'a canary that never becomes ready is not taken back',
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
    missing: 'the account of an ECR address in a workload: TKN067 looks at it in Tekton objects only',
  },
  {
    fault: 'the Services have no ports: the API server refuses them',
    missing:
      'a Service without ports that is not of type ExternalName: ROL008 sees it only beside a Rollout of its namespace',
  },
  {
    fault: 'canary-by-header without a value matches always only, and passes by the weight',
    missing: 'additionalIngressAnnotations with canary-by-header and neither -value nor -pattern',
  },
  ...hidden(COMMAND, ['client-side apply of the installation fails from 1.10 on', 'the installation follows latest']),
];

const analysis: readonly Fault[] = [
  {
    fault: 'an inline step waits for a metric without count',
    rule: 'ROL004',
    at: `rollout.yaml:73 ${TEMPLATE} spec.metrics[0]`,
  },
  {
    fault: 'app=order-service-canary is on no pod',
    rule: 'ANA013',
    at: `rollout.yaml:80 ${TEMPLATE} spec.metrics[0].provider.prometheus.query`,
  },
  {
    fault: 'the label is the same on both versions',
    rule: 'ANA012',
    at: `rollout.yaml:80 ${TEMPLATE} spec.metrics[0].provider.prometheus.query`,
  },
  {
    fault: 'no series is an error, and five errors abort',
    rule: 'ANA009',
    at: `rollout.yaml:107 ${TEMPLATE} spec.metrics[2]`,
  },
  {
    fault: 'a healthy service has no series with 5..',
    rule: 'ANA011',
    at: `rollout.yaml:114 ${TEMPLATE} spec.metrics[2].provider.prometheus.query`,
  },
  { fault: 'success-rate is NaN without traffic', rule: 'ANA010', at: `rollout.yaml:73 ${TEMPLATE} spec.metrics[0]` },
  { fault: 'latency-p99 is NaN without traffic', rule: 'ANA010', at: `rollout.yaml:92 ${TEMPLATE} spec.metrics[1]` },
  {
    fault: 'an error rate from 1 to 5 % is neither success nor failure',
    rule: 'ANA020',
    at: `rollout.yaml:107 ${TEMPLATE} spec.metrics[2]`,
  },
  {
    fault: 'the first sample comes before the first scrape',
    rule: 'ANA015',
    at: `rollout.yaml:73 ${TEMPLATE} spec.metrics[0].initialDelay`,
  },
  {
    fault: 'the release needs Prometheus to be reachable',
    rule: 'ANA028',
    at: `rollout.yaml:73 ${TEMPLATE} spec.metrics[0].consecutiveErrorLimit`,
  },
  {
    fault: 'one bad sample of error-rate aborts',
    missing: 'a metric that is measured often and has failureLimit 0 by default, not by choice',
  },
  {
    fault: 'failureLimit 3 counts all failures, not those in a row',
    missing: 'ANA019 asks for 20 measurements, and this release has about 16 before its pause without end',
  },
  {
    fault: 'the same template runs inline and in the background',
    missing: 'a template that a Rollout names twice with the same arguments',
  },
  {
    fault: 'success-rate and error-rate judge one signal by two limits',
    missing: 'that one query is the complement of the other, and what their conditions then say',
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

const signatures: readonly Fault[] = [
  {
    fault: 'the policy holds in namespaces that the service is not in',
    rule: 'KYV005',
    at: `rollout.yaml:16 ${ROLLOUT} spec.template.spec`,
  },
  {
    fault: 'every repository of the owner may sign',
    rule: 'KYV023',
    at: `kyverno.yaml:22 ${VERIFY} spec.rules[0].verifyImages[0].attestors[0].entries[0].keyless.subject`,
  },
  { fault: 'ClusterPolicy is deprecated and blocked from 1.20 on', rule: 'KYV013', at: `kyverno.yaml:1 ${VERIFY}` },
  {
    fault: 'the policy does not see what cosign 3 writes',
    rule: 'KYV014',
    at: `kyverno.yaml:16 ${VERIFY} spec.rules[0].verifyImages[0].type`,
  },
  {
    fault: 'the pattern has an account of 9 digits: it matches nothing',
    missing: 'the account of an ECR address in a pattern of Kyverno: TKN067 looks at Tekton objects only',
  },
  ...hidden(COMMAND, [
    '--rekor-url is refused beside the signing config of cosign 3',
    'an image is signed by its tag',
    'the identity to verify is not anchored: any branch and tag is admitted',
    'two attestations of one image collide where tags are immutable',
  ]),
];

const registry: readonly Fault[] = [
  {
    fault: 'a rule lists sha- and an empty prefix: refused, and it would select nothing',
    rule: 'ECR010',
    at: `registry.tf.json:6 ${RETENTION} policy.rules[1]`,
  },
  { fault: 'for ever is written as 9999', rule: 'ECR017', at: `registry.tf.json:6 ${RETENTION} policy` },
  ...awaiting('workflows', [
    'nothing is ever tagged v…: the protection protects nothing',
    'latest is pushed again and again: immutable tags refuse it',
  ]),
  {
    fault: 'an untagged index that somebody runs by digest is deleted after 7 days',
    undecidable: 'which index has lost its tag is known by the registry',
  },
  { fault: '--lifecycle-policy is no option of the command', undecidable: COMMAND },
  { fault: 'tags of date and commit sort by commit within a day', undecidable: PROSE },
];

const observation: readonly Fault[] = [
  {
    fault: 'the key metrics is given twice: the first list is lost',
    rule: 'SCH005',
    at: 'flagger.yaml:44 flagger.yaml',
  },
  ...awaiting('flagger', [
    'the MetricTemplate is not defined',
    'threshold is the number of failed checks, not of passed ones',
    'no webhook makes traffic: no values, and the release is taken back',
    'request-duration of nginx is a mean',
    'the Ingress must lead to the Service that Flagger makes',
    'the provider nginx is retired',
  ]),
  ...awaiting('alerts', [
    'pipelinerun_count is not emitted since Tekton 1.3',
    'a ratio of one series to itself is always 1',
    'a quantile without sum by (le)',
    'rollout_info has no phase Healthy: the alert fires for every healthy Rollout',
    'no label for the ruleSelector of Prometheus',
  ]),
  ...hidden('a query for a dashboard, in a block of its own: no file holds it', [
    'the change failure rate is a rate of gauges that never change',
    'argocd_app_sync_total has the label name, not app',
  ]),
];

export const deliveryFaults: readonly Fault[] = [
  ...canary,
  ...analysis,
  ...blueGreen,
  ...signatures,
  ...registry,
  ...observation,
];
