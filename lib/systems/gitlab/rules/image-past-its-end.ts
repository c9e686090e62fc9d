import { problem, type Rule } from '../../../audit';
import { tryParseImageReference } from '../../../model';
import { tryEndOfLife } from '../../../tools';
import { ci } from './examples';
import { jobImages } from './job-images';

const digest = `sha256:${'4d1f'.repeat(16)}`;

export const imagePastItsEnd: Rule = {
  id: 'GLC030',
  severity: 'warning',
  title: 'a job or a service runs a release that gets no fixes any more',
  why: 'what is found in it since its end is never repaired: in a compiler it goes into every binary, in a Docker daemon it lies between the job and its host',
  repair: 'take a release that is maintained',
  reference: 'https://endoflife.date/docker-engine',
  good: ci(`test:\n  image: golang:1.27@${digest}\n  script: [go test ./...]\n`),
  bad: ci(`test:\n  image: golang:1.22@${digest}\n  script: [go test ./...]\n`),
  check: (assembly) => {
    const seen = new Set<string>();
    return jobImages(assembly)
      .flatMap(({ job, image, field }) => {
        const reference = tryParseImageReference(image);
        const ended = reference && tryEndOfLife(reference);
        if (!ended) return [];
        const when = ended.on === undefined ? 'any more' : `since ${ended.on}`;
        return [problem(job.place(field), `${ended.release} gets no fixes ${when}`, `take ${ended.instead}`)];
      })
      .filter(({ place: { origin } }) => seen.size < seen.add(`${origin.file}:${origin.line}`).size);
  },
};
