import { problem, type Rule } from '../../../audit';
import { tryParsePause } from '../schedule';
import { type PlacedStep, stepsOf } from '../steps';
import { canary, example, HELD } from './examples';

export const stepValueRefused: Rule = {
  id: 'ROL020',
  severity: 'error',
  title: 'a canary step has a value that the controller refuses',
  why: 'the Rollout is refused (InvalidSpec) and nothing deploys',
  repair:
    'weights are whole percentages up to 100; pauses are seconds, or a duration of Go, which has no unit for days',
  good: example(canary({ steps: HELD })),
  bad: example(canary({ steps: [{ setWeight: 20 }, { pause: { duration: '1d' } }, ...HELD] })),
  check: (assembly) =>
    stepsOf(assembly).flatMap((placed) =>
      problemsOf(placed).map(([message, repair]) => problem(placed.rollout, message, repair, placed.path)),
    ),
};

function problemsOf({ canary: strategy, step }: PlacedStep): readonly (readonly [string, string])[] {
  const most = strategy.trafficRouting?.maxTrafficWeight ?? 100;
  const { setWeight, pause, experiment } = step;
  const problems: (readonly [string, string])[] = [];
  if (setWeight !== undefined && (setWeight < 0 || setWeight > most)) {
    problems.push([`the weight ${setWeight} is not between 0 and ${most}`, `choose one between 0 and ${most}`]);
  }
  const durations = [pause?.duration, experiment?.duration];
  for (const duration of durations) {
    if (duration === undefined || tryParsePause(duration)) continue;
    const message = `the duration ${JSON.stringify(duration)} is none that the controller can read`;
    problems.push([message, 'write seconds, or a duration such as "10m" or "1h30m"']);
  }
  return problems;
}
