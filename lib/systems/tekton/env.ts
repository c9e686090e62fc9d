import type * as tekton from '../../../imports/tekton.dev';
import { invalid } from '../../model';
import { renderText, type Scope, type StringRef, type Text } from './reference';

/** An environment variable whose value the pod takes from elsewhere: it is in no manifest and no log of Tekton. */
export class Env {
  /** One key of a Secret. */
  public static secret(name: string, key: string, options: { readonly optional?: boolean } = {}): Env {
    return new Env({ secretKeyRef: { name, key, ...options } });
  }
  /** One key of a ConfigMap. */
  public static config(name: string, key: string, options: { readonly optional?: boolean } = {}): Env {
    return new Env({ configMapKeyRef: { name, key, ...options } });
  }
  /** A fact of the pod, such as `metadata.namespace`. */
  public static field(fieldPath: string): Env {
    return new Env({ fieldRef: { fieldPath } });
  }

  private constructor(private readonly valueFrom: tekton.TaskSpecStepsEnvValueFrom) {}

  /** @internal */
  public _render(): tekton.TaskSpecStepsEnvValueFrom {
    return this.valueFrom;
  }
}

/** The value of an environment variable. */
export type EnvValue<S extends Scope> = Text<S> | Env;

/** Environment variables by name. */
export type EnvValues<S extends Scope> = Readonly<Record<string, EnvValue<S>>>;

/**
 * The variables as they stand in the output. Those of the script come first: the kubelet expands `$(NAME)` of a variable
 * that stands earlier, so the text of a param cannot read a secret that stands later.
 */
export function renderEnv(
  place: string,
  scriptVariables: ReadonlyMap<string, StringRef>,
  env: EnvValues<Scope> = {},
): tekton.TaskSpecStepsEnv[] {
  const interpolated = [...scriptVariables].map(([name, ref]) => ({ name, value: ref.expression }));
  const named = Object.entries(env).map(([name, value]) => {
    const at = `${place}.env.${name}`;
    if (!/^[A-Za-z_]\w*$/.test(name)) throw invalid(at, 'a variable of letters, digits and "_"', name);
    if (scriptVariables.has(name)) throw invalid(at, 'a variable that the script does not make itself', name);
    return value instanceof Env ? { name, valueFrom: value._render() } : { name, value: renderText(at, value) };
  });
  return [...interpolated, ...named];
}
