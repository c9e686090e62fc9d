import { assemblyOf } from '../../../../lib/audit';
import { workflowFilesOf } from '../../../../lib/systems/github/reading/workflow-files';
import { findings, rule, steps } from './findings';

const SHA = '3d3c42e5aac5ba805825da76410c181273ba90b1';
const ON_BOTH = '[push, pull_request]';

/** Each is plainly no mistake, or cannot be known: a rule that spoke here would be wrong. */
test.each([
  [
    'GHA002',
    'parallel steps and a queue',
    steps('- parallel:\n    - run: a\n    - run: b\n', 'push', '    concurrency: { group: a, queue: max }\n'),
  ],
  ['GHA002', 'yes and on are texts, not truth values', steps('- run: make\n  env: { on: yes }')],
  ['GHA001', 'a file that is commented out', '# on: push\n# jobs: {}\n'],
  ['GHA007', 'a condition without braces', steps("- run: make\n  if: github.ref == 'refs/heads/main' && !cancelled()")],
  [
    'GHA008',
    'ids in another case',
    steps('- run: make\n  id: Build\n- run: echo "$A"\n  env: { A: "${{ steps.build.outputs.a }}" }'),
  ],
  [
    'GHA009',
    'an earlier action may have set it',
    steps(`- uses: acme/env@${SHA}\n- run: make\n  env: { A: "\${{ env.TAG }}" }`),
  ],
  [
    'GHA009',
    'a script sets it',
    steps('- run: echo "TAG=1" >> "$GITHUB_ENV"\n- run: make\n  env: { A: "${{ env.TAG }}" }'),
  ],
  [
    'GHA021',
    'the generator of SLSA, which only takes tags',
    'on: push\njobs:\n  a:\n    uses: slsa-framework/slsa-github-generator/.github/workflows/generator_container_slsa3.yml@v2.1.0\n',
  ],
  [
    'GHA020',
    'the organisation of the repository itself',
    'on: push\njobs:\n  a:\n    uses: acme/platform/.github/workflows/build.yaml@main\n',
  ],
  [
    'GHA030',
    'the answer of an API',
    steps('- run: curl -s https://api.github.com/repos/a/b/releases/latest/x | sh-no'),
  ],
  [
    'GHA040',
    'a workflow that is only called',
    'on: workflow_call\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
  ],
  [
    'GHA050',
    'a condition on who it is',
    steps(
      '- uses: actions/checkout@v7\n  if: github.event.pull_request.head.repo.full_name == github.repository\n  with: { ref: "${{ github.event.pull_request.head.sha }}" }',
      'pull_request_target',
    ),
  ],
  [
    'GHA051',
    'a condition that nobody can decide',
    steps("- run: cosign sign --yes ghcr.io/a/b@sha256:1\n  if: needs.changes.outputs.image == 'true'", ON_BOTH),
  ],
  [
    'GHA052',
    'a registry of the job itself',
    steps(`- uses: docker/build-push-action@${SHA}\n  with: { push: true, tags: "localhost:5000/a:b" }`, ON_BOTH),
  ],
  ['GHA060', 'a comparison gives a truth value', steps("- run: echo ${{ github.head_ref == 'main' }}", 'pull_request')],
  [
    'GHA061',
    'what GitHub makes itself',
    steps('- run: echo ${{ github.sha }} ${{ github.run_id }} ${{ matrix.go }} ${{ hashFiles(inputs.a) }}'),
  ],
  [
    'GHA067',
    'gh is asked to help',
    steps(
      '- run: |\n    gh auth setup-git\n    git clone https://github.com/a/b\n    git push\n  env: { GH_TOKEN: x }',
    ),
  ],
  [
    'GHA068',
    'a runner of one’s own has a role',
    steps('- uses: aws-actions/amazon-ecr-login@v2').replace('ubuntu-24.04', 'self-hosted'),
  ],
  ['GHA082', 'an image in a variable that nobody knows', steps('- run: cosign sign --yes "$IMAGE"')],
  [
    'GHA084',
    'no setup-buildx: the driver of Docker loads',
    steps(
      `- uses: docker/build-push-action@${SHA}\n  with: { tags: "a:b" }\n- uses: aquasecurity/trivy-action@${SHA}\n  with: { image-ref: "a:b" }`,
      'pull_request',
    ),
  ],
  [
    'GHA090',
    'a push without filters is one of tags too',
    steps(`- uses: docker/metadata-action@${SHA}\n  with: { images: a, tags: "type=semver,pattern={{version}}" }`),
  ],
  ['GHA091', 'a number sign in a value', steps(`- uses: docker/build-push-action@${SHA}\n  with: { tags: "a#b" }`)],
  [
    'GHA130',
    'the report is judged by a later command',
    steps('- run: |\n    shellcheck a.sh | tee sc.log\n    test ! -s sc.log'),
  ],
  ['GHA130', 'PowerShell', steps('- run: go test ./... | tee report\n  shell: pwsh')],
  ['GHA135', 'nothing is pushed', steps('- run: git commit -am test')],
])('%s is silent: %s', (id, _, text) => {
  expect(findings(id, text)).toEqual([]);
});

