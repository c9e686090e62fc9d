import { problem, type Rule } from '../../../audit';
import { tryParseImageReference } from '../../../model';
import { at } from '../place';
import { eachStage } from './each';
import { dockerfile, STATIC } from './examples';

export const baseLatest: Rule = {
  id: 'DKR002',
  severity: 'warning',
  title: 'a base image is whatever the tag latest names at the moment',
  why: 'a build that worked yesterday gets another major version today, and nobody changed a line',
  repair: 'name a version and its digest',
  reference: 'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  good: dockerfile(STATIC),
  bad: dockerfile('FROM gcr.io/distroless/static-debian13'),
  check: eachStage(({ image, from }, file) => {
    const reference = tryParseImageReference(image ?? '');
    if (!reference || image === 'scratch' || reference.digest !== undefined) return [];
    if (reference.tag !== undefined && reference.tag !== 'latest') return [];
    const how = reference.tag === undefined ? 'neither tag nor digest' : 'the tag latest';
    return [
      problem(
        at(file, from.line, 'FROM'),
        `the base image "${image}" has ${how}`,
        `write "${reference.tag === undefined ? image : image?.replace(/:latest$/, '')}:<version>@sha256:…"`,
      ),
    ];
  }),
};
