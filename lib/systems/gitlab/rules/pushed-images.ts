import { type Assembly } from '../../../assembly';
import { type Place } from '../../../audit';
import { type Purpose, tryPurpose } from '../../../shell';
import { commandsOf, isPush } from '../reading/commands';
import { type ReadPipeline, pipelinesOf } from '../reading/pipelines';

/** Whether everything that a pipeline does can be seen. */
export function whole({ isWhole, jobs }: ReadPipeline): boolean {
  return (
    isWhole && jobs.every((job) => job.isWhole && job.field('trigger') === undefined && job.field('run') === undefined)
  );
}

/** Where each pipeline that is seen whole first pushes an image, unless one of its commands serves the purpose. */
export function pushesWithout(purpose: Purpose, assembly: Assembly): readonly Place[] {
  return pipelinesOf(assembly)
    .filter(whole)
    .flatMap(({ jobs }) => {
      const commands = jobs.flatMap(commandsOf);
      const push = commands.find(isPush);
      return push === undefined || commands.some(({ command }) => tryPurpose(command) === purpose) ? [] : [push.place];
    });
}
