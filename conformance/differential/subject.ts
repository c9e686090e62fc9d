import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';

/** The same vectors in every run, so that a failure can be looked at. */
const SEED = 20_261_121;
const VECTORS = 4_000;

/** One thing that a model of ours and a package of upstream both know. */
export interface Subject {
  /** How the program that asks upstream calls it. */
  readonly name: string;
  /** The folder of that program. */
  readonly program: 'upstream' | 'upstream-tekton';
  /** What of ours is compared with what of upstream's. */
  readonly about: string;
  readonly vectors: () => readonly Vector[];
  readonly same: (ours: unknown, theirs: unknown, input: unknown) => boolean;
}

/** An input, and what our model makes of it: JSON on both sides, null where it is refused. */
export interface Vector {
  readonly input: unknown;
  readonly ours: unknown;
}

export interface SubjectOptions<Input> {
  readonly name: string;
  /** @default upstream */
  readonly program?: Subject['program'];
  readonly about: string;
  readonly inputs: fc.Arbitrary<Input>;
  readonly ours: (input: Input) => unknown;
  /** @default deep equality */
  readonly same?: (ours: unknown, theirs: unknown, input: Input) => boolean;
}

export function subject<Input>({ name, program, about, inputs, ours, same }: SubjectOptions<Input>): Subject {
  return {
    name,
    program: program ?? 'upstream',
    about,
    // Every input comes from `inputs`.
    same: (ours, theirs, input) => (same ?? isDeepStrictEqual)(ours, theirs, input as Input),
    vectors: () =>
      fc.sample(inputs, { seed: SEED, numRuns: VECTORS }).map((input) => ({ input, ours: ours(input) ?? null })),
  };
}

/** A text of pieces, some of which fit together and some not. */
export function textOf(pieces: readonly string[], maxLength = 8): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...pieces), { maxLength }).map((chosen) => chosen.join(''));
}
