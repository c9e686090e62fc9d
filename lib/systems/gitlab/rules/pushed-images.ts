import { commandsOf, isPush, type JobCommand } from '../reading/commands';
import { type ReadPipeline } from '../reading/pipelines';

/** Whether everything that a pipeline does can be seen. */
export function whole({ isWhole, jobs }: ReadPipeline): boolean {
  return (
    isWhole && jobs.every((job) => job.isWhole && job.field('trigger') === undefined && job.field('run') === undefined)
  );
}

/** The first command that pushes an image, among all commands of the pipeline. */
export function tryFirstPush({ jobs }: ReadPipeline): {
  readonly push: JobCommand | undefined;
  readonly commands: readonly JobCommand[];
} {
  const commands = jobs.flatMap(commandsOf);
  return { push: commands.find(isPush), commands };
}
