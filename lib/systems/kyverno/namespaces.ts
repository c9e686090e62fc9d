import { dnsLabel, invalid } from '../../model';
import { NAMESPACE_NAME } from './selection';

/** Which namespaces a policy watches. Nothing is watched by default: a policy that nobody aimed guards nobody. */
export class Namespaces {
  /** The namespaces of these names. */
  public static named(...names: readonly string[]): Namespaces {
    const values = namesOf('Namespaces.named', names);
    return new Namespaces({ matchExpressions: [{ key: NAMESPACE_NAME, operator: 'In', values }] });
  }

  /** Every namespace that carries these labels. Whoever may label namespaces decides what the policy watches. */
  public static labelled(labels: Readonly<Record<string, string>>): Namespaces {
    if (Object.keys(labels).length === 0) throw invalid('Namespaces.labelled', 'at least one label', labels);
    return new Namespaces({ matchLabels: { ...labels } });
  }

  /** Every namespace but these. Kyverno's own webhooks leave out its own namespace in any case. */
  public static allExcept(...names: readonly string[]): Namespaces {
    const values = namesOf('Namespaces.allExcept', names);
    return new Namespaces({ matchExpressions: [{ key: NAMESPACE_NAME, operator: 'NotIn', values }] });
  }

  private constructor(private readonly selector: RenderedSelector) {}

  /** @internal */
  public _render(): RenderedSelector {
    return this.selector;
  }
}

interface RenderedSelector {
  readonly matchLabels?: Record<string, string>;
  readonly matchExpressions?: { readonly key: string; readonly operator: string; readonly values: string[] }[];
}

function namesOf(place: string, names: readonly string[]): string[] {
  if (names.length === 0) throw invalid(place, 'at least one namespace', names);
  if (new Set(names).size < names.length) throw invalid(place, 'each namespace once', names);
  return names.map((name) => dnsLabel(place, name));
}
