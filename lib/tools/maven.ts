import { PINS } from './pins';
import { Tool } from './tool';
import { type Word } from './word';

/** Maven with a JDK. */
export const tool = Tool.pinned(PINS.maven, { program: 'mvn', shell: 'bash', user: 0 });

export interface GoalsProps<R = never> {
  /** Phases and goals, such as `verify`. */
  readonly goals: readonly Word<R>[];
  /** Properties. @default none */
  readonly properties?: Readonly<Record<string, string>>;
}

/** Runs phases and goals; an artefact whose checksum is wrong stops it. */
export function run<R = never>({ goals, properties = {} }: GoalsProps<R>): readonly Word<R>[] {
  return [
    '--batch-mode',
    '--no-transfer-progress',
    '--strict-checksums',
    ...Object.entries(properties).map(([name, value]) => `-D${name}=${value}`),
    ...goals,
  ];
}

/** The environment in which Maven works for any user: `folder` is writable and holds all that Maven keeps. */
export function environment(folder: string): Readonly<Record<string, string>> {
  return { MAVEN_ARGS: `-Dmaven.repo.local=${folder}/repository` };
}
