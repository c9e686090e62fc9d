import { type Operator, inObjects, misspelt, plus, remove, replaced, to, withoutObjects } from '../operator';

const CANARY = 'spec.strategy.canary';
const STEP = `${CANARY}.steps.*`;

const releases: readonly Operator[] = [
  inObjects('swap the stable and the canary Service', 'Rollout', CANARY, (value) => {
    const { stableService, canaryService } = value as { stableService: string; canaryService: string };
    return { ...(value as object), stableService: canaryService, canaryService: stableService };
  }),
  inObjects('give the stable Service for both', 'Rollout', CANARY, (value) => ({
    ...(value as object),
    canaryService: (value as { stableService: string }).stableService,
  })),
  inObjects('drop the stable Service', 'Rollout', `${CANARY}.stableService`, remove),
  inObjects('drop the canary Service', 'Rollout', `${CANARY}.canaryService`, remove),
  inObjects('name a stable Service that is not there', 'Rollout', `${CANARY}.stableService`, misspelt),
  inObjects('name a canary Service that is not there', 'Rollout', `${CANARY}.canaryService`, misspelt),
  inObjects('drop the router', 'Rollout', `${CANARY}.trafficRouting`, remove),
  inObjects('name a route that is not there', 'Rollout', `${CANARY}.trafficRouting.plugins.*.httpRoute`, misspelt),
  inObjects(
    'look for the route in another namespace',
    'Rollout',
    `${CANARY}.trafficRouting.plugins.*.namespace`,
    misspelt,
  ),
  inObjects('drop a step of a canary', 'Rollout', STEP, remove),
  inObjects('drop all steps', 'Rollout', `${CANARY}.steps`, remove),
  inObjects('let a weight fall', 'Rollout', `${STEP}.setWeight`, (value) => (Number(value) > 1 ? 1 : undefined)),
  inObjects('give a weight above all', 'Rollout', `${STEP}.setWeight`, to(101)),
  inObjects('pause without end', 'Rollout', `${STEP}.pause`, to({})),
  inObjects('pause for a time that nobody can read', 'Rollout', `${STEP}.pause.duration`, to('ten minutes')),
  inObjects('exchange no pods at all', 'Rollout', CANARY, plus({ maxSurge: 0, maxUnavailable: 0 })),
  inObjects('write two steps in one', 'Rollout', STEP, plus({ setWeight: 10, pause: {} })),
  inObjects('keep the stable pods only as long as needed', 'Rollout', CANARY, plus({ dynamicStableScale: true })),
];

const METRIC = 'spec.metrics.*';
const QUERY = `${METRIC}.provider.prometheus.query`;
const ARGUMENT = `${STEP}.analysis.args.*`;

const gates: readonly Operator[] = [
  inObjects('name a template that is not there', 'Rollout', `${STEP}.analysis.templates.*.templateName`, misspelt),
  inObjects('drop a template of an analysis', 'Rollout', `${STEP}.analysis.templates.*`, remove),
  inObjects('drop an argument', 'Rollout', ARGUMENT, remove),
  inObjects('rename an argument', 'Rollout', `${ARGUMENT}.name`, misspelt),
  inObjects(
    'hand over the hash of the old version',
    'Rollout',
    `${ARGUMENT}.valueFrom.podTemplateHashValue`,
    to('Stable'),
  ),
  inObjects('drop an argument of a template', 'AnalysisTemplate', 'spec.args.*', remove),
  inObjects('drop the count of a metric', 'AnalysisTemplate', `${METRIC}.count`, remove),
  inObjects('count a metric in quotes', 'AnalysisTemplate', `${METRIC}.count`, to('five')),
  inObjects('drop the interval of a metric', 'AnalysisTemplate', `${METRIC}.interval`, remove),
  inObjects('measure before the window is full', 'AnalysisTemplate', `${METRIC}.initialDelay`, remove),
  inObjects('drop the success condition', 'AnalysisTemplate', `${METRIC}.successCondition`, remove),
  inObjects('drop the failure condition', 'AnalysisTemplate', `${METRIC}.failureCondition`, remove),
  inObjects(
    'drop the guard against an empty answer',
    'AnalysisTemplate',
    `${METRIC}.successCondition`,
    replaced(/len\(result\) > 0 && /, ''),
  ),
  inObjects(
    'drop the guard against no number',
    'AnalysisTemplate',
    `${METRIC}.successCondition`,
    replaced(/!isNaN\(result\[0\]\) && /, ''),
  ),
  inObjects(
    'leave a gap between the conditions',
    'AnalysisTemplate',
    `${METRIC}.successCondition`,
    replaced(/0\.\d+\s*$/, '0.001'),
  ),
  inObjects(
    'turn a condition round',
    'AnalysisTemplate',
    `${METRIC}.successCondition`,
    replaced(/<=?(?=[^<>=]*$)/, '>'),
  ),
  inObjects(
    'judge by something that is not there',
    'AnalysisTemplate',
    `${METRIC}.successCondition`,
    replaced('result[0]', 'results[0]'),
  ),
  inObjects('allow every failure', 'AnalysisTemplate', METRIC, plus({ failureLimit: 1000 })),
  inObjects('shorten the range of a query', 'AnalysisTemplate', QUERY, replaced(/\[\d+[smh]\]/, '[15s]')),
  inObjects('drop the range of a query', 'AnalysisTemplate', QUERY, replaced(/\[\d+[smh]\]/, '')),
  inObjects(
    'ask for both versions at once',
    'AnalysisTemplate',
    QUERY,
    replaced(/rollouts_pod_template_hash="[^"]*",? ?/g, ''),
  ),
  inObjects('misname an argument in a query', 'AnalysisTemplate', QUERY, replaced('{{args.', '{{args.x')),
  inObjects('leave a bracket open in a query', 'AnalysisTemplate', QUERY, replaced(/\)\s*$/, '')),
  inObjects('name one metric twice', 'AnalysisTemplate', 'spec.metrics', (value) => [
    ...(value as readonly object[]),
    ...(value as readonly object[]),
  ]),
  inObjects('ask a server that has no address', 'AnalysisTemplate', `${METRIC}.provider.prometheus.address`, remove),
  withoutObjects('leave out an AnalysisTemplate', 'AnalysisTemplate'),
  withoutObjects('leave out a Rollout', 'Rollout'),
];

/** Faults in how it is released. */
export const rollouts: readonly Operator[] = [...releases, ...gates];
