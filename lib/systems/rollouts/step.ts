import { type Duration, dnsLabel, invalid } from '../../model';
import { type AnalysisArgument, mergeArguments } from './analysis-argument';
import { type ExperimentProps, renderExperiment, checkExperiment } from './experiment';
import { type Gate, type InlineGate } from './gate';
import { type StringMatch } from './string-match';

/** How many pods the canary gets, apart from its weight. */
export type CanaryScale =
  | { readonly replicas: number }
  /** A share of the Rollout's replicas, in percent. */
  | { readonly weight: number }
  /** From here on as many as the weight says, again. */
  | 'as-the-weight-says';

/** Requests that go to the canary by a header, whatever the weight. */
export interface HeaderRouteProps {
  /** The name of the route that the controller makes for it. */
  readonly name: string;
  /** The header and its value. A later step with the same name and no match takes the route away. @default none */
  readonly match?: readonly { readonly header: string; readonly value: StringMatch }[];
}

/** Requests that the canary gets a copy of; nobody waits for its answers. */
export interface MirrorRouteProps {
  /** The name of the route that the controller makes for it. */
  readonly name: string;
  /** The share of those requests that is copied, in percent. @default 100, or no route any more without a match */
  readonly percentage?: number;
  /** Which requests: each entry is one alternative. @default all, or no route any more without a percentage */
  readonly match?: readonly { readonly method?: StringMatch; readonly path?: StringMatch }[];
}

/** What a step needs of the Rollout it stands in. */
export interface StepContext {
  readonly templateName: (gate: Gate) => string;
  /** What every analysis run is marked with. */
  readonly runMetadata?: RunMetadata;
}

/** Labels and annotations of the runs of an analysis. */
export interface RunMetadata {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What the traffic router of a canary must be able to do for a step. */
export type RouterSkill = 'scale' | 'headers' | 'mirror' | 'experiment-weights' | 'ping-pong';

interface StepFacts {
  readonly weight?: number;
  readonly pause?: Duration | 'forever';
  readonly gates?: readonly InlineGate[];
  readonly ownPods?: boolean;
  readonly managedRoute?: string;
  readonly needs?: RouterSkill;
  readonly headerMatches?: readonly StringMatch['kind'][];
}

/** One step of a canary. Throws `Step.…` for what the controller would refuse, or would take for something else. */
export class Step {
  /** Gives the canary a share of the traffic, in percent. It is done as soon as the pods are ready: it waits for nothing. */
  public static setWeight(percent: number): Step {
    checkPercent('Step.setWeight', percent);
    return new Step({ weight: percent }, () => ({ setWeight: percent }));
  }

  /** Waits. */
  public static pauseLasting(time: Duration): Step {
    if (!Number.isInteger(time.inSeconds) || time.inSeconds < 1) {
      throw invalid('Step.pauseLasting', 'whole seconds above zero', time.toString());
    }
    return new Step({ pause: time }, () => ({ pause: { duration: time.toString() } }));
  }

  /** Waits until a person promotes the Rollout. */
  public static pauseForever(): Step {
    return new Step({ pause: 'forever' }, () => ({ pause: {} }));
  }

  /** Waits until every gate has opened; one that stays shut takes the release back. */
  public static analysis(gates: readonly InlineGate[]): Step {
    if (gates.length === 0) throw invalid('Step.analysis', 'at least one gate', gates);
    const names = gates.map(({ name }) => name);
    if (new Set(names).size < names.length) throw invalid('Step.analysis', 'gates of different names', names);
    return new Step({ gates }, (context) => ({ analysis: renderGates(gates, context) }));
  }

  /** Scales the canary apart from its weight. Needs a traffic router. */
  public static setCanaryScale(scale: CanaryScale): Step {
    const render = renderScale(scale);
    return new Step({ needs: 'scale' }, () => ({ setCanaryScale: render }));
  }

  /** Sends requests with a header to the canary. Needs a router that can. */
  public static setHeaderRoute(route: HeaderRouteProps): Step {
    dnsLabel('Step.setHeaderRoute.name', route.name);
    const match = route.match?.map(({ header, value }) => ({ headerName: header, headerValue: value._render() }));
    const headerMatches = route.match?.map(({ value }) => value.kind) ?? [];
    return new Step({ needs: 'headers', managedRoute: route.name, headerMatches }, () => ({
      setHeaderRoute: { name: route.name, ...(match === undefined ? {} : { match }) },
    }));
  }

