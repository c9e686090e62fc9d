import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

const attest = (type: string): string =>
  script(
    `syft "$IMAGE" -o spdx-json > sbom.json\ncosign attest --yes --predicate sbom.json --type ${type} "$IMAGE"`,
    "env: { IMAGE: '${{ vars.IMAGE }}' }",
  );
const permissions = '{ contents: read, id-token: write }';

export const sbomTypeMismatch: Rule = {
  id: 'GHA113',
  severity: 'error',
  title: 'an SBOM in JSON is attested as one in tag-value form',
  why: 'for --type spdx cosign puts the file into the attestation as one text: who looks for a JSON predicate finds no package in it',
  repair: 'write --type spdxjson',
  reference: 'https://github.com/sigstore/cosign/blob/main/doc/cosign_attest.md',
  good: workflow({ permissions, steps: attest('spdxjson') }),
  bad: workflow({ permissions, steps: attest('spdx') }),
  check: (assembly) =>
    eachScript(assembly, (one) =>
      one.commands.flatMap(({ program, args }) => {
        if (program !== 'cosign' || args[0] !== 'attest') return [];
        const type = args
          .find((word, i) => args[i - 1] === '--type' || word.startsWith('--type='))
          ?.replace('--type=', '');
        const file = args.find((word, i) => args[i - 1] === '--predicate' || word.startsWith('--predicate=')) ?? '';
        if (type !== 'spdx' || !(/\.json$/.test(file) || one.text.includes('spdx-json'))) return [];
        return [
          inScript(
            one,
            /--type[ =]spdx/,
            `${one.step.title} attests an SBOM in JSON as --type spdx`,
            'write --type spdxjson',
          ),
        ];
      }),
    ),
};
