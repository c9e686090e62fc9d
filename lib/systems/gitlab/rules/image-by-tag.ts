import { problem, type Rule } from '../../../audit';
import { tryParseImageReference } from '../../../model';
import { ci, PINNED } from './examples';
import { jobImages } from './job-images';

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
    return jobImages(assembly)
      .filter(({ image }) => {
        const parsed = tryParseImageReference(image);
        return parsed !== undefined && parsed.digest === undefined;
      })
      .map(({ job, image, field }) => problem(job.place(field), `${image} has no digest`, 'write the digest behind it'))
      .filter(({ place: { origin } }) => seen.size < seen.add(`${origin.file}:${origin.line}`).size);
  },
};
