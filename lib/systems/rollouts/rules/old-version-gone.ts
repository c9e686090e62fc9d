import { problem, type Rule } from '../../../audit';
import { analysesOf, metricsOf } from '../analyses';
import { limitsIn } from '../metric-limits';
import { timeToPass } from '../outcome';
import { blueGreen, ERROR_RATE, example, metric, template } from './examples';

export const oldVersionGone: Rule = {
  id: 'ROL026',
  severity: 'error',
  title: 'the old version is gone before the analysis after the switch has ended',
  why: 'with a delay of its own the controller scales the old version down while the analysis runs, and ends the analysis: a failure then finds nothing to go back to',
  repair: 'leave scaleDownDelaySeconds out: the old version then stays until the analysis has ended',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/',
  good: example(blueGreen({ postPromotionAnalysis: ERROR_RATE }), template([metric()])),
  bad: example(blueGreen({ postPromotionAnalysis: ERROR_RATE, scaleDownDelaySeconds: 30 }), template([metric()])),
  check: (assembly) =>
    analysesOf(assembly).flatMap((analysis) => {
      const delay = analysis.rollout.object.spec.strategy?.blueGreen?.scaleDownDelaySeconds;
      if (analysis.role !== 'post-promotion' || delay === undefined) return [];
      const times = metricsOf(analysis).map(
        ({ metric: one, template: { object } }) => timeToPass(limitsIn(one, object)).best,
      );
      const longest = Math.max(0, ...times.map(({ inSeconds }) => inSeconds));
      if (longest < delay) return [];
      const message = `the old version goes after ${delay} s, and the analysis takes at least ${longest} s`;
      const path = 'spec.strategy.blueGreen.scaleDownDelaySeconds';
      return [problem(analysis.rollout, message, 'leave scaleDownDelaySeconds out', path)];
    }),
};
