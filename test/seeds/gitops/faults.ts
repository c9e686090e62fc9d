import { COMMAND, type Fault, PROSE, awaiting } from '../fault';

const ROLLOUT = 'Rollout production/my-app';

export const gitopsFaults: readonly Fault[] = [
  { fault: 'the Rollout has no selector', rule: 'ROL001', at: `canary.yaml:7 ${ROLLOUT} spec.selector` },
  { fault: 'the Rollout has no pod template', missing: 'a Rollout with neither template nor workloadRef' },
  {
    fault: 'the AnalysisTemplate is not defined',
    rule: 'ROL005',
    at: `canary.yaml:17 ${ROLLOUT} spec.strategy.canary.analysis.templates`,
  },
  {
    fault: 'the analysis is not given the argument that it needs',
    undecidable: 'the article does not give the template: ANA007 says it once it is there',
  },
  {
    fault: 'without a router 10 % are half of the pods',
    rule: 'ROL021',
    at: `canary.yaml:11 ${ROLLOUT} spec.strategy.canary.steps[0].setWeight`,
  },
  {
    fault: 'weight 100 is held for no time',
    rule: 'ROL022',
    at: `canary.yaml:15 ${ROLLOUT} spec.strategy.canary.steps[4].setWeight`,
  },
  {
    fault: 'ClusterPolicy is deprecated and blocked from 1.20 on',
    rule: 'KYV013',
    at: 'kyverno.yaml:2 ClusterPolicy require-resource-limits',
  },
  ...awaiting('argoCd', [
    'the Application is of the project default',
    'the Application has no finalizer',
    'the Application does not try a sync again',
    'the Application follows a branch',
  ]),
  ...awaiting('workflows', [
    'trivy-action follows master',
    'other actions float on their major version',
    'the job has no permissions and pushes packages and commits',
    'docker login is given the user $',
    'values are pasted into shell commands',
    'no concurrency, no time limit',
  ]),
  ...awaiting('promotions', [
    'sed rewrites every tag in the file',
    'a short commit of digits becomes a number',
    'every push goes straight to production',
    'a second run of a commit fails: nothing to commit',
  ]),
  { fault: 'ImageUpdateAutomation is said to watch a registry', undecidable: PROSE },
  { fault: 'the SealedSecret is bound to a namespace that is not given', undecidable: COMMAND },
];
