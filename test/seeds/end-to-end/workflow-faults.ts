import { type Fault } from '../fault';
import { NO_SECRET_OUTPUT, NO_TEXT } from '../refusals';

export const workflowFaults: readonly Fault[] = [
  {
    fault: 'trivy-action is named by a tag that was deleted',
    of: ['ci 1'],
    rule: 'GHA025',
    at: '.github/workflows/deploy.yaml:64 Workflow .github/workflows/deploy.yaml jobs.build-push-sign.steps[6].uses',
  },
  {
    fault: 'actions float on their major version',
    of: ['ci 1'],
    rule: 'GHA021',
    at: '.github/workflows/deploy.yaml:53 Workflow .github/workflows/deploy.yaml jobs.build-push-sign.steps[5].uses',
  },
  {
    fault: 'the reusable workflow is named by main',
    of: ['ci 1'],
    rule: 'GHA020',
    at: '.github/workflows/environments.yaml:24 Workflow .github/workflows/environments.yaml jobs.build.uses',
  },
  {
    fault: 'a commit of 12 digits is no reference',
    of: ['ci 1'],
    rule: 'GHA023',
    at: '.github/workflows/environments.yaml:31 Workflow .github/workflows/environments.yaml jobs.build-by-commit.uses',
  },
  {
    fault: 'reusable workflows in a folder below .github/workflows',
    of: ['ci 2'],
    rule: 'GHA005',
    at: '.github/workflows/reusable/build-image.yaml:1 Workflow .github/workflows/reusable/build-image.yaml',
  },
  {
    fault: 'argocd is downloaded from latest, without a checksum',
    of: ['ci 4'],
    rule: 'GHA030',
    at: '.github/workflows/deploy.yaml:151 Workflow .github/workflows/deploy.yaml jobs.wait-and-verify.steps[2].run',
  },
  {
    fault: 'the output image-tag is main, not the commit',
    of: ['ci 6'],
    rule: 'GHA089',
    at: '.github/workflows/deploy.yaml:24 Workflow .github/workflows/deploy.yaml jobs.build-push-sign.outputs.image-tag',
  },
  {
    fault: 'tags are bare short commits',
    of: ['ci 8'],
    rule: 'GHA093',
    at: '.github/workflows/deploy.yaml:44 Workflow .github/workflows/deploy.yaml jobs.build-push-sign.steps[3].with.tags',
  },
  {
    fault: 'type=semver never fires: no trigger on tags',
    of: ['ci 11'],
    rule: 'GHA090',
    at: '.github/workflows/deploy.yaml:46 Workflow .github/workflows/deploy.yaml jobs.build-push-sign.steps[3].with.tags',
  },
  {
    fault: 'a comment inside a block is part of the value',
    of: ['ci 12'],
    rule: 'GHA091',
    at: '.github/workflows/environments.yaml:40 Workflow .github/workflows/environments.yaml jobs.cached.steps[0].with.cache-from',
  },
  {
    fault: 'an output that holds a masked value is blank',
    of: ['ci 16'],
    refusal: NO_SECRET_OUTPUT,
    undecidable:
      'what is masked is decided by secrets and settings of the account: no output of these files reads a secret (GHA071)',
  },
  {
    fault: 'the deploy scan comes after the push',
    of: ['ci 17'],
    rule: 'GHA081',
    at: '.github/workflows/deploy.yaml:66 Workflow .github/workflows/deploy.yaml jobs.build-push-sign.steps[6].with.image-ref',
  },
  {
    fault: 'SARIF output drops the severity filter, against the comment',
    of: ['ci 18'],
    rule: 'GHA100',
    at: '.github/workflows/ci.yaml:68 Workflow .github/workflows/ci.yaml jobs.build-and-scan.steps[3].with.severity',
  },
  {
    fault: 'the cache is pushed to the repository of the images',
    of: ['trust 17'],
    rule: 'GHA096',
    at: '.github/workflows/deploy.yaml:60 Workflow .github/workflows/deploy.yaml jobs.build-push-sign.steps[5].with.cache-to',
  },
  {
    fault: '--type spdx for an SBOM in JSON',
    of: ['ci 22', 'trust 9'],
    rule: 'GHA113',
    at: '.github/workflows/deploy.yaml:89 Workflow .github/workflows/deploy.yaml jobs.build-push-sign.steps[10].run',
  },
  {
    fault: 'pull-requests: write is never used',
    of: ['ci 26'],
    rule: 'GHA043',
    at: '.github/workflows/ci.yaml:10 Workflow .github/workflows/ci.yaml permissions.pull-requests',
  },
  {
    fault: 'a long-lived token writes the config repository',
    of: ['ci 27'],
    rule: 'GHA064',
    at: '.github/workflows/deploy.yaml:101 Workflow .github/workflows/deploy.yaml jobs.update-gitops.steps[0].with.token',
  },
  {
    fault: 'values are pasted into JSON',
    of: ['ci 28'],
    rule: 'GHA062',
    at: '.github/workflows/environments.yaml:55 Workflow .github/workflows/environments.yaml jobs.cached.steps[1].with.payload',
  },
  {
    fault: 'values are pasted into shell commands',
    of: ['ci 28'],
    refusal: NO_TEXT,
    rule: 'GHA061',
    at: '.github/workflows/deploy.yaml:123 Workflow .github/workflows/deploy.yaml jobs.update-gitops.steps[2].run',
  },
  {
    fault: 'the account of the roles has 9 digits',
    of: ['trust 1'],
    rule: 'GHA069',
    at: '.github/workflows/deploy.yaml:31 Workflow .github/workflows/deploy.yaml',
  },
  {
    fault: 'the ARN of a role is passed as a secret',
    of: ['ci 29'],
    rule: 'GHA070',
    at: '.github/workflows/environments.yaml:28 Workflow .github/workflows/environments.yaml jobs.build.secrets.aws-role-arn',
  },
  {
    fault: 'no time limit',
    of: ['ci 30'],
    rule: 'GHA120',
    at: '.github/workflows/deploy.yaml:92 Workflow .github/workflows/deploy.yaml jobs.update-gitops',
  },
  {
    fault: 'no concurrency',
    of: ['ci 30'],
    rule: 'GHA121',
    at: '.github/workflows/deploy.yaml:128 Workflow .github/workflows/deploy.yaml jobs.update-gitops.steps[2].run',
  },
  {
    fault: 'every push goes straight to production',
    of: ['ci 33'],
    rule: 'GHA136',
    at: '.github/workflows/deploy.yaml:128 Workflow .github/workflows/deploy.yaml jobs.update-gitops.steps[2].run',
  },
  {
    fault: 'jobs without runs-on',
    of: ['ci 32'],
    rule: 'GHA003',
    at: '.github/workflows/environments.yaml:6 Workflow .github/workflows/environments.yaml jobs.deploy-staging',
  },
  {
    fault: 'a job needs integration-tests, which is not there',
    of: ['ci 32'],
    rule: 'GHA004',
    at: '.github/workflows/environments.yaml:16 Workflow .github/workflows/environments.yaml jobs.deploy-production.needs',
  },
  {
    fault: 'env.TAG is not defined',
    of: ['ci 32'],
    rule: 'GHA009',
    at: '.github/workflows/environments.yaml:11 Workflow .github/workflows/environments.yaml jobs.deploy-staging.steps[0].run',
  },
  {
    fault: 'kubectl rollout status asks for a Deployment where a Rollout may be',
    undecidable: 'the article has neither: which of the two the cluster runs stands in no file',
  },
  {
    fault: 'the smoke test asks the load balancer by a name that its certificate does not have',
    of: ['ci 40'],
    rule: 'GHA143',
    at: '.github/workflows/deploy.yaml:175 Workflow .github/workflows/deploy.yaml jobs.wait-and-verify.steps[3].run',
  },
  {
    fault: 'CI holds credentials of the cluster',
    of: ['ci 39'],
    rule: 'GHA141',
    at: '.github/workflows/deploy.yaml:143 Workflow .github/workflows/deploy.yaml jobs.wait-and-verify.steps[1].run',
  },
  {
    fault: 'the migration runs the old image',
    of: ['ci 40'],
    rule: 'GHA144',
    at: '.github/workflows/environments.yaml:64 Workflow .github/workflows/environments.yaml jobs.cached.steps[2].run',
  },
  {
    fault: 'a migration that fails is waited for until the time is up',
    rule: 'GHA145',
    at: '.github/workflows/environments.yaml:67 Workflow .github/workflows/environments.yaml jobs.cached.steps[2].run',
  },
  {
    fault: 'a second run of a commit finds the Job of the first: kubectl create fails',
    rule: 'GHA185',
    at: '.github/workflows/environments.yaml:64 Workflow .github/workflows/environments.yaml jobs.cached.steps[2].run',
  },
  {
    fault: 'nothing keeps the migration and the sync in order',
    undecidable: 'the article shows the step alone: where in the delivery it stands is not said',
  },
  {
    fault: 'while the canary has 10 %, the smoke test mostly asks the old version',
    undecidable: 'the article gives no Rollout: whether there is a canary stands in no file',
  },
];
