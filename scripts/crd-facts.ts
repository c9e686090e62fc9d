/**
 * Copies the facts of CustomResourceDefinitions into crds/, without prose and with the preferred version alone.
 * Needed once for every new version of a product:
 *
 *   npx tsx scripts/crd-facts.ts kyverno path/to/clusterpolicies.yaml …
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, loadAll } from 'js-yaml';
import { invalid } from '../lib/model/invalid';
import { type Crd, reduced } from './facts/crd';
import { CRDS } from './facts/places';
import { product } from './facts/products';

function main([productId, ...files]: readonly string[]): void {
  if (productId === undefined || files.length === 0) {
    throw invalid('crd-facts', 'the id of a product and YAML files', [productId, ...files]);
  }
  product(productId);
  const folder = join(CRDS, productId);
  mkdirSync(folder, { recursive: true });
  for (const crd of files.flatMap(readDefinitions)) {
    writeFileSync(join(folder, `${crd.metadata.name}.yaml`), dump(reduced(crd), { lineWidth: -1, noRefs: true }));
  }
}

function readDefinitions(file: string): Crd[] {
  return loadAll(readFileSync(file, 'utf8'))
    .map((document) => document as Crd | null)
    .filter((document): document is Crd => document?.kind === 'CustomResourceDefinition');
}

main(process.argv.slice(2));
