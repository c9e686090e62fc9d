import { type Output } from './output';

/** What an engine said of one set of things; no refusal means that it accepted all of them. */
export interface Ruling {
  /** What was judged, with its count. */
  readonly judged: string;
  /** What the engine refused, in its own words, each with the object's place. */
  readonly refusals: readonly string[];
  /** Why nothing was judged here; the ruling then counts as skipped. @default - it was judged */
  readonly skipped?: string;
  /** The version that ruled, where the machine decides which. @default - the engine's */
  readonly version?: string;
}

/** A real tool that judges what was synthesized. */
export interface Engine {
  readonly name: string;
  readonly version: string;
  /** Rules on the output, and on something broken that must be refused. Throws `Absent` where the toolchain is missing. */
  rulings(output: Output): AsyncGenerator<Ruling>;
}

/** A toolchain that this machine does not have and cannot get. */
export class Absent extends Error {}

/** Rules on a broken input: the engine is only worth hearing when it refuses this, for the expected reason. */
export function brokenInput(what: string, expected: string, refusals: readonly string[]): Ruling {
  const seen = refusals.some((refusal) => refusal.includes(expected));
  return {
    judged: `broken on purpose: ${what}`,
    refusals: seen ? [] : [`expected a refusal with "${expected}", got ${JSON.stringify(refusals)}`],
  };
}

/** Compares how many objects were judged with how many were synthesized. */
export function counted(judged: number, synthesized: number): readonly string[] {
  return judged === synthesized ? [] : [`${String(judged)} objects judged, ${String(synthesized)} synthesized`];
}
