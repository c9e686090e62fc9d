import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';

/** Where the shipped schemas are. */
export const SCHEMAS = join(__dirname, '..', '..', 'schemas');

export interface IndexEntry {
  readonly file: string;
  readonly scope: string;
  readonly from: string;
}

export interface Schema {
  readonly properties: { readonly apiVersion: { const: string }; readonly kind: { const: string } };
}

/** An object whose schema can be found; the rest of it may be wrong. */
export interface Named {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

export const INDEX = JSON.parse(readFileSync(join(SCHEMAS, 'index.json'), 'utf8')) as Record<string, IndexEntry>;

/** Metadata that is fine for every kind. */
export const METADATA = { name: 'orders', namespace: 'shop', labels: { app: 'orders' }, annotations: null };

export function schemaOf(key: string): Schema {
  return JSON.parse(readFileSync(join(SCHEMAS, INDEX[key]?.file ?? `no ${key}`), 'utf8')) as Schema;
}

const ajv = new Ajv({ strict: false, allErrors: true, code: { optimize: false } });
const validators = new Map<string, ValidateFunction>();

/** The check of a kind, compiled once. Throws for a schema that is not valid draft-07. */
export function validatorOf(key: string): ValidateFunction {
  const validate = validators.get(key) ?? ajv.compile(schemaOf(key));
  validators.set(key, validate);
  return validate;
}

/** Everything that is wrong with an object, as `path message`. */
export function faultsOf(object: Named): string[] {
  const validate = validatorOf(`${object.apiVersion}/${object.kind}`);
  validate(object);
  return (validate.errors ?? []).map(inWords);
}

function inWords({ instancePath, message, params }: ErrorObject): string {
  const extra = 'additionalProperty' in params ? `: ${String(params['additionalProperty'])}` : '';
  return `${instancePath} ${message ?? ''}${extra}`.trim();
}
