import { type Assembly } from '../assembly';
import { type Problem, type Severity } from './finding';

/** A small delivery that shows a rule at work. */
export interface Example {
  /** Kubernetes objects as YAML documents, all of one environment called `example`. */
  readonly manifests?: string;
  /** More of them in files of their own, where the rule asks which folder they lie in: path → YAML documents. */
  readonly folders?: Readonly<Record<string, string>>;
  /** Terraform resources in JSON form: type → name → body. */
  readonly terraform?: Readonly<Record<string, Readonly<Record<string, object>>>>;
  /** Files of the repository `acme/example`: path → content. */
  readonly files?: Readonly<Record<string, string>>;
  /** The issuer of the example's cluster, where the rule asks for it. */
  readonly issuer?: string;
}

/** A mistake in words, as `slipway explain` and docs/rules tell it. */
export interface RuleDescription {
  /** Three letters for the system and a number: never reused, never changed. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong, in one sentence. */
  readonly title: string;
  /** What happens at night if nobody sees it. */
  readonly why: string;
  /** How to mend it, in general; each finding says it for its place. */
  readonly repair: string;
  /** The page or source of the system whose behaviour makes this a mistake. */
  readonly reference?: string;
  /**
   * A delivery without the mistake.
   * @default the mistake is not one of a delivery
   */
  readonly good?: Example;
  /**
   * The same delivery with it.
   * @default the mistake is not one of a delivery
   */
  readonly bad?: Example;
}

/** One mistake that can be seen in an assembly. A rule is pure, and its cost grows with the assembly, not with its square. */
export interface Rule extends RuleDescription {
  readonly good: Example;
  readonly bad: Example;
  readonly check: (assembly: Assembly) => readonly Problem[];
}
