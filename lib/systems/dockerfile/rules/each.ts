import { type Assembly } from '../../../assembly';
import { type Problem } from '../../../audit';
import { type ReadStage } from '../read-stage';
import { dockerfilesOf, type ReadDockerfile, type ReadInstruction } from '../reading';

/** Looks at each stage of each Dockerfile. */
export function eachStage(
  look: (stage: ReadStage, dockerfile: ReadDockerfile, assembly: Assembly) => readonly Problem[],
): (assembly: Assembly) => readonly Problem[] {
  return (assembly) =>
    dockerfilesOf(assembly).flatMap((dockerfile) =>
      dockerfile.stages.flatMap((stage) => look(stage, dockerfile, assembly)),
    );
}

/** Looks at the last stage of each Dockerfile: the image that runs. */
export function eachImage(
  look: (stage: ReadStage, dockerfile: ReadDockerfile, assembly: Assembly) => readonly Problem[],
): (assembly: Assembly) => readonly Problem[] {
  return eachStage((stage, dockerfile, assembly) =>
    stage === dockerfile.stages.at(-1) ? look(stage, dockerfile, assembly) : [],
  );
}

/** Looks at each instruction of some kinds. */
export function eachInstruction(
  keywords: readonly string[],
  look: (
    instruction: ReadInstruction,
    stage: ReadStage,
    dockerfile: ReadDockerfile,
    assembly: Assembly,
  ) => readonly Problem[],
): (assembly: Assembly) => readonly Problem[] {
  return eachStage((stage, dockerfile, assembly) =>
    stage.instructions
      .filter(({ keyword }) => keywords.includes(keyword))
      .flatMap((instruction) => look(instruction, stage, dockerfile, assembly)),
  );
}
