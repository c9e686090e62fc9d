import { type Refusal } from './fault';

const GITHUB = 'test/systems/github/compile.test.ts';
const GITLAB = 'test/systems/gitlab/gitlab-pipeline-refusals.test.ts';
const AWS = 'test/systems/aws/compile.test.ts';

export const NO_COUNT_TO_KEEP: Refusal = {
  words: 'how many to keep follows from the facts',
  test: AWS,
};
export const NO_ENDLESS_STEP: Refusal = {
  words: 'what watches beside the steps has no place between them',
  test: 'test/systems/rollouts/canary-refusals.test.ts',
};
export const NO_IMAGE_BY_TAG: Refusal = {
  words: 'an image by tag',
  test: GITLAB,
};
export const NO_ONLY: Refusal = {
  words: 'only and except cannot be written',
  test: GITLAB,
};
export const NO_PATTERN: Refusal = {
  words: 'who is trusted is an identity, not a pattern',
  test: 'test/systems/kyverno/compile.test.ts',
};
export const NO_SECRET_OUTPUT: Refusal = { words: 'a secret is no output of a job', test: GITHUB };
export const NO_SILENCE: Refusal = {
  words: 'what happens without traffic has to be chosen',
  test: 'test/systems/rollouts/metric.test.ts',
};
export const NO_SUCH_OUTPUT: Refusal = { words: 'a misspelt output', test: GITHUB };
export const NO_TAG_TEXTS: Refusal = {
  words: 'tags are families, not texts',
  test: AWS,
};
export const NO_TEXT: Refusal = { words: 'an expression is no text', test: GITHUB };
