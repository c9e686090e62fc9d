import { type Duration, invalid } from '../../model';
import { type AntiAffinity, renderAntiAffinity } from './anti-affinity';
import { Check } from './check';
import { type Gate, type PostPromotionGate, type PrePromotionGate } from './gate';
import { type RolloutNames } from './router';
import { renderGates } from './step';
import { type RenderedStrategy, type RolloutStrategy, type StrategyContext } from './strategy';

/** When the new version gets the traffic. */
export class Promotion {
  /** As soon as the gates before it have opened. */
  public static readonly automatic = new Promotion({ autoPromotionEnabled: true });
  /** When a person says so. */
  public static readonly byHand = new Promotion({ autoPromotionEnabled: false });

  /** Some time after the gates before it have opened. */
  public static after(time: Duration): Promotion {
    const seconds = wholeSeconds('Promotion.after', time);
    if (seconds === 0) throw invalid('Promotion.after', 'a time above zero', '0s', 'use Promotion.automatic');
    return new Promotion({ autoPromotionEnabled: true, autoPromotionSeconds: seconds });
  }

  private constructor(private readonly fields: object) {}

  /** @internal */
  public _render(): object {
    return this.fields;
  }
}

export interface BlueGreenProps {
  /** What has to hold while only the preview Service reaches the new version. @default nothing but the pods' readiness */
  readonly prePromotion?: readonly (Check | PrePromotionGate)[];
  /** What has to hold once everybody uses the new version; if not, everybody goes back. @default nothing */
  readonly postPromotion?: readonly (Check | PostPromotionGate)[];
  /** When the new version gets the traffic. @default Promotion.automatic */
  readonly promotion?: Promotion;
  /**
   * How long the old version stays warm after the switch, in whole seconds.
   * @default until the gates after the switch have opened, or 30 seconds where there are none
   */
  readonly scaleDownDelay?: Duration;
  /** How long a new version that was taken back stays up, in whole seconds. @default 30 seconds */
  readonly abortScaleDownDelay?: Duration;
  /** The pods of the new version before the switch. @default all */
  readonly previewReplicas?: number;
  /** Whether the pods of the two versions keep off each other's nodes. @default they may share nodes */
  readonly antiAffinity?: AntiAffinity;
}

/** Starts the new version beside the old one, and switches all traffic at once. Throws `BlueGreen.…`. */
export class BlueGreen implements RolloutStrategy {
  public static of(props: BlueGreenProps = {}): BlueGreen {
    return new BlueGreen(props);
  }

  public readonly gates: readonly Gate[];
  private readonly before: readonly PrePromotionGate[];
  private readonly after: readonly PostPromotionGate[];

  private constructor(private readonly props: BlueGreenProps) {
    this.before = (props.prePromotion ?? []).map((gate) => (gate instanceof Check ? gate.beforePromotion() : gate));
    this.after = (props.postPromotion ?? []).map((gate) => (gate instanceof Check ? gate.afterPromotion() : gate));
    this.gates = [...this.before, ...this.after];
    for (const gates of [this.before, this.after]) {
      const names = gates.map(({ name }) => name);
      if (new Set(names).size < names.length) throw invalid('BlueGreen.gates', 'gates of different names', names);
    }
    if (props.abortScaleDownDelay) wholeSeconds('BlueGreen.abortScaleDownDelay', props.abortScaleDownDelay);
    if (props.scaleDownDelay) checkDelay(props.scaleDownDelay, this.after);
    const replicas = props.previewReplicas;
    if (replicas !== undefined && (!Number.isSafeInteger(replicas) || replicas < 1)) {
      throw invalid('BlueGreen.previewReplicas', 'a whole number of at least 1', replicas);
    }
  }

  /** @internal */
  public _namesFor(rollout: string): RolloutNames {
    return {
      rollout,
      current: `${rollout}-active`,
      next: `${rollout}-preview`,
    };
  }

  /** @internal */
  public _render(context: StrategyContext): RenderedStrategy {
    const { promotion = Promotion.automatic, previewReplicas, scaleDownDelay, abortScaleDownDelay } = this.props;
    const { names } = context.router;
    return {
      sharedService: false,
      objects: [],
      ownedFields: [],
      strategy: {
        blueGreen: {
          activeService: names.current,
          previewService: names.next,
          ...promotion._render(),
          ...(previewReplicas === undefined ? {} : { previewReplicaCount: previewReplicas }),
          ...(scaleDownDelay === undefined ? {} : { scaleDownDelaySeconds: scaleDownDelay.inSeconds }),
          ...(abortScaleDownDelay === undefined ? {} : { abortScaleDownDelaySeconds: abortScaleDownDelay.inSeconds }),
          ...renderAntiAffinity(this.props.antiAffinity),
          ...(this.before.length === 0 ? {} : { prePromotionAnalysis: renderGates(this.before, context) }),
          ...(this.after.length === 0 ? {} : { postPromotionAnalysis: renderGates(this.after, context) }),
        },
      },
    };
  }
}

/** With a delay of its own, the controller scales the old version down even while the gates after the switch still look. */
function checkDelay(delay: Duration, after: readonly PostPromotionGate[]): void {
  wholeSeconds('BlueGreen.scaleDownDelay', delay);
  for (const gate of after) {
    const longest = gate.time.worst ?? gate.time.best;
    if (!longest.isLongerThan(delay)) continue;
    const expected = `at least ${longest}, which ${gate.name} may take after the switch`;
    throw invalid('BlueGreen.scaleDownDelay', expected, delay.toString(), 'leave it out: the old version then waits');
  }
}

function wholeSeconds(place: string, time: Duration): number {
  if (!Number.isInteger(time.inSeconds)) throw invalid(place, 'whole seconds', time.toString());
  return time.inSeconds;
}
