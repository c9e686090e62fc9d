import { problem, type Rule } from '../../../audit';
import { at } from '../place';
import { eachInstruction } from './each';
import { dockerfile, DIGEST } from './examples';

export const sudoInBuild: Rule = {
  id: 'DKR022',
  severity: 'advice',
  title: 'the build uses sudo',
  why: 'steps run as root until USER says otherwise; an image that holds sudo offers it to whoever breaks in',
  repair: 'leave it out, and switch the user by USER',
  reference: 'https://docs.docker.com/build/building/best-practices/#user',
  good: dockerfile(`FROM debian:13@${DIGEST}`, 'RUN install -d /srv/api'),
  bad: dockerfile(`FROM debian:13@${DIGEST}`, 'RUN sudo install -d /srv/api'),
  check: eachInstruction(['RUN'], ({ text, line }, _, file) =>
    /(?:^|[;&|(]\s*)sudo\s/.test(text)
      ? [problem(at(file, line, 'RUN'), 'a step runs by sudo', 'leave sudo out, or write USER 0 before the step')]
      : [],
  ),
};
