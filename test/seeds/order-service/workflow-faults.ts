import { type Fault, PROSE, awaiting } from '../fault';

/** What is wrong with the workflows, the Dockerfile and the promotion of the article. */
export const workflowFaults: readonly Fault[] = [
  ...awaiting('workflows', [
    'trivy-action follows master',
    'actions float on their major version, the reusable workflow on main',
    'on pull requests the digest of an image is scanned that was never pushed',
    'tags are bare short commits: numbers to YAML, and ambiguous',
    'the output image_tag holds several lines',
    'type=semver never fires: no trigger on tags',
    'a comment inside a block is part of the value',
    'two platforms without QEMU',
    'one platform of two is scanned',
    'the scan comes after the push',
    'SARIF output drops the severity filter: any finding fails the build',
    'COSIGN_EXPERIMENTAL means nothing since cosign 2',
    'the reusable workflow signs under a name that the policy does not know',
    'pull requests log in to AWS, which their subject may not',
    'the whole workflow may write contents and mint tokens',
    'the account of the role has 9 digits',
    'a long-lived token in a clone address',
    'the ARN of a role is passed as a secret',
    'values are pasted into shell commands',
    'no concurrency, no time limit',
  ]),
  ...awaiting('promotions', [
    'yq edits whichever image comes first',
    'a select that matches nothing changes nothing, silently',
    'a second run of a commit fails: nothing to commit',
    'three failed pushes end with success: the promotion is lost',
    'the environment is an argument: no record, no gate',
  ]),
  ...awaiting('dockerfiles', [
    'golang 1.22 gets no fixes any more, and has no digest',
    'GOARCH is amd64 in the image for arm64',
    'USER nonroot is no number: runAsNonRoot refuses it',
    'git describe runs where .git is not copied',
  ]),
  { fault: 'the table says that builders need no privileges', undecidable: PROSE },
];
