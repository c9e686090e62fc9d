import { Duration } from '../../../model';
import { problem, type Problem, type Rule } from '../../../audit';
import { type RunInPlace, tektonObjects } from '../tekton-objects';
import { example, oneStep, pipeline, run } from './examples';

const delivery = pipeline({ tasks: [{ name: 'test', taskRef: { name: 'go-test' }, timeout: '90m' }] });

export const timeoutsDisordered: Rule = {
  id: 'TKN073',
  severity: 'error',
  title: 'a time limit is longer than the one around it',
  why: 'the outer one (an hour, where nobody says otherwise) ends the task first, or Tekton refuses the run',
  repair: 'raise timeouts.pipeline of the run, so that tasks and finally fit in',
  reference: 'https://tekton.dev/docs/pipelines/pipelineruns/#configuring-a-failure-timeout',
  good: example(oneStep({}), delivery, run({ timeouts: { pipeline: '2h' } })),
  bad: example(oneStep({}), delivery, run({})),
  check: (assembly) => tektonObjects(assembly).runs.flatMap((one) => [...ofRun(one), ...ofTasks(one)]),
};

/** The time that a text says; nothing for a text that says none, and for `0`, which means no limit. */
function tryLimit(text: string | undefined): Duration | undefined {
  const limit = text === undefined ? undefined : Duration.tryParseGo(text);
  return limit && limit.milliseconds > 0 ? limit : undefined;
}

function wholeOf({ spec }: RunInPlace): { limit?: Duration; said: string } {
  const said = spec.timeouts?.pipeline;
  return said === undefined
    ? { limit: Duration.hours(1), said: 'an hour by default' }
    : { limit: tryLimit(said), said };
}

function ofRun(one: RunInPlace): Problem[] {
  const { manifest, prefix, spec } = one;
  const { limit, said } = wholeOf(one);
  const { tasks, finally: last } = spec.timeouts ?? {};
  const needed = [tasks, last]
    .flatMap((text) => tryLimit(text) ?? [])
    .reduce((sum, next) => sum.plus(next), Duration.zero);
  if (!limit || !needed.isLongerThan(limit)) return [];
  const parts = [tasks, last].filter((text) => text !== undefined).join(' + ');
  return [
    problem(
      manifest,
      `tasks and finally may take ${parts}, the whole run ${said}`,
      `set timeouts.pipeline to ${needed.toString()} or more`,
      `${prefix}spec.timeouts`,
    ),
  ];
}

function ofTasks(one: RunInPlace): Problem[] {
  const { manifest, prefix, spec, pipeline } = one;
  const whole = wholeOf(one);
  const around =
    spec.timeouts?.tasks === undefined ? whole : { limit: tryLimit(spec.timeouts.tasks), said: spec.timeouts.tasks };
  const overridden = new Map((spec.taskRunSpecs ?? []).map((own) => [own.pipelineTaskName, own.timeout]));
  return (pipeline?.calls ?? []).flatMap(({ task, inFinally }) => {
    const text = overridden.get(task.name) ?? task.timeout;
    const own = tryLimit(text);
    const outer = inFinally ? whole : around;
    if (!own || !outer.limit || !own.isLongerThan(outer.limit)) return [];
    return problem(
      manifest,
      `the task "${task.name}" may take ${text ?? ''}, and what is around it ${outer.said}`,
      `set timeouts.pipeline to more than ${own.toString()}`,
      `${prefix}spec.timeouts`,
    );
  });
}
