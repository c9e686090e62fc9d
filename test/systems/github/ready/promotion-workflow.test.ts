import { RootConstruct } from 'constructs';
import { SigningIdentity } from '../../../../lib/model';
import { PromotionWorkflow, type PromotionWorkflowProps } from '../../../../lib/systems/github';
import { promoterScript } from '../../../../lib/tools';
import { type RenderedWorkflow, stepOf, workflowOf } from './rendered';
import { ecr, ghcr, gitops, platform, PROMOTION, PROPOSAL, repository } from './scenes';

const SIGNER = 'https://github.com/acme/order-service/.github/workflows/release.yaml@refs/heads/main';
const ISSUER = 'https://token.actions.githubusercontent.com';
const PROPS: PromotionWorkflowProps = {
  ...{ repository, service: 'order-service', registry: ghcr, ...PROMOTION },
  trusts: SigningIdentity.certificate({ subject: SIGNER, issuer: ISSUER }),
};
const promotion = (props: Partial<PromotionWorkflowProps> = {}): RenderedWorkflow =>
  workflowOf((files) => new PromotionWorkflow(files, 'promotion', { ...PROPS, ...props }), 'promote.yaml');
const made = (props: Partial<PromotionWorkflowProps>): PromotionWorkflow =>
  new PromotionWorkflow(new RootConstruct(), 'promotion', { ...PROPS, ...props });

test('takes one environment after the other, each with its own queue, guards and key', () => {
  const { on, jobs, permissions, concurrency } = promotion();
  expect(on).toEqual({
    workflow_dispatch: {
      inputs: {
        digest: { description: 'The digest of the image: sha256:…', type: 'string', required: true },
        commit: { description: 'The commit that it was built from', type: 'string', required: true },
        number: { description: 'The number of the run that released it', type: 'string', required: true },
      },
    },
  });
  expect({ permissions, concurrency }).toEqual({
    permissions: {},
    concurrency: { group: 'promote-${{ inputs.digest }}', 'cancel-in-progress': false, queue: 'max' },
  });
  const facts = Object.entries(jobs).map(([id, job]) => ({ id, ...job, steps: job.steps.map(({ name }) => name) }));
  const guarded = (environment: string) => ({
    if: "github.ref == 'refs/heads/main'",
    permissions: { contents: 'read', packages: 'read' },
    name: `Promote to ${environment}`,
    concurrency: { group: `promote-order-service-${environment}`, 'cancel-in-progress': false, queue: 'max' },
    'runs-on': 'ubuntu-24.04',
    environment,
    'timeout-minutes': 15,
  });
  const steps = ['Log in to the registry', 'Install cosign', 'Verify who released it'];
  const to = (environment: string): readonly string[] => [
    'Get a token for the GitOps repository',
    'Read when it was committed',
    `Promote to ${environment}`,
  ];
  expect(facts).toEqual([
    {
      id: 'promote-staging',
      ...guarded('staging'),
      steps: [...steps, ...to('staging')],
    },
    {
      id: 'promote-production',
      needs: ['promote-staging'],
      ...guarded('production'),
      steps: [...steps, ...to('production')],
    },
  ]);
});

test('promotes what the release has signed, with a token for one repository', () => {
  const job = promotion().jobs['promote-production'];
  const IMAGE = 'ghcr.io/acme/order-service@${{ inputs.digest }}';
  expect(stepOf(job, 'Verify who released it')).toEqual({
    name: 'Verify who released it',
    shell: 'bash',
    env: { COMMIT: '${{ inputs.commit }}', IMAGE },
    run:
      'set -euo pipefail\n' +
      `cosign verify --output text --certificate-identity ${SIGNER} --certificate-oidc-issuer ${ISSUER} ` +
      '--certificate-github-workflow-sha "$COMMIT" "$IMAGE"\n',
  });
  expect(stepOf(job, 'Get a token for the GitOps repository')?.with).toEqual({
    'client-id': 'Iv23liA1b2C3d4E5f6G7',
    'private-key': '${{ secrets.PROMOTER_PRIVATE_KEY }}',
    owner: 'acme',
    repositories: 'gitops',
    'permission-contents': 'write',
  });
  const script = promoterScript({
    service: 'order-service',
    environment: 'production',
    repository: ghcr.repository,
    url: gitops.cloneUrl,
    folder: 'promoted/production/order-service',
    after: { environment: 'staging', folder: 'promoted/staging/order-service' },
    ordered: true,
  });
  expect(stepOf(job, 'Promote to production')).toEqual({
    name: 'Promote to production',
    shell: 'bash',
    env: {
      PROMOTE_IMAGE: IMAGE,
      PROMOTE_COMMIT: '${{ inputs.commit }}',
      PROMOTE_COMMIT_TIME: '${{ steps.commit.outputs.time }}',
      PROMOTE_RUN: '${{ github.run_id }}',
      PROMOTE_ORDER: '${{ inputs.number }}',
      PROMOTE_TOKEN: '${{ steps.app.outputs.token }}',
    },
    run: `set -euo pipefail\n${script.replace('#!/bin/sh\n', '')}`,
  });
});

