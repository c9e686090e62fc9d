import { tryParseImageReference } from '../../lib/model';
import { PINS, tryEndOfLife } from '../../lib/tools';
import { RELEASE_LINES } from '../../lib/tools/release-lines';

function endOf(image: string): ReturnType<typeof tryEndOfLife> {
  const reference = tryParseImageReference(image);
  return reference && tryEndOfLife(reference);
}

test.each([
  ['golang:1.25-bookworm', { release: 'Go 1.25', on: '2026-08-19', instead: 'golang:1.27' }],
  ['golang:1.9', { release: 'Go 1.9', instead: 'golang:1.27' }],
  ['public.ecr.aws/docker/library/node:18', { release: 'Node.js 18', on: '2025-04-30', instead: 'node:24' }],
  ['python:2-slim', { release: 'Python 2', on: '2020-01-01', instead: 'python:3.14' }],
  ['debian:buster-slim', { release: 'Debian buster', on: '2024-06-30', instead: 'debian:13' }],
  ['eclipse-temurin:26-jre', { release: 'Java 26', on: '2026-09-15', instead: 'eclipse-temurin:25' }],
  ['eclipse-temurin:12', { release: 'Java 12', instead: 'eclipse-temurin:25' }],
  ['golangci/golangci-lint:v1.64.8', { release: 'golangci-lint 1', instead: 'golangci/golangci-lint:v2.14' }],
  ['docker:24-dind', { release: 'Docker 24', on: '2024-06-08', instead: 'docker:29' }],
  ['docker:19.03.15-dind', { release: 'Docker 19', instead: 'docker:29' }],
  ['openjdk:21', { release: 'openjdk', on: '2022-07', instead: 'eclipse-temurin:25' }],
])('%s has ended', (image, end) => {
  expect(endOf(image)).toEqual(end);
});

test.each([
  'golang',
  'golang:latest',
  'golang:1.26',
  'golang:1.28',
  'node:22',
  'python:3',
  'debian:trixie',
  'eclipse-temurin:8',
  'eclipse-temurin:11-jre',
  'eclipse-temurin:21',
  'golangci/golangci-lint:v2.1',
  'docker:dind',
  'docker:25.0-cli',
  'docker:28-dind',
  'ghcr.io/acme/golang:1.1',
])('%s has not, or nobody here knows', (image) => {
  expect(endOf(image)).toBeUndefined();
});

test('what this release pins and recommends gets fixes', () => {
  const pinned = Object.values(PINS).map(({ image, tag }) => `${image}:${tag}`);
  const recommended = Object.entries(RELEASE_LINES).map(([path, { instead }]) => `docker.io/${path}:${instead}`);
  expect([...pinned, ...recommended].filter((one) => endOf(one) !== undefined)).toEqual([]);
});

test('every day is one of the calendar, and not of the future of the table', () => {
  const days = Object.values(RELEASE_LINES).flatMap(({ ended }) => Object.values(ended));
  const wrong = days.filter((day) => day !== undefined && (Number.isNaN(Date.parse(day)) || day > '2026-11-20'));
  expect(wrong).toEqual([]);
});
