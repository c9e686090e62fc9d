import { assemblyOf, audit } from '../../lib/audit';
import { commandDeprecated } from '../../lib/custody/rules/command-deprecated';
import { lineOf } from '../rule-examples';

const COPY = 'cosign copy "$FROM" "$TO"';
const SAID = 'cosign copy is given up by cosign 3; copy it with oras copy -r';

function said(example: Parameters<typeof assemblyOf>[0]): readonly string[] {
  return audit(assemblyOf(example), [commandDeprecated]).findings.map(lineOf);
}

function inFile(command: string): readonly string[] {
  return said({ files: { 'a.sh': `${command}\n` } });
}

test('is seen in workflows, pipelines, steps and shell files', () => {
  const step = `{ name: copy, image: alpine, script: '${COPY}' }`;
  expect(
    [
      ...said({
        manifests: `apiVersion: tekton.dev/v1\nkind: Task\nmetadata: { name: copy, namespace: ci }\nspec: { steps: [${step}] }\n`,
        files: {
          '.github/workflows/copy.yaml': `on: push\njobs:\n  copy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${COPY}\n`,
          '.gitlab-ci.yml': `copy:\n  script:\n    - ${COPY}\n`,
          'copy.sh': `${COPY}\n`,
        },
      }),
    ].sort(),
  ).toEqual([
    `Task ci/copy spec.steps[0].script: ${SAID}`,
    `Workflow .github/workflows/copy.yaml jobs.copy.steps[0].run: ${SAID}`,
    `copy.sh: ${SAID}`,
    `job copy script[0]: ${SAID}`,
  ]);
});

test.each([
  ['cosign attach sbom --sbom a.json "$IMAGE"', 'state it with cosign attest --type spdxjson'],
  ['cosign attach signature --signature a.sig "$IMAGE"', 'put it there with oras attach'],
  ['/usr/local/bin/cosign triangulate "$IMAGE"', 'list it with cosign tree'],
  ['cosign upload blob -f a "$IMAGE"', 'push it with oras blob push'],
])('%s', (command, repair) => {
  expect(inFile(command).map((line) => line.split('; ')[1])).toEqual([repair]);
});

test.each(['cosign download attestation "$IMAGE"', 'cosign tree "$IMAGE"', 'oras copy -r a b', 'echo cosign copy'])(
  'says nothing of %s',
  (command) => {
    expect(inFile(command)).toEqual([]);
  },
);
