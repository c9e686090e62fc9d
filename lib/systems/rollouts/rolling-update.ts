/** The simplest strategy: a Deployment that exchanges its pods one after the other, as soon as each new one is ready. */
export class RollingUpdate {
  public static of(): RollingUpdate {
    return new RollingUpdate();
  }

  /** Tells it from the strategies of a Rollout. */
  public readonly kind = 'rolling-update';

  private constructor() {}
}
