import { type Assembly, readOnce } from '../../../assembly';
import { asMap, pipelinesOf } from '../reading/pipelines';
import { type Placed, type ReadJob } from '../reading/read-job';

/** An image that a job runs in, or that stands beside it as a service. */
export interface JobImage {
  readonly job: ReadJob;
  readonly image: string;
  readonly field: Placed;
}

/** Every image of every job, those that jobs inherit once for each of them. */
export const jobImages = readOnce<readonly JobImage[], Assembly>((assembly) =>
  pipelinesOf(assembly)
    .flatMap(({ jobs }) => jobs)
    .flatMap((job) => fieldsOf(job).flatMap((field) => named(job, field))),
);

function fieldsOf(job: ReadJob): readonly Placed[] {
  const image = job.field('image');
  const services = job.field('services');
  const list: readonly unknown[] = Array.isArray(services?.value) ? services.value : [];
  return [
    ...(image === undefined ? [] : [image]),
    ...(services === undefined ? [] : list.map((value, i) => ({ ...services, value, path: `${services.path}[${i}]` }))),
  ];
}

function named(job: ReadJob, field: Placed): readonly JobImage[] {
  const image = typeof field.value === 'string' ? field.value : asMap(field.value)['name'];
  return typeof image === 'string' ? [{ job, image, field }] : [];
}
