import { type ReadInstruction } from './reading';
import { type Known, substituted } from './substitution';

/** One stage of a Dockerfile. */
export interface ReadStage {
  readonly index: number;
  /** What it is called, in lower case. */
  readonly name?: string;
  /** The instruction that begins it. */
  readonly from: ReadInstruction;
  /** What it begins with, as it is written. */
  readonly written: string;
  /** The same with the default values of its `ARG`s; nothing where the build decides. */
  readonly image?: string;
  /** Variables of `FROM` that nobody declares. */
  readonly undeclared: readonly string[];
  /** The earlier stage that it begins with. */
  readonly base?: ReadStage;
  readonly instructions: readonly ReadInstruction[];
}

/** What the builder knows of platforms before the first stage. */
export const PLATFORM_ARGS: readonly string[] = ['BUILD', 'TARGET'].flatMap((side) =>
  ['PLATFORM', 'OS', 'ARCH', 'VARIANT', 'OSVERSION', 'STAGE'].map((part) => `${side}${part}`),
);

/** The stages of instructions, of which the first is a `FROM`. */
export function stagesOf(instructions: readonly ReadInstruction[], globals: Known): readonly ReadStage[] {
  const known = new Map([...PLATFORM_ARGS.map((name) => [name, undefined] as const), ...globals]);
  const stages: ReadStage[] = [];
  const byName = new Map<string, ReadStage>();
  const starts = instructions.flatMap(({ keyword }, i) => (keyword === 'FROM' ? [i] : []));
  starts.forEach((start, index) => {
    const [from, ...rest] = instructions.slice(start, starts[index + 1]);
    if (!from) return;
    const { written, name } = partsOf(from);
    const { text: image, missing } = substituted(written, known);
    const base = image === undefined ? undefined : byName.get(image.toLowerCase());
    const stage: ReadStage = {
      index,
      ...(name === undefined ? {} : { name }),
      from,
      written,
      ...(image === undefined || base ? {} : { image }),
      undeclared: missing,
      ...(base ? { base } : {}),
      instructions: rest,
    };
    stages.push(stage);
    if (name !== undefined) byName.set(name, stage);
  });
  return stages;
}

/** A stage and those that it begins with, itself first. */
export function chainOf(stage: ReadStage): readonly ReadStage[] {
  return stage.base ? [stage, ...chainOf(stage.base)] : [stage];
}

/** All instructions that make a stage's file system and settings, in the order in which they apply. */
export function historyOf(stage: ReadStage): readonly ReadInstruction[] {
  return [...chainOf(stage)].reverse().flatMap(({ instructions }) => instructions);
}

function partsOf({ text }: ReadInstruction): { readonly written: string; readonly name?: string } {
  const [written = '', as, name] = text.split(/\s+/);
  return { written, ...(as?.toLowerCase() === 'as' && name !== undefined ? { name: name.toLowerCase() } : {}) };
}
