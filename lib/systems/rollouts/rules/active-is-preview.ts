import { problem, type Rule } from '../../../audit';
import { blueGreen, example } from './examples';

export const activeIsPreview: Rule = {
  id: 'ROL010',
  severity: 'error',
  title: 'the active Service is the preview Service as well',
  why: 'the controller refuses the Rollout (InvalidSpec) and nothing deploys',
  repair: 'give the preview a Service of its own',
  good: example(blueGreen({})),
  bad: example(blueGreen({ previewService: 'orders-active' })),
  check: ({ manifests }) =>
    manifests.of('argoproj.io/Rollout').flatMap((rollout) => {
      const { activeService, previewService } = rollout.object.spec.strategy?.blueGreen ?? {};
      if (activeService === undefined || activeService !== previewService) return [];
      const message = `${activeService} is the active and the preview Service at once`;
      const repair = 'give the preview a Service of its own';
      return [problem(rollout, message, repair, 'spec.strategy.blueGreen.previewService')];
    }),
};
