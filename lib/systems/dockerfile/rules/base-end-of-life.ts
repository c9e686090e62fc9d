import { problem, type Rule } from '../../../audit';
import { tryParseImageReference } from '../../../model';
import { tryEndOfLife } from '../../../tools';
import { at } from '../place';
import { eachStage } from './each';
import { dockerfile, GO } from './examples';

export const baseEndOfLife: Rule = {
  id: 'DKR003',
  severity: 'warning',
  title: 'a base image gets no fixes any more',
  why: 'every hole that is found from now on stays open, and scanners stop the release on a day that nobody chose',
  repair: 'go on to a release line that gets fixes',
  reference: 'https://endoflife.date/',
  good: dockerfile(GO),
  bad: dockerfile('FROM golang:1.21 AS build'),
  check: eachStage(({ image, from }, file) => {
    const reference = tryParseImageReference(image ?? '');
    const end = reference && tryEndOfLife(reference);
    if (!end) return [];
    const since = end.on === undefined ? '' : ` since ${end.on}`;
    return [
      problem(
        at(file, from.line, 'FROM'),
        `the base image "${image}" gets no fixes any more${since}`,
        `use ${end.instead} or newer`,
      ),
    ];
  }),
};
