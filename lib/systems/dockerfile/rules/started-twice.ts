import { problem, type Rule } from '../../../audit';
import { at } from '../place';
import { eachStage } from './each';
import { dockerfile, STATIC } from './examples';

export const startedTwice: Rule = {
  id: 'DKR023',
  severity: 'warning',
  title: 'a stage names what it runs twice',
  why: 'the last one counts, and the earlier is silently forgotten',
  repair: 'remove the one that is not meant',
  reference: 'https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/',
  good: dockerfile(STATIC, 'ENTRYPOINT ["/api"]', 'CMD ["--port=8080"]'),
  bad: dockerfile(STATIC, 'ENTRYPOINT ["/api"]', 'ENTRYPOINT ["/api", "--port=8080"]'),
  check: eachStage(({ instructions }, file) =>
    ['ENTRYPOINT', 'CMD', 'HEALTHCHECK'].flatMap((kind) =>
      instructions
        .filter(({ keyword }) => keyword === kind)
        .slice(0, -1)
        .map(({ line }) =>
          problem(at(file, line, kind), `a later ${kind} takes the place of this one`, 'keep one of them'),
        ),
    ),
  ),
};
