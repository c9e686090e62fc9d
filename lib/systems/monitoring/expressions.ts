import { type Assembly, type Manifest, readOnce } from '../../assembly';
import { isQueryError, type ParsedQuery, parseQuery, type QueryError } from '../../promql';
import { type PrometheusRuleObject, type RuleObject } from './kinds';

/** One alert or recording of an assembly. */
export interface PlacedRule {
  readonly manifest: Manifest<PrometheusRuleObject>;
  readonly rule: RuleObject;
  /** `alert "PipelineRunsFail"`. */
  readonly words: string;
  /** Where it stands in its object. */
  readonly path: string;
}

/** A rule with its query, read. */
export interface PlacedExpression extends PlacedRule {
  readonly parsed: ParsedQuery;
}

/** Every alert and recording. */
export function rulesOf({ manifests }: Pick<Assembly, 'manifests'>): readonly (PlacedRule & {
  readonly parsed: ParsedQuery | QueryError;
})[] {
  return rulesOnce(manifests);
}

const rulesOnce = readOnce((manifests) =>
  manifests.of('monitoring.coreos.com/PrometheusRule').flatMap((manifest) =>
    (manifest.object.spec.groups ?? []).flatMap(({ rules = [] }, group) =>
      rules.map((rule, i) => ({
        manifest,
        rule,
        words: rule.alert === undefined ? `recording "${rule.record ?? ''}"` : `alert "${rule.alert}"`,
        path: `spec.groups[${group}].rules[${i}]`,
        parsed: parseQuery(String(rule.expr)),
      })),
    ),
  ),
);

/** Every rule whose query could be read; what could not has a finding of its own. */
export function expressionsOf(assembly: Pick<Assembly, 'manifests'>): readonly PlacedExpression[] {
  return rulesOf(assembly).flatMap((placed) =>
    isQueryError(placed.parsed) ? [] : [{ ...placed, parsed: placed.parsed }],
  );
}

/** The names under which something is recorded: they are no controller's metrics. */
export function recordedNames({ manifests }: Pick<Assembly, 'manifests'>): ReadonlySet<string> {
  return recordedOnce(manifests);
}

const recordedOnce = readOnce(
  (manifests) =>
    new Set(rulesOf({ manifests }).flatMap(({ rule }) => (rule.record === undefined ? [] : [rule.record]))),
);
