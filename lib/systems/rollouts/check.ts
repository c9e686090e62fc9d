import { type InlineGate, type PostPromotionGate, type PrePromotionGate } from './gate';

/** Something that tells a good version from a bad one, and that can stand as a gate where a rollout has to wait for it. */
export abstract class Check {
  /** The name of what is checked: part of the names of its AnalysisTemplates. */
  public abstract readonly name: string;

  /** This check as a gate between two steps of a canary. */
  public abstract inline(): InlineGate;

  /** This check as a gate before a blue-green switch, while only the preview Service reaches the new version. */
  public abstract beforePromotion(): PrePromotionGate;

  /** This check as a gate after a blue-green switch, while the old version is still warm. */
  public abstract afterPromotion(): PostPromotionGate;
}
