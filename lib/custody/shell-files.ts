import { type Assembly, readOnce } from '../assembly';
import { type Place } from '../audit';
import { type ShellCommand, shellCommands } from '../shell';

/** A file of a repository that a shell runs. */
export interface ShellFile {
  readonly text: string;
  readonly commands: readonly ShellCommand[];
  /** The first line that holds a text; the first of the file where none does. */
  readonly at: (near: string) => Place;
}

/** The files that end in `.sh` or `.bash`, or whose first line names a shell. */
export const shellFiles = readOnce<readonly ShellFile[], Assembly>(({ files }) =>
  files.all
    .filter(({ path, content }) => /\.(?:ba)?sh$/.test(path) || /^#!.*\b(?:ba|da|a)?sh\b/.test(content))
    .map(({ path, content, origin }) => ({
      text: content,
      commands: shellCommands(content),
      at: (near) => {
        const line = (origin.line ?? 1) + linesAbove(content, near);
        return { origin: { ...origin, ...(origin.line === undefined ? {} : { line }) }, subject: path };
      },
    })),
);

function linesAbove(content: string, near: string): number {
  const at = content.indexOf(near);
  return at < 0 ? 0 : content.slice(0, at).split('\n').length - 1;
}
