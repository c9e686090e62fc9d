import { type Assembly, readOnce } from '../../assembly';
import { type Problem, problem, type Rule } from '../../audit';
import { type ShellCommand, programOf } from '../../shell';
import { tryScript } from '../../systems/github/reading/step-script';
import { workflowFilesOf } from '../../systems/github/reading/workflow-files';
import { everyCommand } from '../../systems/gitlab/reading/commands';
import { tektonContainers } from '../../systems/tekton/container-in-place';
import { commandsOf } from '../../systems/tekton/step-script';
import { shellFiles } from '../shell-files';

const sbom = (command: string) => ({
  files: { 'scripts/sbom.sh': ['#!/bin/bash', 'set -euo pipefail', command, ''].join('\n') },
});

export const commandDeprecated: Rule = {
  id: 'CUS027',
  severity: 'warning',
  title: 'a script runs a command that cosign gives up',
  why: 'cosign 3 warns that it is to go; download sbom reads nothing but what attach sbom has put there without a signature: neither what BuildKit nor what cosign attest states',
  repair: 'state and read SBOMs as attestations, and move other artifacts with oras',
  reference: 'https://github.com/sigstore/cosign/issues/4696',
  good: sbom('cosign verify-attestation --key cosign.pub --type spdxjson "$IMAGE" > sbom.json'),
  bad: sbom('cosign download sbom "$IMAGE" > sbom.json'),
  check: (assembly) =>
    said(assembly).flatMap(({ command, judge }) => {
      const given = tryDeprecated(command);
      return given ? [judge(given)] : [];
    }),
};

interface Deprecated {
  readonly name: string;
  readonly message: string;
  readonly repair: string;
}

/** The command that runs in a script, and how a problem of it is told where it stands. */
interface Said {
  readonly command: ShellCommand;
  readonly judge: (given: Deprecated) => Problem;
}

const said = readOnce<readonly Said[], Assembly>((assembly) => [
  ...workflowFilesOf(assembly).all.flatMap(({ steps, place }) =>
    steps.flatMap((step) => {
      const { text = '', commands = [] } = tryScript(step) ?? {};
      return commands.map((command): Said => ({
        command,
        judge: ({ name, message, repair }) =>
          problem(place.within(`${step.path}.run`, text, Math.max(0, text.indexOf(name))), message, repair),
      }));
    }),
  ),
  ...everyCommand(assembly).map(({ command, place }): Said => ({
    command,
    judge: ({ message, repair }) => problem(place, message, repair),
  })),
  ...tektonContainers(assembly).flatMap(({ manifest, path, container }) => {
    const { field, commands } = commandsOf(container);
    return commands.map((command): Said => ({
      command,
      judge: ({ message, repair }) => problem(manifest, message, repair, `${path}.${field}`),
    }));
  }),
  ...shellFiles(assembly).flatMap(({ commands, at }) =>
    commands.map((command): Said => ({
      command,
      judge: ({ name, message, repair }) => problem(at(name), message, repair),
    })),
  ),
]);

function tryDeprecated(command: ShellCommand): Deprecated | undefined {
  if (programOf(command) !== 'cosign') return undefined;
  const at = command.words.findIndex((word) => word === 'cosign' || word.endsWith('/cosign'));
  const [verb = '', kind = ''] = command.words.slice(at + 1);
  const name = [`${verb} ${kind}`, verb].find((one) => INSTEAD.has(one));
  if (name === undefined) return undefined;
  const what = name === 'download sbom' ? 'reads only what attach sbom has put there' : 'is given up by cosign 3';
  return { name: `cosign ${verb}`, message: `cosign ${name} ${what}`, repair: INSTEAD.get(name) ?? '' };
}

/** What takes the place of each: the commands that cosign 3.1 marks as deprecated. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['download sbom', 'read the attestation: cosign verify-attestation, or docker buildx imagetools inspect'],
  ['attach sbom', 'state it with cosign attest --type spdxjson'],
  ['attach', 'put it there with oras attach'],
  ['copy', 'copy it with oras copy -r'],
  ['triangulate', 'list it with cosign tree'],
  ['upload', 'push it with oras blob push'],
]);
