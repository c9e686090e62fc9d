import { problem, type Rule } from '../../../audit';
import { blueGreen, example } from './examples';

const DEFAULT_HISTORY = 10;

export const historyTooShort: Rule = {
  id: 'ROL033',
  severity: 'error',
  title: 'more old versions are to stay warm than are kept at all',
  why: 'the controller refuses the Rollout (InvalidSpec) and nothing deploys',
  repair: 'raise revisionHistoryLimit, or lower scaleDownDelayRevisionLimit',
  good: example(blueGreen({ scaleDownDelayRevisionLimit: 1 }, { revisionHistoryLimit: 5 })),
  bad: example(blueGreen({ scaleDownDelayRevisionLimit: 6 }, { revisionHistoryLimit: 5 })),
  check: ({ manifests }) =>
    manifests.of('argoproj.io/Rollout').flatMap((rollout) => {
      const { revisionHistoryLimit: kept = DEFAULT_HISTORY, strategy } = rollout.object.spec;
      const warm = strategy?.blueGreen?.scaleDownDelayRevisionLimit;
      if (warm === undefined || warm <= kept) return [];
      const message = `${warm} old versions are to stay warm, and ${kept} are kept`;
      const path = 'spec.strategy.blueGreen.scaleDownDelayRevisionLimit';
      return [problem(rollout, message, 'keep more, or let fewer stay warm', path)];
    }),
};
