import { problem, type Rule } from '../../../audit';
import { at } from '../place';
import { eachStage } from './each';
import { dockerfile } from './examples';

export const baseUndeclared: Rule = {
  id: 'DKR021',
  severity: 'error',
  title: 'FROM names a variable that nobody declares',
  why: 'the name of the base image is cut short, and the build stops or takes another image',
  repair: 'declare the ARG before the first FROM',
  reference: 'https://docs.docker.com/reference/build-checks/undefined-arg-in-from/',
  good: dockerfile('ARG GO=1.26', 'FROM golang:$GO'),
  bad: dockerfile('FROM golang:$GO'),
  check: eachStage(({ undeclared, from, written }, file) =>
    undeclared.map((name) =>
      problem(
        at(file, from.line, 'FROM'),
        `"${written}" names $${name}, which no ARG before the first FROM declares`,
        `write ARG ${name}=… before the first FROM`,
      ),
    ),
  ),
};
