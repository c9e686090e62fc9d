import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { invalid } from '../../lib/model/invalid';
import { CRDS } from './places';

/** A project that other people release, at the version whose facts are kept here. */
export interface Product {
  readonly name: string;
  readonly version: string;
}

const PRODUCTS = JSON.parse(readFileSync(join(CRDS, 'products.json'), 'utf8')) as Record<string, Product>;

/** The product with that id in crds/products.json. Throws when there is none. */
export function product(id: string): Product {
  const found = Object.hasOwn(PRODUCTS, id) ? PRODUCTS[id] : undefined;
  if (!found)
    throw invalid('Product', `one of ${Object.keys(PRODUCTS).join(', ')}`, id, 'add it to crds/products.json');
  return found;
}

/** A product and its version as a reader writes it: `Kyverno v1.19.0`. */
export function inWords({ name, version }: Product): string {
  return `${name} ${version}`;
}
