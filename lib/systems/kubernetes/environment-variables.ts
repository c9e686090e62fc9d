import { invalid } from '../../model';
import { type Named } from './object-props';

/** One key of a Secret: where a value is, never the value. */
export interface SecretKey {
  /** The Secret's name. */
  readonly name: string;
  /** The key inside it. */
  readonly key: string;
}

/** What a container finds in its environment. */
export interface EnvironmentVariables {
  /** Values that everyone may read. */
  readonly env: Readonly<Record<string, string>>;
  /** Values taken from Secrets. */
  readonly secretEnv: Readonly<Record<string, SecretKey>>;
  /** ConfigMaps whose every key becomes a variable. */
  readonly configFrom: readonly Named[];
}

/** `env` and `envFrom` of a container. Throws for a name that is no variable, and for one that is given twice. */
export function renderEnvironment(place: string, { env, secretEnv, configFrom }: EnvironmentVariables): object {
  const twice = Object.keys(secretEnv).find((name) => Object.hasOwn(env, name));
  if (twice !== undefined) throw invalid(`${place}.secretEnv`, 'a variable that env does not give', twice);
  const variables = [
    ...Object.entries(env).map(([name, value]) => ({ name: variable(`${place}.env`, name), value })),
    ...Object.entries(secretEnv).map(([name, { name: secret, key }]) => ({
      name: variable(`${place}.secretEnv`, name),
      valueFrom: { secretKeyRef: { name: secret, key: secretKey(`${place}.secretEnv.${name}`, key) } },
    })),
  ];
  return {
    ...(variables.length > 0 ? { env: variables } : {}),
    ...(configFrom.length > 0 ? { envFrom: configFrom.map(({ name }) => ({ configMapRef: { name } })) } : {}),
  };
}

function variable(place: string, name: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw invalid(place, 'a variable of letters, digits and "_"', name);
  return name;
}

function secretKey(place: string, key: string): string {
  if (!/^[-._A-Za-z0-9]{1,253}$/.test(key)) throw invalid(place, 'a key of letters, digits, "-", "_" and "."', key);
  return key;
}
