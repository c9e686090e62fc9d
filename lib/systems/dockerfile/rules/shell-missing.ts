import { problem, type Rule } from '../../../audit';
import { baseImageOf, hasNoShell } from '../base-image';
import { at } from '../place';
import { chainOf, historyOf, type ReadStage } from '../read-stage';
import { eachStage } from './each';
import { dockerfile, STATIC } from './examples';

export const shellMissing: Rule = {
  id: 'DKR014',
  severity: 'error',
  title: 'a shell is needed where there is none',
  why: 'a distroless image has no /bin/sh: the build stops at the RUN, the container does not start',
  repair: 'do it in an earlier stage and copy the result, or write the command as a list',
  reference: 'https://github.com/GoogleContainerTools/distroless#entrypoints',
  good: dockerfile(STATIC, 'ENTRYPOINT ["/api"]'),
  bad: dockerfile(STATIC, 'ENTRYPOINT /api'),
  check: eachStage((stage, file) => {
    const base = baseImageOf(stage);
    if (!base || !hasNoShell(base) || bringsShell(stage)) return [];
    return stage.instructions
      .filter(({ keyword, list }) => ['RUN', 'CMD', 'ENTRYPOINT'].includes(keyword) && list === undefined)
      .map(({ keyword, line, text }) =>
        problem(
          at(file, line, keyword),
          `${keyword} ${text.split('\n')[0]} needs a shell, and ${chainOf(stage).at(-1)?.written} has none`,
          keyword === 'RUN' ? 'run it in an earlier stage' : 'write it as a list: ["program", "argument"]',
        ),
      );
  }),
};

/** A shell that is copied in, or another way to run what is written: then nobody knows. */
function bringsShell(stage: ReadStage): boolean {
  return historyOf(stage).some(
    ({ keyword, text }) =>
      keyword === 'SHELL' || (keyword === 'COPY' && /(?:^|[\s/"])(?:sh|bash|busybox|bin)\b|\s\/$/.test(text)),
  );
}
