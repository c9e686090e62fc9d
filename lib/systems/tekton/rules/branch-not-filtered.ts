import { problem, type Rule } from '../../../audit';
import { filtersOf, tryGitHubEvents } from '../interceptor-params';
import { triggersInPlace } from '../trigger-in-place';
import { example, PUSH_BINDING, PUSH_TEMPLATE, pushListener, SIGNED_PUSH } from './examples';

export const branchNotFiltered: Rule = {
  id: 'TRG009',
  severity: 'warning',
  title: 'a trigger takes pushes to every branch and tag',
  why: 'whoever may push any branch starts the pipeline that signs and deploys, with the code of that branch',
  repair: "filter with the cel interceptor: body.ref == 'refs/heads/main'",
  reference: 'https://tekton.dev/docs/triggers/interceptors/#cel-interceptors',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener()),
  bad: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener({ interceptors: [SIGNED_PUSH] })),
  check: (assembly) =>
    triggersInPlace(assembly).flatMap((trigger) => {
      const events = tryGitHubEvents(trigger);
      const takesPushes = events !== undefined && (events.length === 0 || events.includes('push'));
      const foreign = trigger.interceptors.some(({ use }) => use.webhook !== undefined);
      if (!takesPushes || foreign || /\bref\b|\['ref'\]|branch/.test(filtersOf(trigger))) return [];
      return problem(
        trigger.manifest,
        `${trigger.title} takes pushes to every branch and tag`,
        "add a cel filter: body.ref == 'refs/heads/main'",
        `${trigger.path}.interceptors`,
      );
    }),
};
