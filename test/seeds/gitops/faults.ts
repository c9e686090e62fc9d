import { CHOICE, COMMAND, type Fault, PROSE } from '../fault';
import { NO_TEXT } from '../refusals';

const ROLLOUT = 'Rollout production/my-app';
const APPLICATION = 'Application argocd/my-app';

export const gitopsFaults: readonly Fault[] = [
  { fault: 'the Rollout has no selector', rule: 'ROL001', at: `canary.yaml:7 ${ROLLOUT} spec.selector` },
  {
    fault: 'the Rollout has no pod template',
    rule: 'ROL060',
    at: `canary.yaml:7 ${ROLLOUT} spec`,
  },
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
  {
    fault: 'the Application is of the project default',
    rule: 'ARG001',
    at: `argo-cd.yaml:7 ${APPLICATION} spec.project`,
  },
  {
    fault: 'the Application has no finalizer',
    rule: 'ARG002',
    at: `argo-cd.yaml:3 ${APPLICATION} metadata.finalizers`,
  },
  {
    fault: 'the Application does not try a failed sync again with the next commit',
    rule: 'ARG003',
    at: `argo-cd.yaml:15 ${APPLICATION} spec.syncPolicy`,
  },
  { fault: 'the Application follows a branch', undecidable: CHOICE },
  {
    fault: 'trivy-action follows master',
    of: ['ci 1'],
    rule: 'GHA020',
    at: '.github/workflows/build.yaml:20 Workflow .github/workflows/build.yaml jobs.build-and-push.steps[2].uses',
  },
  {
    fault: 'other actions float on their major version',
    of: ['ci 1'],
    rule: 'GHA022',
    at: '.github/workflows/build.yaml:14 Workflow .github/workflows/build.yaml jobs.build-and-push.steps[0].uses',
  },
  {
    fault: 'the job has no permissions and pushes packages and commits',
    of: ['ci 26'],
    rule: 'GHA040',
    at: '.github/workflows/build.yaml:11 Workflow .github/workflows/build.yaml jobs.build-and-push',
  },
  {
    fault: 'docker login is given the user $',
    of: ['ci 31'],
    rule: 'GHA066',
    at: '.github/workflows/build.yaml:28 Workflow .github/workflows/build.yaml jobs.build-and-push.steps[3].run',
  },
  {
    fault: 'values are pasted into shell commands',
    of: ['ci 28'],
    refusal: NO_TEXT,
    rule: 'GHA061',
    at: '.github/workflows/build.yaml:28 Workflow .github/workflows/build.yaml jobs.build-and-push.steps[3].run',
  },
  {
    fault: 'no concurrency',
    of: ['ci 30'],
    rule: 'GHA121',
    at: '.github/workflows/build.yaml:38 Workflow .github/workflows/build.yaml jobs.build-and-push.steps[4].run',
  },
  {
    fault: 'no time limit',
    of: ['ci 30'],
    rule: 'GHA120',
    at: '.github/workflows/build.yaml:11 Workflow .github/workflows/build.yaml jobs.build-and-push',
  },
  {
    fault: 'sed rewrites every tag in the file',
    of: ['ci 33'],
    rule: 'GHA133',
    at: '.github/workflows/build.yaml:33 Workflow .github/workflows/build.yaml jobs.build-and-push.steps[4].run',
  },
  {
    fault: 'a short commit of digits becomes a number',
    of: ['ci 8'],
    rule: 'GHA139',
    at: '.github/workflows/build.yaml:33 Workflow .github/workflows/build.yaml jobs.build-and-push.steps[4].run',
  },
  {
    fault: 'every push goes straight to production',
    of: ['ci 33'],
    rule: 'GHA136',
    at: '.github/workflows/build.yaml:38 Workflow .github/workflows/build.yaml jobs.build-and-push.steps[4].run',
  },
  {
    fault: 'a second run of a commit fails: nothing to commit',
    of: ['ci 36'],
    rule: 'GHA135',
    at: '.github/workflows/build.yaml:37 Workflow .github/workflows/build.yaml jobs.build-and-push.steps[4].run',
  },
  { fault: 'ImageUpdateAutomation is said to watch a registry', undecidable: PROSE },
  { fault: 'the SealedSecret is bound to a namespace that is not given', undecidable: COMMAND },
];