  /** Sends a copy of requests to the canary. Needs Istio. */
  public static setMirrorRoute(route: MirrorRouteProps): Step {
    dnsLabel('Step.setMirrorRoute.name', route.name);
    if (route.percentage !== undefined) checkPercent('Step.setMirrorRoute.percentage', route.percentage);
    const match = renderMirrored(route);
    return new Step({ needs: 'mirror', managedRoute: route.name }, () => ({
      setMirrorRoute: {
        name: route.name,
        ...(route.percentage === undefined ? {} : { percentage: route.percentage }),
        ...(match === undefined ? {} : { match }),
      },
    }));
  }

  /** Runs pods of both versions side by side, outside of the canary, and compares them. */
  public static experiment(props: ExperimentProps): Step {
    checkExperiment(props);
    const weighted = props.templates.some(({ weight }) => weight !== undefined);
    return new Step(
      { gates: props.analyses ?? [], ownPods: true, ...(weighted ? { needs: 'experiment-weights' } : {}) },
      (context) => ({ experiment: renderExperiment(props, context) }),
    );
  }

  /** Leaves the step to a plugin of the controller. */
  public static plugin(name: string, config: object = {}): Step {
    if (!/^[a-z0-9-]+\/[A-Za-z0-9-]+$/.test(name)) throw invalid('Step.plugin', 'a plugin "owner/name"', name);
    return new Step({}, () => ({ plugin: { name, config } }));
  }

  private constructor(
    private readonly facts: StepFacts,
    private readonly render: (context: StepContext) => object,
  ) {}

  /** The weight that this step sets, if it sets one. */
  public get weight(): number | undefined {
    return this.facts.weight;
  }
  /** How long it waits, if it waits for time or for a person. */
  public get pause(): Duration | 'forever' | undefined {
    return this.facts.pause;
  }
  /** The gates it waits for. */
  public get gates(): readonly InlineGate[] {
    return this.facts.gates ?? [];
  }
  /** Whether its gates look at pods that start with it, rather than at the canary's. */
  public get ownPods(): boolean {
    return this.facts.ownPods ?? false;
  }
  /** The name of the route that the controller has to manage for it. */
  public get managedRoute(): string | undefined {
    return this.facts.managedRoute;
  }
  /** How it compares headers, if it does. */
  public get headerMatches(): readonly StringMatch['kind'][] {
    return this.facts.headerMatches ?? [];
  }
  /** What it needs the traffic router to be able to do. */
  public get needs(): RouterSkill | undefined {
    return this.facts.needs;
  }

  /** @internal */
  public _render(context: StepContext): object {
    return this.render(context);
  }
}

/** The `templates` and `args` by which an analysis takes its gates. */
export function renderGates(gates: readonly Gate[], context: StepContext): object {
  const args: readonly AnalysisArgument[] = mergeArguments(gates.map((gate) => gate.args));
  return {
    templates: gates.map((gate) => ({ templateName: context.templateName(gate) })),
    ...(args.length === 0 ? {} : { args: args.map((argument) => argument._render()) }),
    ...(context.runMetadata === undefined ? {} : { analysisRunMetadata: context.runMetadata }),
  };
}

/** The controller takes a route without match away, so "all requests" has to be said. */
function renderMirrored({ match, percentage }: MirrorRouteProps): readonly object[] | undefined {
  if (match === undefined) return percentage === undefined ? undefined : [{ path: { prefix: '/' } }];
  return match.map(({ method, path }) => ({
    ...(method === undefined ? {} : { method: method._render() }),
    ...(path === undefined ? {} : { path: path._render() }),
  }));
}

function renderScale(scale: CanaryScale): object {
  if (scale === 'as-the-weight-says') return { matchTrafficWeight: true };
  if ('weight' in scale) {
    checkPercent('Step.setCanaryScale.weight', scale.weight);
    return { weight: scale.weight };
  }
  if (!Number.isSafeInteger(scale.replicas) || scale.replicas < 0) {
    throw invalid('Step.setCanaryScale.replicas', 'a whole number that is not negative', scale.replicas);
  }
  return { replicas: scale.replicas };
}

function checkPercent(place: string, percent: number): void {
  if (!Number.isInteger(percent) || percent < 0 || percent > 100) {
    throw invalid(place, 'a whole percentage between 0 and 100', percent);
  }
}
