import { type Duration, dnsLabel, invalid } from '../../model';
import { type Gate, type InlineGate } from './gate';

/** Pods of one version inside an experiment. */
export interface ExperimentTemplate {
  /** The name of these pods inside the experiment. */
  readonly name: string;
  /** Which version they run. */
  readonly version: 'canary' | 'stable';
  /** How many. @default 1 */
  readonly replicas?: number;
  /** The share of the traffic that they get, in percent; needs a router that can. @default none */
  readonly weight?: number;
}

/** What runs side by side, and for how long. */
export interface ExperimentProps {
  readonly templates: readonly ExperimentTemplate[];
  /** How long it runs. @default until its gates have all opened */
  readonly duration?: Duration;
  /** The gates that judge it. @default none: it ends with its time */
  readonly analyses?: readonly InlineGate[];
}

/** Throws `Step.experiment: …` for an experiment that has no pods, no end, or two things of one name. */
export function checkExperiment(props: ExperimentProps): void {
  const names = props.templates.map(({ name }) => dnsLabel('Step.experiment.name', name));
  if (names.length === 0 || new Set(names).size < names.length) {
    throw invalid('Step.experiment.templates', 'one or more of different names', names);
  }
  if (props.duration === undefined && (props.analyses ?? []).length === 0) {
    throw invalid('Step.experiment', 'a duration or a gate', undefined, 'it would never end');
  }
  for (const { replicas, weight } of props.templates) {
    if (replicas !== undefined && (!Number.isSafeInteger(replicas) || replicas < 1)) {
      throw invalid('Step.experiment.replicas', 'a whole number of at least 1', replicas);
    }
    if (weight !== undefined && (!Number.isInteger(weight) || weight < 1 || weight > 99)) {
      throw invalid('Step.experiment.weight', 'a whole percentage between 1 and 99', weight);
    }
  }
}

/** The `experiment` of a step. */
export function renderExperiment(
  props: ExperimentProps,
  context: { readonly templateName: (gate: Gate) => string; readonly runMetadata?: object },
): object {
  const { duration, analyses = [] } = props;
  const podsOf = (version: string): string | undefined => props.templates.find((one) => one.version === version)?.name;
  const pods = { canary: podsOf('canary'), stable: podsOf('stable') };
  return {
    ...(duration === undefined ? {} : { duration: duration.toString() }),
    templates: props.templates.map(({ name, version, replicas = 1, weight }) => ({
      name,
      specRef: version,
      replicas,
      ...(weight === undefined ? {} : { weight }),
    })),
    ...(analyses.length === 0
      ? {}
      : {
          analyses: analyses.map((gate) => ({
            name: gate.name,
            templateName: context.templateName(gate),
            requiredForCompletion: true,
            ...(gate.args.length === 0
              ? {}
              : { args: gate.args.map((argument) => argument._renderInExperiment(pods)) }),
          })),
        }),
    ...(context.runMetadata === undefined ? {} : { analysisRunMetadata: context.runMetadata }),
  };
}
