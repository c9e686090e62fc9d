import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

const env = "env: { IMAGE: '${{ vars.IMAGE }}' }";
const permissions = '{ contents: read, id-token: write }';

export const substitutionHidesFailure: Rule = {
  id: 'GHA114',
  severity: 'warning',
  title: 'a command whose failure nobody sees makes the file of another',
  why: 'a <( … ) runs beside the command that reads it: when it fails, the reader gets an empty file, and set -e knows nothing of it',
  repair: 'write the file first, in a command of its own',
  good: workflow({
    permissions,
    steps: script(
      'syft "$IMAGE" -o spdx-json > sbom.json\ncosign attest --yes --predicate sbom.json --type spdxjson "$IMAGE"',
      env,
    ),
  }),
  bad: workflow({
    permissions,
    steps: script('cosign attest --yes --predicate <(syft "$IMAGE" -o spdx-json) --type spdxjson "$IMAGE"', env),
  }),
  check: (assembly) =>
    eachScript(assembly, (one) =>
      one.commands.flatMap(({ program, words }) =>
        READERS.includes(program) &&
        words.some((word) => word.startsWith('<')) &&
        /<\((?!\s*(echo|printf|cat)\b)/.test(one.text)
          ? [
              inScript(
                one,
                '<(',
                `${one.step.title} does not see whether the command in <( … ) fails`,
                'write the file first',
              ),
            ]
          : [],
      ),
    ),
};

/** Programs whose input decides what is released; for `diff` or `while read` an empty one shows itself. */
const READERS = ['cosign', 'kubectl', 'helm', 'aws', 'gh', 'curl'];
