import { type ShellCommand, programOf } from './shell-commands';

/**
 * Whether commands change what is deployed: they write a file of YAML, or an image, tag or digest into a file that only
 * a variable names. A script that merges, tags or publishes does none of that.
 */
export function editsManifests(commands: readonly ShellCommand[]): boolean {
  return commands.some(
    (command) =>
      editsInPlace(command) || writesYaml(command) || /\b(?:kustomize edit|slipway promote)\b/.test(lineOf(command)),
  );
}

function editsInPlace(command: ShellCommand): boolean {
  if (!/^(?:g?sed|yq|perl)$/.test(programOf(command))) return false;
  const { words } = command;
  return words.some((word) => /^(?:-[a-zA-Z]*i|--in-?place)/.test(word)) && words.some(isDeployed);
}

/** A file of YAML, or the place of an image in one. */
function isDeployed(word: string): boolean {
  return YAML.test(word) || /\b(?:images?|newTag|tag|digest)\b/.test(word);
}

/** Whether the output goes to a file of YAML. */
function writesYaml(command: ShellCommand): boolean {
  const { words } = command;
  if (programOf(command) === 'tee') return words.some((word) => YAML.test(word));
  return words.some(
    (word, i) => word.startsWith('>') && YAML.test(word.replace(/^>[>|]?/, '') || (words[i + 1] ?? '')),
  );
}

const YAML = /\.ya?ml$/;

function lineOf({ words }: ShellCommand): string {
  return words.join(' ');
}
