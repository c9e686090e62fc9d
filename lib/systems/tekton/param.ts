import type * as tekton from '../../../imports/tekton.dev';
import { type ImageDigest, type PinnedImage } from '../../model';
import { type Scope, variableOf } from './reference';
import {
  type Keys,
  objectKeys,
  refOf,
  type RefOf,
  renderProperties,
  renderValue,
  typeName,
  type Value,
  valueName,
  type ValueOf,
  type ValueType,
} from './value-type';

/** Whether whoever calls must give a value. */
export type ParamNeed = 'required' | 'defaulted';

export interface ParamProps {
  /** What the param is for, in one sentence. @default none */
  readonly description?: string;
}

export interface DefaultedParamProps<V> extends ParamProps {
  /** The value that holds when the caller gives none. */
  readonly default: V;
}

export interface ObjectParamProps<K extends string> extends ParamProps {
  /** The keys that every value has; all hold texts. */
  readonly keys: readonly K[];
}

export interface DefaultedObjectParamProps<K extends string> extends ObjectParamProps<K> {
  /** The value that holds when the caller gives none: all keys. */
  readonly default: { readonly [key in NoInfer<K>]: string };
}

/** A declared input of a Task, StepAction or Pipeline: its type, and whether callers must give it. */
export class Param<T extends ValueType = ValueType, N extends ParamNeed = ParamNeed> {
  /** A text. */
  public static string(props: DefaultedParamProps<string>): Param<'string', 'defaulted'>;
  public static string(props?: ParamProps): Param<'string', 'required'>;
  public static string(props: Partial<DefaultedParamProps<string>> = {}): Param<'string'> {
    return Param.made('string', props);
  }

  /** A list of texts. */
  public static array(props: DefaultedParamProps<readonly string[]>): Param<'array', 'defaulted'>;
  public static array(props?: ParamProps): Param<'array', 'required'>;
  public static array(props: Partial<DefaultedParamProps<readonly string[]>> = {}): Param<'array'> {
    return Param.made('array', props);
  }

  /** An object of texts under known keys. Throws `Param.keys: …` for keys that Tekton cannot address. */
  public static object<const K extends string>(props: DefaultedObjectParamProps<K>): Param<Keys<K>, 'defaulted'>;
  public static object<const K extends string>(props: ObjectParamProps<K>): Param<Keys<K>, 'required'>;
  public static object<const K extends string>(
    props: ObjectParamProps<K> & Partial<DefaultedObjectParamProps<K>>,
  ): Param<Keys<K>> {
    return Param.made({ keys: objectKeys('Param.keys', props.keys) }, props);
  }

  /** The digest of an image, `sha256:…`: neither a tag nor any other text compiles here. */
  public static digest(props: DefaultedParamProps<ImageDigest>): Param<'digest', 'defaulted'>;
  public static digest(props?: ParamProps): Param<'digest', 'required'>;
  public static digest(props: Partial<DefaultedParamProps<ImageDigest>> = {}): Param<'digest'> {
    return Param.made('digest', props);
  }

  /** An image with its digest, `registry/path@sha256:…`: a reference by tag does not compile here. */
  public static image(props: DefaultedParamProps<PinnedImage>): Param<'image', 'defaulted'>;
  public static image(props?: ParamProps): Param<'image', 'required'>;
  public static image(props: Partial<DefaultedParamProps<PinnedImage>> = {}): Param<'image'> {
    return Param.made('image', props);
  }

  private static made<T extends ValueType>(type: T, props: Partial<DefaultedParamProps<Value>>): Param<T> {
    return new Param(type, props.default === undefined ? 'required' : 'defaulted', props.default, props.description);
  }

  private constructor(
    public readonly type: T,
    public readonly need: N,
    private readonly value: Value | undefined,
    public readonly description: string | undefined,
  ) {}

  /** @internal */
  public _render(place: string, name: string): tekton.TaskSpecParams {
    return {
      name: valueName(`${place}.params`, name),
      type: typeName(this.type),
      description: this.description,
      properties: renderProperties(this.type),
      default: this._renderDefault(`${place}.params.${name}.default`),
    };
  }

  /** @internal */
  public _renderDefault(place: string): unknown {
    return this.value === undefined ? undefined : renderValue(place, this.value);
  }
}

/** The declared params of something, by name. */
export type Params = Readonly<Record<string, Param>>;

/** The references to declared params, as the declarer reads them. */
export type ParamRefs<P extends Params, S extends Scope> = {
  readonly [N in keyof P]: RefOf<P[N]['type'], S>;
};

type RequiredNames<P extends Params> = { [N in keyof P]: P[N]['need'] extends 'required' ? N : never }[keyof P];

/** What a caller gives: every required param, any defaulted one, nothing else. */
export type ParamValues<P extends Params, S extends Scope> = [keyof P] extends [never]
  ? Readonly<Record<string, never>>
  : { readonly [N in RequiredNames<P>]: ValueOf<P[N]['type'], S> } & {
      readonly [N in Exclude<keyof P, RequiredNames<P>>]?: ValueOf<P[N]['type'], S>;
    };

/** The `params` prop of a caller: it may be left out only where nothing is required. */
export type ParamsProp<P extends Params, S extends Scope> = [RequiredNames<P>] extends [never]
  ? {
      /** The values of the params; each has a default. @default none */
      readonly params?: ParamValues<P, S>;
    }
  : {
      /** The values of the params: all required ones, and any that has a default. */
      readonly params: ParamValues<P, S>;
    };

/** The references to the params that `owner` declares. */
export function paramRefs<P extends Params, S extends Scope>(owner: object, params: P): ParamRefs<P, S> {
  const refs = Object.entries(params).map(([name, param]) => [
    name,
    refOf(param.type, `params.${name}`, { kind: 'param', owner, name }, `PARAM_${variableOf(name)}`),
  ]);
  return Object.fromEntries(refs) as ParamRefs<P, S>;
}

/** The declarations as they stand in the output. */
export function renderParams(place: string, params: Params): tekton.TaskSpecParams[] {
  return Object.entries(params).map(([name, param]) => param._render(place, name));
}