test.each([
  [
    'GHA002',
    'on is missing',
    'jobs:\n  a:\n    runs-on: x\n    steps: [{ run: a }]\n',
    ['1  | on is missing: nothing starts it | write on'],
  ],
  [
    'GHA002',
    'run and uses',
    steps('- run: a\n  uses: b/c@v1'),
    ['8 jobs.build.steps[0] | a step has both run and uses | make two steps of it'],
  ],
  [
    'GHA002',
    'a queue that is cancelled',
    steps('- run: a', 'push', '    concurrency: { group: a, queue: max, cancel-in-progress: true }\n'),
    ['7 jobs.build.concurrency | queue: max keeps runs that cancel-in-progress cancels | choose one of them'],
  ],
  [
    'GHA007',
    'a context that is not known there',
    steps('- run: a', 'push', "    if: env.A == 'b'\n"),
    ['7 jobs.build.if | the context env is not known here | use one of github, inputs, vars, needs'],
  ],
  [
    'GHA007',
    'a function that is not there',
    steps('- run: echo ${{ toJson2(github.sha) }}'),
    ['8 jobs.build.steps[0].run | there is no function "toJson2" | write tojson'],
  ],
  [
    'GHA008',
    'a job that is not needed',
    'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: a\n  b:\n    runs-on: x\n    steps:\n      - run: echo "$A"\n        env: { A: "${{ needs.a.outputs.b }}" }\n',
    ['11 jobs.b.steps[0].env.A | job "b" reads needs.a and does not need it | add a to its needs'],
  ],
  [
    'GHA060',
    'a title that went through env',
    steps('- run: echo "${{ env.TITLE }}"\n  env: { TITLE: "${{ github.event.issue.title }}" }', 'issues'),
    [
      '8 jobs.build.steps[0].run | "step 1" runs env.TITLE as a part of its script | hand it over in env and use "$NAME"',
    ],
  ],
  [
    'GHA090',
    'a filter that no version fits',
    steps(
      `- uses: docker/metadata-action@${SHA}\n  with: { images: a, tags: 'type=semver,pattern={{version}}' }`,
      "{ push: { tags: ['release-*'] } }",
    ),
    [
      '9 jobs.build.steps[0].with.tags | type=semver,pattern={{version}} never fires: nothing starts the workflow on tags | add the trigger, or remove the rule',
    ],
  ],
  [
    'GHA082',
    'each of several',
    steps('- run: |\n    cosign sign --yes ghcr.io/a/b:1\n    cosign sign --yes ghcr.io/a/c:1'),
    [
      '9 jobs.build.steps[0].run | "step 1" signs ghcr.io/a/b:1, a tag | sign the digest: registry/name@sha256:…',
      '10 jobs.build.steps[0].run | "step 1" signs ghcr.io/a/c:1, a tag | sign the digest: registry/name@sha256:…',
    ],
  ],
])('%s: %s', (id, _, text, said) => {
  expect(findings(id, text)).toEqual(said);
});

test('reads composite actions, and what is broken beside them', () => {
  const files = {
    'action.yml': `runs:\n  using: composite\n  steps:\n    - uses: acme/other@v1\n    - uses: someone/else@v1\n    - run: a\n`,
    '.github/workflows/broken.yaml': 'on: push\non: push\n',
    'docs/other.yaml': 'on: push\n',
  };
  const read = workflowFilesOf(assemblyOf({ files }));
  expect(read.all.map(({ kind, source }) => [kind, source.path])).toEqual([['action', 'action.yml']]);
  expect(read.broken.map(({ line, message }) => [line, message])).toEqual([[2, 'the key "on" is given twice']]);
  expect(findings('GHA021', { files })).toEqual([
    '5 runs.steps[1].uses | someone/else is named by the tag v1 | pin it to the commit of that tag: owner/name@<40 digits> # v1',
  ]);
  expect(
    rule('GHA002')
      .check(assemblyOf({ files }))
      .map(({ message }) => message),
  ).toEqual(['shell is missing: an action has no default']);
});
