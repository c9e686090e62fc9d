import { invalid } from '../../model';

/** A value that a Rollout hands to an analysis when it starts: the analysis names it `{{args.<name>}}`. */
export class AnalysisArgument {
  /** The hash that marks the pods of the new version: what tells canary from stable in a query. */
  public static latestHash(name = 'canary-hash'): AnalysisArgument {
    return new AnalysisArgument(name, { valueFrom: { podTemplateHashValue: 'Latest' } }, 'canary');
  }

  /** The hash that marks the pods of the version that serves everybody. */
  public static stableHash(name = 'stable-hash'): AnalysisArgument {
    return new AnalysisArgument(name, { valueFrom: { podTemplateHashValue: 'Stable' } }, 'stable');
  }

  /** A field of the Rollout, such as `metadata.namespace`. */
  public static field(name: string, fieldPath: string): AnalysisArgument {
    return new AnalysisArgument(name, { valueFrom: { fieldRef: { fieldPath } } });
  }

  /** A text known when it is written. */
  public static value(name: string, value: string): AnalysisArgument {
    return new AnalysisArgument(name, { value });
  }

  private constructor(
    public readonly name: string,
    private readonly source: object,
    private readonly hashOf?: 'canary' | 'stable',
  ) {
    if (!/^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/.test(name)) {
      throw invalid('AnalysisArgument.name', 'letters, digits and "-"', name);
    }
  }

  /** @internal */
  public _render(): object {
    return { name: this.name, ...this.source };
  }

  /** @internal In an experiment both versions run in pods of its own, so the hash is that of its pods. */
  public _renderInExperiment(pods: { readonly canary?: string; readonly stable?: string }): object {
    const name = this.hashOf && pods[this.hashOf];
    return name === undefined ? this._render() : { name: this.name, value: `{{templates.${name}.podTemplateHash}}` };
  }
}

/** The arguments of several gates, each name once. Throws where one name stands for two things. */
export function mergeArguments(lists: readonly (readonly AnalysisArgument[])[]): readonly AnalysisArgument[] {
  const byName = new Map<string, AnalysisArgument>();
  for (const argument of lists.flat()) {
    const known = byName.get(argument.name);
    if (known && JSON.stringify(known._render()) !== JSON.stringify(argument._render())) {
      throw invalid('Gate.args', `one meaning for "${argument.name}"`, [known._render(), argument._render()]);
    }
    byName.set(argument.name, argument);
  }
  return [...byName.values()];
}

/** The names that a text asks for as `{{args.<name>}}`, each once, in order. */
export function argumentsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\{\s*args\.([^{}\s]+)\s*\}\}/g)].map(([, name = '']) => name))];
}