test('asks GitHub when the verified commit was made: nobody types it', () => {
  expect(stepOf(promotion().jobs['promote-production'], 'Read when it was committed')).toEqual({
    id: 'commit',
    name: 'Read when it was committed',
    shell: 'bash',
    env: {
      GH_TOKEN: '${{ github.token }}',
      COMMIT_PATH: 'repos/${{ github.repository }}/commits/${{ inputs.commit }}',
    },
    run:
      'set -euo pipefail\n' +
      'time="$(gh api "$COMMIT_PATH" --jq .commit.committer.date)"\necho "time=${time}" >> "$GITHUB_OUTPUT"\n',
  });
});

test('names the repository that called, where a reusable workflow signs', () => {
  const trusts = SigningIdentity.certificate({ subject: SIGNER, issuer: ISSUER, calledFrom: platform });
  expect(stepOf(promotion({ trusts }).jobs['promote-staging'], 'Verify who released it')?.run).toContain(
    ' --certificate-github-workflow-repository acme/platform ',
  );
});

test('in ECR it marks what an environment runs, for the retention', () => {
  const job = promotion({ registry: ecr }).jobs['promote-staging'];
  expect(job?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  expect(stepOf(job, 'Tag staging-sha-${{ inputs.commit }}')?.env).toEqual({
    TAGGED: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/order-service:staging-sha-${{ inputs.commit }}',
    IMAGE: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/order-service@${{ inputs.digest }}',
  });
});

test('proposes by one branch for each service and environment', () => {
  const job = promotion(PROPOSAL).jobs['promote-production'];
  expect(stepOf(job, 'Get a token for the GitOps repository')?.with).toMatchObject({
    'permission-pull-requests': 'write',
  });
  expect(stepOf(job, 'Promote to production')?.env).not.toHaveProperty('PROMOTE_TOKEN');
  expect(stepOf(job, 'Propose the promotion')).toEqual({
    name: 'Propose the promotion',
    shell: 'bash',
    env: {
      GH_TOKEN: '${{ steps.app.outputs.token }}',
      BODY: 'Its commit names the image. Proposed by ${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}.',
    },
    run: PROPOSE,
  });
});

const PROPOSE = `set -euo pipefail
revision="$(cat /var/tmp/gitops-revision)"
origin=https://github.com/acme/gitops.git
if [ "$(git ls-remote "\${origin}" refs/heads/main | cut -f 1)" = "\${revision}" ]; then
  echo "nothing to propose: main says so already"
  exit 0
fi
before="$(git ls-remote "\${origin}" refs/heads/promote/production/order-service | cut -f 1)"
git --git-dir /var/tmp/gitops.git push --quiet "--force-with-lease=refs/heads/promote/production/order-service:\${before}" \\
  "\${origin}" "\${revision}:refs/heads/promote/production/order-service"
open="$(gh pr list --repo acme/gitops --head promote/production/order-service --state open --json number --jq length)"
if [ "\${open}" = 0 ]; then
  gh pr create --repo acme/gitops --base main --head promote/production/order-service \\
    --title 'Promote order-service to production' --body "$BODY"
fi
`;

test.each<readonly [string, Partial<PromotionWorkflowProps>, string]>([
  ['no environment', { targets: [] }, 'PromotionWorkflow.targets: expected at least one environment, got []'],
  [
    'a proposal that another environment waits for',
    { targets: [...PROPOSAL.targets].reverse() },
    'PromotionWorkflow.targets: expected pull requests for the last environment alone, got "production"; what comes after it would ask for an image that is only proposed',
  ],
  [
    'a signer with a key',
    { trusts: SigningIdentity.awsKms('arn:aws:kms:eu-west-1:111122223333:key/1') },
    'PromotionWorkflow.trusts: expected a workflow that signs without a key, got "the holder of a key"',
  ],
  [
    'the name of an environment',
    { targets: [{ environment: 'Prod', folder: 'promoted' }] },
    'PromotionWorkflow.targets: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Prod"',
  ],
])('refuses %s', (_name, props, message) => {
  expect(() => made(props)).toThrow(message);
});
