import { problem, type Rule } from '../../../audit';
import { tryParseImageReference } from '../../../model';
import { at } from '../place';
import { eachStage } from './each';
import { dockerfile, STATIC } from './examples';

/** See DKR002 for images without a tag. */
export const baseNotPinned: Rule = {
  id: 'DKR001',
  severity: 'warning',
  title: 'a base image is named by a tag, not by its digest',
  why: 'whoever may push there can put other content behind the tag, and the next build of the same commit makes another image',
  repair: 'pin the image by digest; the tag may stay in front of it, for people and for the bot that bumps both',
  reference: 'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  good: dockerfile(STATIC),
  bad: dockerfile('FROM gcr.io/distroless/static-debian13:nonroot'),
  check: eachStage(({ image, from }, file) => {
    const { tag, digest } = tryParseImageReference(image ?? '') ?? {};
    if (image === undefined || tag === undefined || tag === 'latest' || digest !== undefined) return [];
    return [
      problem(
        at(file, from.line, 'FROM'),
        `the base image "${image}" is named by a tag that can be moved`,
        `write "${image}@sha256:…"`,
      ),
    ];
  }),
};
