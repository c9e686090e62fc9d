import { type Assembly, readOnce } from '../../../assembly';
import { type Place } from '../../../audit';
import { programOf, type ShellCommand, shellCommands, tryPurpose } from '../../../shell';
import { pipelinesOf } from './pipelines';
import { type Placed, type ReadJob } from './read-job';

/** A command of a job's scripts. */
export interface JobCommand {
  readonly job: ReadJob;
  readonly command: ShellCommand;
  readonly program: string;
  /** Its words without the program. */
  readonly args: readonly string[];
  readonly place: Place;
}

/** Every command of a job, in the order in which they run. */
export function commandsOf(job: ReadJob): readonly JobCommand[] {
  return job.scripts.flatMap((script) =>
    shellCommands(script.value).map((command) => {
      const program = programOf(command);
      const args = command.words.slice(command.words.findIndex((word) => word.endsWith(program)) + 1);
      return { job, command, program, args, place: job.place(script, lineOf(script, command)) };
    }),
  );
}

/** Whether a command pushes an image, whatever tool does it. */
export function isPush({ program, args }: JobCommand): boolean {
  if (/^(docker|podman|nerdctl)$/.test(program)) {
    return args[0] === 'push' || (args.includes('build') && args.includes('--push'));
  }
  if (program === 'buildah') return args[0] === 'push';
  if (program === 'skopeo') return args[0] === 'copy' && args.some((arg) => arg.startsWith('docker://'));
  if (/^buildctl/.test(program)) return args.some((arg) => /(^|,)push=true/.test(arg));
  if (program === 'executor') return !args.includes('--no-push') && args.some((arg) => arg.startsWith('--destination'));
  return program === 'ko' && args[0] === 'build';
}

/** Whether a command signs an image without a key. */
export function isKeylessSigning({ command, args }: JobCommand): boolean {
  const purpose = tryPurpose(command);
  if (purpose !== 'sign' && purpose !== 'attest') return false;
  return (
    command.words.some((word) => word.endsWith('cosign')) &&
    !args.some((arg) => /^--(key|sk|identity-token)(=|$)/.test(arg))
  );
}

/** Whether a command changes what runs somewhere, or the repository that says so. */
export function isDeploy({ command, program, args }: JobCommand): boolean {
  return tryPurpose(command) === 'deploy' || (program === 'git' && args.includes('push'));
}

/** In a block of many lines the command's own line: the first that holds its first words. */
function lineOf({ value, document, path }: Placed<string>, { words }: ShellCommand): number {
  const first = document.lineOf(path);
  const lines = value.trimEnd().split('\n');
  if (lines.length === 1) return first;
  const start = words.slice(0, 2).join(' ');
  const index = lines.findIndex((line) => line.includes(start));
  return first + 1 + Math.max(0, index);
}

/** Every command of every pipeline; what several jobs inherit is told of once. */
export function everyCommand(assembly: Assembly): readonly JobCommand[] {
  return read(assembly);
}

const read = readOnce((assembly: Assembly) => {
  const seen = new Set<string>();
  return pipelinesOf(assembly)
    .flatMap(({ jobs }) => jobs.flatMap(commandsOf))
    .filter(({ place: { origin }, command }) => {
      const key = [origin.file, origin.construct, origin.line, ...command.words].join('\0');
      return seen.size < seen.add(key).size;
    });
});
