import { type Assembly } from '../../../assembly';
import { type Place } from '../../../audit';

/** A line of a script or pipeline that calls a program, and where it stands. */
export interface CommandLine {
  readonly text: string;
  /** The whole file. */
  readonly file: string;
  readonly place: Place;
}

/** Every line of scripts and pipelines, workflows included, that a pattern fits; comments are none. */
export function commandLines({ files }: Assembly, pattern: RegExp): readonly CommandLine[] {
  return files.all
    .filter(({ path, content }) => /\.(ya?ml|sh|bash)$/.test(path) || content.startsWith('#!'))
    .flatMap(({ path, content, origin }) =>
      content.split('\n').flatMap((text, i) => {
        if (!pattern.test(text) || /^\s*#/.test(text)) return [];
        const line = origin.line === undefined ? {} : { line: origin.line + i };
        return [{ text, file: content, place: { origin: { ...origin, ...line }, subject: path } }];
      }),
    );
}
