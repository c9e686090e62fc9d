import { type Example } from '../../../../lib/audit';
import {
  AWS,
  BUILD_PUSH,
  ECR,
  TRIVY_ACTION,
  files,
  script,
  workflow,
} from '../../../../lib/systems/github/rules/examples';
import { findings } from './findings';

const HOST = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const PULL = script(`docker pull ${HOST}/order-service:main\n`);
const role = (region: string): string => `- uses: ${AWS}\n  with: { role-to-assume: 'r', aws-region: ${region} }\n`;
const found = (id: string, example: Example): readonly string[] => findings(id, example);
const ofSteps = (id: string, steps: string): readonly string[] => found(id, workflow({ steps }));

describe('GHA177, outputs of steps', () => {
  const reads = (write: string): readonly string[] =>
    ofSteps('GHA177', `${script(write, 'id: a')}- run: echo "$T"\n  env: { T: '\${{ steps.a.outputs.timex }}' }\n`);

  test('of a script are those that it writes', () => {
    expect(reads('echo "time=1" >> "$GITHUB_OUTPUT"')).toEqual([
      '14 jobs.build.steps[1].env.T | "timex" is no output of "a": the expression is empty | read time',
    ]);
    expect(reads('echo "timex=1" >> "$GITHUB_OUTPUT"')).toEqual([]);
    expect(reads('python outputs.py')).toEqual([]);
  });
});

describe('GHA178, workflows that a script starts', () => {
  const starts = (command: string): number =>
    ofSteps('GHA178', script(`gh workflow run ${command}\n`, "env: { REPO: '${{ github.repository }}' }")).length;

  test('are looked for in their own repository', () => {
    expect(starts('promote.yaml --repo "$REPO"')).toBe(1);
    expect(starts('promote.yaml --repo acme/gitops')).toBe(0);
    expect(starts('promote.yaml --repo=acme/gitops')).toBe(0);
    expect(starts('Promote')).toBe(0);
    expect(starts('ci.yaml')).toBe(0);
  });
});

describe('GHA181, logins to ECR', () => {
  test('are for one region', () => {
    expect(ofSteps('GHA181', `${role('us-east-1')}- uses: ${ECR}\n${PULL}`)).toEqual([
      '13 jobs.build.steps[2] | job "build" works on an image in the registry of eu-west-1, logged in to that of us-east-1 | log in to ECR in eu-west-1 before it',
    ]);
  });

  test.each([
    ['a region that is computed', `${role("'${{ vars.REGION }}'")}- uses: ${ECR}\n${PULL}`],
    ['a region of the step', `${role('us-east-1')}- uses: ${ECR}\n  env: { AWS_REGION: eu-west-1 }\n${PULL}`],
    ['an action that is not known', `- uses: acme/login@v1\n${PULL}`],
    ['a script that logs in', script(`docker login ${HOST}\ndocker pull ${HOST}/order-service:main\n`)],
    ['a build that stays here', `- uses: ${BUILD_PUSH}\n  with: { load: true, tags: '${HOST}/order-service:main' }\n`],
  ])('are not missed with %s', (_, steps) => {
    expect(ofSteps('GHA181', steps)).toEqual([]);
  });

  test('are missed at a push', () => {
    const push = `- uses: ${BUILD_PUSH}\n  with: { push: true, tags: '${HOST}/order-service:main' }\n`;
    expect(ofSteps('GHA181', push)).toHaveLength(1);
  });
});

describe('GHA182, programs', () => {
  test.each([
    ['is fetched', script('curl -sSL https://example.com/cosign -o /usr/local/bin/cosign\ncosign version\n')],
    ['is a function', script('cosign() { echo; }\ncosign version\n')],
    ['may come of an action', `- uses: acme/tools@v1\n${script('cosign version\n')}`],
    ['may come of a script before', `- run: ./tools\n${script('cosign version\n')}`],
  ])('are there where one %s', (_, steps) => {
    expect(ofSteps('GHA182', steps)).toEqual([]);
  });

  test('are of the image where a job has one', () => {
    const steps = script('cosign version\n');
    expect(found('GHA182', workflow({ job: 'container: cosign:v3', steps }))).toEqual([]);
    expect(ofSteps('GHA182', steps)).toHaveLength(1);
  });
});

test('GHA182 looks at an action of Trivy that does not install it', () => {
  const trivy = `- uses: ${TRIVY_ACTION}\n  with: { image-ref: a, exit-code: '1' }\n`;
  const without = trivy.replace("'1'", "'1', skip-setup-trivy: true");
  expect(ofSteps('GHA182', without)).toEqual([
    '11 jobs.build.steps[0].with.skip-setup-trivy | "aquasecurity/trivy-action" runs trivy, which the runner does not have, and does not install it | remove it',
  ]);
  expect(ofSteps('GHA182', `${trivy}${without}`)).toEqual([]);
});

describe('GHA183, tags beside digests', () => {
  const tagged = (run: string): number =>
    ofSteps(
      'GHA183',
      `${script(run, "env: { LATEST: 'ghcr.io/acme/a:latest', IMAGE: 'ghcr.io/acme/a@${{ inputs.digest }}' }")}`,
    ).length;

  test('are read, or only given', () => {
    expect(tagged('cosign verify "$LATEST"\n')).toBe(1);
    expect(tagged('docker buildx imagetools create \\\n  --tag "$LATEST" "$IMAGE"\n')).toBe(0);
    expect(tagged('docker buildx imagetools create --tag "$OTHER" "$LATEST"\n')).toBe(1);
    expect(tagged('docker push "$LATEST"\n')).toBe(0);
    expect(tagged('echo "$LATEST"\n')).toBe(0);
  });
});

test('GHA042 asks for actions: write where a script starts a workflow by the token of its job', () => {
  const starts = script('gh workflow run ci.yaml', "env: { GH_TOKEN: '${{ github.token }}' }");
  expect(found('GHA042', workflow({ permissions: '{ contents: read }', steps: starts }))).toHaveLength(1);
  expect(found('GHA042', workflow({ permissions: '{ actions: write }', steps: starts }))).toEqual([]);
});

test('GHA160 leaves to GHA161 what was an input once', () => {
  const codecov = 'codecov/codecov-action@v5';
  const one = files({
    '.github/workflows/ci.yaml':
      workflow({ steps: `- uses: ${codecov}\n  with: { file: a }\n` }).files?.['.github/workflows/ci.yaml'] ?? '',
  });
  expect(found('GHA160', one)).toEqual([]);
  expect(found('GHA161', one)).toHaveLength(1);
});
