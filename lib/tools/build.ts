import { joined, type Word } from './word';

/** What a builder needs to know of a build from a Dockerfile. */
export interface BuildProps<R = never> {
  /** The folder that the Dockerfile may copy from. */
  readonly context: Word<R>;
  /** The Dockerfile's path inside the context. */
  readonly dockerfile: string;
  /** What the image is called where it is pushed: `registry/path:tag`. */
  readonly tag: Word<R>;
  /** Values of the Dockerfile's `ARG`s. Not for secrets: they stay in the image's history. @default none */
  readonly buildArgs?: Readonly<Record<string, Word<R>>>;
  /** Labels of the image. @default none */
  readonly labels?: Readonly<Record<string, Word<R>>>;
  /** The stage to build. @default the last one */
  readonly target?: string;
}

/** `flag name=value` for each entry, as two words each; `prefix` stands before the name. */
export function assignments<R>(
  flag: string,
  values: Readonly<Record<string, Word<R>>> = {},
  prefix = '',
): readonly Word<R>[] {
  return Object.entries(values).flatMap(([name, value]): readonly Word<R>[] => [
    flag,
    joined<R>(`${prefix}${name}=`, value),
  ]);
}
