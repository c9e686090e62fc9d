import { type Survivor, WISH, all, at } from './survivor';

const PROMOTED_BY_ORDER = 'the promoter itself refuses what was overtaken, by the number of the run';
const PUBLIC = 'a public repository is read without it, and whether this one is public is in no file';
const EACH_JOB = 'each job says its own permissions: what the workflow gives reaches nobody';

const DROPPED = 'drop a step of a job';

const steps: readonly Survivor[] = [
  ...at(DROPPED, 'a cache only saves time', 'ci.yaml jobs.lint.steps.1', 'ci.yaml jobs.test.steps.1'),
  ...at(
    DROPPED,
    'which checks a repository wants is in no file: a job without one is another job',
    ...['ci.yaml jobs.lint.steps.2', 'ci.yaml jobs.test.steps.2'],
    ...['release.yaml jobs.lint.steps.1', 'release.yaml jobs.test.steps.1'],
  ),
  ...at(
    DROPPED,
    'a report that nobody gets stops nothing: the gate is another step',
    ...['ci.yaml jobs.lint.steps.3', 'ci.yaml jobs.test.steps.3', 'ci.yaml jobs.image.steps.5'],
    ...['release.yaml jobs.lint.steps.2', 'scan-amd64.steps.4', 'scan-arm64.steps.4', 'jobs.findings.steps'],
  ),
  ...at(
    DROPPED,
    'the Docker of the runner builds and joins too: only the pinned BuildKit is lost',
    ...['image.steps.1', 'build-amd64.steps.3', 'build-arm64.steps.3', 'index.steps.2', 'tag.steps.2'],
    ...['promote-staging.steps.4', 'promote-production.steps.4'],
  ),
  ...at(
    DROPPED,
    'an image of that name may lie in a registry, where Trivy looks next; where none does the gate fails',
    'image.steps.2',
  ),
  ...at(
    DROPPED,
    'which files an action of others leaves is not known; the upload behind it fails where there is none',
    'scan-amd64.steps.5',
    'scan-arm64.steps.5',
  ),
  ...at(
    DROPPED,
    'the statement about the other platform is about the same index, and is all that the policy asks for',
    'attest.steps.5',
    'attest.steps.6',
  ),
  ...at(DROPPED, 'no policy here asks for a statement of GitHub', 'attest.steps.7'),
  ...at(
    DROPPED,
    'the cluster verifies who released the image once more, and admits no other',
    'promote-staging.steps.3',
    'promote-production.steps.3',
  ),
];

/** What lives on of the faults in workflows, in images and in who trusts them. */
export const workflows: readonly Survivor[] = [
  ...at('drop a permission of a job', PUBLIC, '.contents', 'findings.permissions.actions'),
  ...at('drop a permission of a job', 'actions/attest goes on without it', 'artifact-metadata'),
  ...all(PUBLIC, 'drop the permissions of a job'),
  ...all(EACH_JOB, 'give all jobs every permission', 'drop the permissions of a workflow'),
  ...all(
    'actions/checkout then takes the branch of the repository itself, and the jobs may only read',
    'run the code of strangers with the rights of the repository',
  ),
  ...all(
    'since version 6 the checkout keeps the token outside of the folder, and that of these jobs only reads',
    'leave the token of a checkout in the folder',
  ),
  ...at('drop a need of a job', 'another job before it still waits for the scan', 'index.needs', 'sign.needs'),
  ...at('drop a need of a job', 'a signature and a statement lie beside each other, in any order', 'attest.needs'),
  ...at(
    'drop a need of a job',
    'the cluster admits nothing before it is attested: the release is late, and nothing is open',
    'tag.needs',
  ),
  ...at('drop a need of a job', 'the promotion names the digest, and gives it a tag of its own', '.promote.needs'),
  ...at('drop a need of a job', 'the script asks whether staging runs the image', 'promote-production.needs'),
  ...all('the script asks whether staging runs the image', 'drop all needs of a job'),
  ...all(WISH, 'leave out a job'),
  ...steps,
  ...all('AWS refuses the tokens of other branches, and the policy their signatures', 'release every branch'),
  ...all(PROMOTED_BY_ORDER, 'drop the order of runs', 'drop the order of a job'),
  ...all(WISH, 'leave out a workflow'),
  ...at(
    'drop a variable of a step of a job',
    'the promoter reads it with a default and refuses what it cannot do without; git refuses to push without a token',
    '.env.PROMOTE_',
  ),
  ...at('drop a variable of a step of a job', 'gh refuses to ask without a token', '.env.GH_TOKEN'),
  ...at(
    'drop a variable of a step of a job',
    'a runner may set a name that ends in _PATH itself; where none does, set -u ends the script before it promotes',
    '.env.COMMIT_PATH',
  ),
  ...all(
    'GitHub runs `shell: bash` with -e and pipefail in any case',
    'let the script of a job go on after a failed command',
  ),
  ...at(
    'write what comes from outside into a script',
    'these workflows run on pushes and by hand, where there is no pull request whose title could be read',
    'release.yaml',
    'promote.yaml',
  ),
  ...at(
    'let a job go on after a failed step',
    'a report that is not handed over decides nothing: the gate is another step',
    ...['lint.steps', 'ci.yaml jobs.test.steps', 'image.steps', 'scan-amd64.steps', 'scan-arm64.steps'],
  ),
  ...at(
    'drop a need of a job',
    'a scan that it also waits for begins only after the tests and the linter',
    'release.yaml jobs.findings.needs.0',
  ),
  ...all('these jobs ask for no identity', 'take a job into an environment'),
  ...all(
    'the conditions that are left let in the same workflow of the same repository only',
    'drop a condition of the trust in jobs',
  ),
  ...all(
    'which number GitHub gave to a repository is in no other file, and the form without numbers still fits',
    'trust another repository of GitHub',
  ),
  ...all('the base image has the same user', 'drop the user of an image'),
  ...all('it stays in a stage that is left behind', 'leave the repository in what is built'),
];
