import { type Assembly } from '../../../assembly';
import { asMap, pipelinesOf } from '../reading/pipelines';
import { type Placed, type ReadJob } from '../reading/read-job';

/** A Docker daemon beside a job. */
export interface DindService {
  readonly job: ReadJob;
  readonly field: Placed;
  readonly image: string;
}

/** Every service that is a Docker daemon. */
export function dindServices(assembly: Assembly): readonly DindService[] {
  return pipelinesOf(assembly)
    .flatMap(({ jobs }) => jobs)
    .flatMap((job) => {
      const services = job.field('services');
      if (services === undefined || !Array.isArray(services.value)) return [];
      return services.value.flatMap((one: unknown, i) => {
        const image = typeof one === 'string' ? one : asMap(one)['name'];
        if (typeof image !== 'string' || !/(^|\/)docker:[\w.-]*dind/.test(image)) return [];
        return [{ job, image, field: { ...services, path: `${services.path}[${i}]` } }];
      });
    });
}
