import { findings, steps } from './findings';

const SHA = '3d3c42e5aac5ba805825da76410c181273ba90b1';

/** Each is no mistake of an action's use, or cannot be known. */
test.each([
  [
    'GHA083',
    'what is loaded too lies on the runner alone',
    steps(
      `- uses: docker/build-push-action@${SHA}\n  with: { push: true, load: true, tags: "ghcr.io/a/b:main" }\n- uses: aquasecurity/trivy-action@${SHA}\n  with: { image-ref: "ghcr.io/a/b:main" }`,
    ),
  ],
  [
    'GHA085',
    'Docker with another store of images',
    steps(
      `- uses: docker/setup-docker-action@${SHA}\n- uses: docker/build-push-action@${SHA}\n  with: { load: true, platforms: "linux/amd64,linux/arm64" }`,
    ),
  ],
  [
    'GHA160',
    'inputs that nobody has recorded',
    steps(
      '- uses: aws-actions/configure-aws-credentials@v6\n  with: { aws-access-key-id: a, aws-secret-access-key: b, aws-region: c }\n- uses: actions/create-github-app-token@v3\n  with: { app-id: 1, private-key: a, permission-members: read }\n',
    ),
  ],
  ['GHA160', 'another major version', steps('- uses: docker/build-push-action@v2\n  with: { platform: linux/amd64 }')],
  [
    'GHA160',
    'another case, a computed value and a number',
    steps(
      '- uses: actions/checkout@v7\n  with: { Fetch-Depth: 0, submodules: "${{ inputs.all }}" }\n- uses: aquasecurity/trivy-action@v0.36.0\n  with: { exit-code: 2 }',
    ),
  ],
  [
    'GHA161',
    'the variable beside the input, and an older version',
    steps(
      '- uses: slackapi/slack-github-action@v4\n  with: { webhook: a }\n  env: { SLACK_WEBHOOK_URL: a }\n- uses: codecov/codecov-action@v4\n  with: { file: coverage.out }',
    ),
  ],
  [
    'GHA162',
    'a version in a file, and what is installed already',
    steps(
      '- uses: golangci/golangci-lint-action@v9\n  with: { version-file: .tool-versions }\n- uses: golangci/golangci-lint-action@v9\n  with: { install-mode: none }',
    ),
  ],
  [
    'GHA163',
    'a workflow of another repository, and one that is not here',
    'on: push\njobs:\n  a:\n    permissions: {}\n    uses: acme/platform/.github/workflows/build.yaml@v1\n  b:\n    permissions: {}\n    uses: ./.github/workflows/absent.yaml\n',
  ],
  [
    'GHA164',
    'a token of somebody, and permissions that the file does not say',
    steps(
      `- uses: docker/login-action@${SHA}\n  with: { registry: ghcr.io, password: "\${{ secrets.PAT }}" }\n- uses: docker/build-push-action@${SHA}\n  with: { push: true, tags: "ghcr.io/a/b:main" }`,
    ),
  ],
])('%s says nothing of %s', (id, _, text) => {
  expect(findings(id, text)).toEqual([]);
});
