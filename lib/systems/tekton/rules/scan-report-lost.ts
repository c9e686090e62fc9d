import { problem, type Rule } from '../../../audit';
import { programOf, tryPurpose } from '../../../shell';
import { type ContainerInPlace, commandText, tektonContainers } from '../container-in-place';
import { commandsOf } from '../step-script';
import { example, oneStep } from './examples';

const workspaces = [{ name: 'source' }];
const scanning = (...flags: readonly string[]): object =>
  oneStep({ command: ['trivy', 'image', '--exit-code', '1', ...flags], args: ['ghcr.io/acme/api:1'] }, { workspaces });

export const scanReportLost: Rule = {
  id: 'TKN152',
  severity: 'advice',
  title: 'the report of a scan is printed and kept nowhere',
  why: 'when the pod is removed nobody can say any more what was found in an image that runs',
  repair: 'write the report into a file of a workspace (--output), or its figures into a result',
  reference: 'https://trivy.dev/latest/docs/configuration/reporting/',
  good: example(scanning('--format', 'json', '--output', '$(workspaces.source.path)/scan.json')),
  bad: example(scanning('--format', 'table')),
  check: (assembly) =>
    tektonContainers(assembly).flatMap((place) => {
      const { field, commands } = commandsOf(place.container);
      const scan = commands.find((command) => SCANNERS.includes(programOf(command)) && tryPurpose(command) === 'scan');
      if (!scan || KEPT.test(commandText(place.container)) || leavesResult(place)) return [];
      const message = `${place.title} prints what ${programOf(scan)} finds and keeps it nowhere`;
      return problem(place.manifest, message, 'add --output, or write a result', `${place.path}.${field}`);
    }),
};

const SCANNERS = ['trivy', 'grype'];

/** A file, a pipe or a template that may name one. */
const KEPT = /--output|(^|\s)-o[\s=]|--file\b|--template|[^0-9&]>\s*\S|\|/m;

function leavesResult({ task, step }: ContainerInPlace): boolean {
  return (task?.spec.results ?? []).length + (step?.declared.results ?? []).length > 0;
}
