import { chainOf, PLATFORM_ARGS, type ReadStage } from './read-stage';
import { declaredIn, type ReadDockerfile, type ReadInstruction } from './reading';
import { variablesIn } from './substitution';

/** An `ARG` that is named where it has no value. */
export interface OutOfReach {
  readonly name: string;
  readonly instruction: ReadInstruction;
}

/** Instructions in which the builder or a shell replaces variables. */
const REPLACES = new Set(['RUN', 'COPY', 'ADD', 'ENV', 'LABEL', 'WORKDIR', 'USER', 'EXPOSE']);

/** The first use of each `ARG` from before the first stage in a stage that does not declare it. */
export function argumentsOutOfReach(stage: ReadStage, { globals }: ReadDockerfile): readonly OutOfReach[] {
  const own = new Set(PLATFORM_ARGS);
  for (const base of chainOf(stage).slice(1)) base.instructions.forEach((one) => declare(one, own));
  const found: OutOfReach[] = [];
  for (const instruction of stage.instructions) {
    if (REPLACES.has(instruction.keyword)) {
      for (const name of variablesIn(instruction.text)) {
        if (!globals.has(name) || own.has(name) || assigns(instruction, name)) continue;
        own.add(name);
        found.push({ name, instruction });
      }
    }
    declare(instruction, own);
  }
  return found;
}

function declare({ keyword, text }: ReadInstruction, names: Set<string>): void {
  if (keyword !== 'ARG' && keyword !== 'ENV') return;
  declaredIn(text).forEach(([name]) => names.add(name));
}

/** Whether a script gives the variable a value itself, or only asks whether it has one. */
function assigns({ keyword, text }: ReadInstruction, name: string): boolean {
  return keyword === 'RUN' && new RegExp(`\\b${name}\\+?=|\\b(?:for|read)\\s+(?:-\\w+\\s+)*${name}\\b`).test(text);
}
