import { type RolloutObject } from '../../../lib/systems/rollouts/kinds';
import { type Promoted } from './blue-green-expectation';
import { type End } from './expectation';

/** What a person does with `kubectl argo rollouts` once a trial has come to rest. */
export type Act = 'abort' | 'retry' | 'undo' | 'promote';

/** Something that a person does, and how the trial rests after it. */
export interface Intervention {
  readonly does: Act;
  readonly ends: End['phase'];
}

/** What our models say of a rollout after a person has acted; `before` is how it rested until then. */
export function expectedAfter(does: Act, before: End, first: End, { spec }: RolloutObject): End {
  const replicas = spec.replicas ?? 1;
  const { canary, blueGreen }: { canary?: object; blueGreen?: Promoted } = spec.strategy ?? {};
  const routed = spec.strategy?.canary?.trafficRouting !== undefined;
  const away = routed ? { weight: 0, routes: '' } : canary ? { canary: 0 } : {};
  switch (does) {
    case 'abort':
      // A router's canary stays up for a while, to be looked at, and so does the preview.
      return { phase: 'Degraded', serves: 'old', aborted: true, step: 0, stable: replicas, ...away };
    case 'retry':
      // A preview that is still up counts as warm: the controller switches to it without waiting for a person.
      return blueGreen ? { phase: 'Healthy', serves: 'new', aborted: false, canary: replicas } : first;
    case 'promote':
      return { phase: 'Healthy', serves: 'new', aborted: false, canary: replicas };
    case 'undo': {
      const back: End = { phase: 'Healthy', serves: 'old', aborted: false, stable: replicas };
      if (before.serves === 'old') return { ...back, ...away };
      // Once promoted, the way back is a release like any other, unless the old version is still warm or in the window.
      if (blueGreen || spec.rollbackWindow) return back;
      return { ...first, serves: 'new', canary: first.stable, stable: first.canary };
    }
  }
}
