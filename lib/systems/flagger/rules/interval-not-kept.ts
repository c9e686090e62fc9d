import { problem, type Rule } from '../../../audit';
import { Duration } from '../../../model';
import { intervalOf } from '../progress';
import { canary, example } from './examples';

export const intervalNotKept: Rule = {
  id: 'FLG007',
  severity: 'warning',
  title: 'a Canary has an interval that Flagger does not keep',
  why: 'less than 10 s becomes 10 s, and what Go cannot read becomes a minute, without a word: releases take longer than planned',
  repair: 'write whole seconds or minutes, at least 10s',
  reference: 'https://github.com/fluxcd/flagger/blob/v1.44.0/pkg/apis/flagger/v1beta1/canary.go',
  good: example(canary({ interval: '30s' })),
  bad: example(canary({ interval: '5s' })),
  check: ({ manifests }) =>
    manifests.of('flagger.app/Canary').flatMap((manifest) => {
      const { interval = '' } = manifest.object.spec.analysis;
      const kept = intervalOf(interval);
      if (Duration.tryParseGo(interval)?.milliseconds === kept.milliseconds) return [];
      return [
        problem(manifest, `its interval "${interval}" becomes ${kept}`, 'write at least 10s', 'spec.analysis.interval'),
      ];
    }),
};
