import { RootConstruct } from 'constructs';
import { TagFamily } from '../../../../lib/model';
import { ReleaseWorkflow, type ReleaseWorkflowProps } from '../../../../lib/systems/github';
import { stepOf, workflowOf } from './rendered';
import { PROMOTION, RELEASE } from './scenes';

const VERSIONS: ReleaseWorkflowProps = { ...RELEASE, releases: 'versions', promotion: PROMOTION };
const made = (props: Partial<ReleaseWorkflowProps> = {}): ReleaseWorkflow =>
  new ReleaseWorkflow(new RootConstruct(), 'release', { ...VERSIONS, ...props });
const rendered = (file: string) => workflowOf((files) => new ReleaseWorkflow(files, 'release', VERSIONS), file);

const ECR = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/order-service';

test('releases versions: the tag of Git starts it, names it and is part of who signs', () => {
  const { jobs, on, concurrency } = rendered('release.yaml');
  expect({ on, group: concurrency }).toEqual({
    on: { push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } },
    group: { group: 'release-${{ github.ref_name }}', 'cancel-in-progress': false, queue: 'max' },
  });
  expect(stepOf(jobs['build-arm64'], 'Build and push by digest')?.with).toMatchObject({
    'build-args': 'VERSION=${{ github.ref_name }}\nREVISION=${{ github.sha }}',
  });
  const env = { TAGGED: `${ECR}:\${{ github.ref_name }}` };
  expect(jobs['tag']?.steps.slice(-2)).toEqual([
    {
      name: 'Refuse another ${{ github.ref_name }}',
      shell: 'bash',
      env: { ...env, DIGEST: '${{ needs.index.outputs.digest }}' },
      run: [
        'set -euo pipefail',
        'if there="$(docker buildx imagetools inspect --format \'{{.Manifest.Digest}}\' "$TAGGED")"; then',
        '  if [ "${there}" != "$DIGEST" ]; then',
        '    printf \'%s is released already, as %s\\n\' "$TAGGED" "${there}" >&2',
        '    exit 1',
        '  fi',
        'fi',
        '',
      ].join('\n'),
    },
    {
      name: 'Tag ${{ github.ref_name }}',
      shell: 'bash',
      env: { ...env, IMAGE: `${ECR}@\${{ needs.index.outputs.digest }}` },
      run: 'set -euo pipefail\ndocker buildx imagetools create --prefer-index=false \\\n  --tag "$TAGGED" "$IMAGE"\n',
    },
  ]);
  const { signsAs, identities, promotion } = made();
  expect(signsAs.certificate).toEqual({
    issuer: 'https://token.actions.githubusercontent.com',
    subject: 'https://github.com/acme/order-service/.github/workflows/release.yaml@refs/tags/v*',
    subjectRegExp: String.raw`^https://github\.com/acme/order-service/\.github/workflows/release\.yaml@refs/tags/v[0-9]+\.[0-9]+\.[0-9]+$`,
    calledFrom: undefined,
  });
  expect(identities[0]?.subjects).toEqual([
    'repo:acme/order-service:ref:refs/tags/v*',
    'repo:acme@9142/order-service@715331:ref:refs/tags/v*',
  ]);
  const promoted = rendered('promote.yaml');
  expect(promotion?.workflow.path).toBe('.github/workflows/promote.yaml');
  expect(stepOf(promoted.jobs['promote-staging'], 'Verify who released it')?.run).toContain(
    String.raw`--certificate-identity-regexp '^https://github\.com/acme/order-service/\.github/workflows/release\.yaml@refs/tags/v[0-9]+\.[0-9]+\.[0-9]+$'`,
  );
});

test('takes the tag of the commit and tags that move beside that of the version, and none without it', () => {
  expect(() => made({ tags: [TagFamily.release, TagFamily.commit, TagFamily.moving('latest')] })).not.toThrow();
  expect(() => made({ tags: [TagFamily.commit] })).toThrow(
    'ReleaseWorkflow.tags: expected TagFamily.release among them, got ["commit"]',
  );
  expect(() => made({ tags: [TagFamily.release, TagFamily.promoted('staging')] })).toThrow(
    'ReleaseWorkflow.tags: expected the families of releases and commits, and tags that move, got "promoted to staging"',
  );
});
