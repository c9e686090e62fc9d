import { problem, type Rule } from '../../../audit';
import { tryParseImageReference } from '../../../model';
import { asMap, pipelinesOf } from '../reading/pipelines';
import { type Placed, type ReadJob } from '../reading/read-job';
import { ci, PINNED } from './examples';

export const imageByTag: Rule = {
  id: 'GLC009',
  severity: 'warning',
  title: 'a job runs in an image that is named by a tag',
  why: 'whoever may push to that repository decides what runs with the secrets of the pipeline, and no run can be repeated',
  repair: 'pin the image by digest; the tag may stay in front of it, for people',
  reference: 'https://docs.gitlab.com/ci/pipelines/pipeline_security/#pin-dependencies',
  good: ci(`test:\n  image: ${PINNED}\n  script: [go test ./...]\n`),
  bad: ci('test:\n  image: golang:1.26\n  script: [go test ./...]\n'),
  check: (assembly) => {
    const seen = new Set<string>();
    return pipelinesOf(assembly)
      .flatMap(({ jobs }) => jobs)
      .flatMap((job) => imagesOf(job).map((image) => ({ job, ...image })))
      .filter(({ image }) => {
        const parsed = tryParseImageReference(image);
        return parsed !== undefined && parsed.digest === undefined;
      })
      .map(({ job, image, field }) => problem(job.place(field), `${image} has no digest`, 'write the digest behind it'))
      .filter(({ place: { origin } }) => seen.size < seen.add(`${origin.file}:${origin.line}`).size);
  },
};

function imagesOf(job: ReadJob): readonly { readonly image: string; readonly field: Placed }[] {
  const image = job.field('image');
  const services = job.field('services');
  const list: readonly unknown[] = Array.isArray(services?.value) ? services.value : [];
  return [
    ...(image === undefined ? [] : named(image)),
    ...(services === undefined
      ? []
      : list.flatMap((value, i) => named({ ...services, value, path: `${services.path}[${i}]` }))),
  ];
}

function named(field: Placed): readonly { readonly image: string; readonly field: Placed }[] {
  const image = typeof field.value === 'string' ? field.value : asMap(field.value)['name'];
  return typeof image === 'string' ? [{ image, field }] : [];
}
