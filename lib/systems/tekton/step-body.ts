import type * as tekton from '../../../imports/tekton.dev';
import { PinnedImage } from '../../model';
import { filled } from './filled';
import { type EnvValues, renderEnv } from './env';
import {
  ArrayRef,
  type ImageRef,
  renderText,
  type Scope,
  type Source,
  sourcesOf,
  type StringRef,
  type Text,
} from './reference';
import { type Script } from './script';
import { Security } from './security';

/** What every container of a step has. `E` is what may be read where the container's words are, `S` anywhere in it. */
export interface StepBodyProps<S extends Scope, E extends Scope = S> {
  /** The image, pinned by digest. */
  readonly image: PinnedImage | ImageRef<S>;
  /** The folder that it starts in. @default the image's own */
  readonly workingDir?: StringRef<S>;
  /** Environment variables, beside those that the script makes for what it interpolates. @default none */
  readonly env?: EnvValues<E>;
  /** What it may do in its pod. @default Security.restricted */
  readonly security?: Security;
}

/** A step that runs a script; its image must have the shell. */
export interface ScriptBody<S extends Scope, E extends Scope = S> extends StepBodyProps<S, E> {
  /** The script: bash`…` or sh`…`. */
  readonly script: Script<E>;
  readonly command?: never;
  readonly args?: never;
}

/** A step that runs one program without a shell. */
export interface CommandBody<S extends Scope, E extends Scope = S> extends StepBodyProps<S, E> {
  /** The program and its first arguments. @default the image's entry point */
  readonly command?: readonly Text<E>[];
  /** The arguments; an array param stands for all its texts. @default none */
  readonly args?: readonly (Text<E> | ArrayRef<E>)[];
  readonly script?: never;
}

/** What a step runs: a script or a command, never both. */
export type StepBody<S extends Scope, E extends Scope = S> = ScriptBody<S, E> | CommandBody<S, E>;

type RenderedBody = Pick<tekton.TaskSpecSteps, 'image' | 'workingDir' | 'env' | 'command' | 'args' | 'script'>;

/** The body as it stands in the output, without `securityContext`. */
export function renderStepBody(place: string, body: StepBody<Scope>): RenderedBody {
  const env = renderEnv(place, body.script?.variables ?? new Map(), body.env);
  return {
    image: body.image instanceof PinnedImage ? body.image.reference : body.image.expression,
    workingDir: body.workingDir?.expression,
    env: filled(env),
    command: body.command && renderWords(`${place}.command`, body.command),
    args: body.args && renderWords(`${place}.args`, body.args),
    script: body.script?._render(),
  };
}

/** Everything that the body reads from. */
export function bodySources(body: StepBody<Scope>): readonly Source[] {
  const values = [
    body.image,
    body.workingDir,
    ...Object.values(body.env ?? {}),
    ...(body.command ?? []),
    ...(body.args ?? []),
  ];
  return [...values.flatMap(sourcesOf), ...(body.script?.sources ?? [])];
}

/** The security of the body. */
export function bodySecurity(body: StepBody<Scope>): Security {
  return body.security ?? Security.restricted;
}

function renderWords(place: string, words: readonly (Text<Scope> | ArrayRef)[]): string[] {
  return words.map((word) => (word instanceof ArrayRef ? word.expression : renderText(place, word)));
}
