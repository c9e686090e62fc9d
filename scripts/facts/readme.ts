import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KindSchema } from '../schemas/kinds';
import { CRDS } from './places';

const INTRODUCTION = `# Facts about other people's kinds

What a valid object is, as its makers publish it: schemas without prose, one version of each kind, the one a client would
choose. The CRDs of Tekton Triggers say nothing below \`spec\`; the fields here are those of its API types.
The schemas of Kubernetes' own kinds come from its Go module by \`scripts/kubernetes-facts.ts\`, those of Kustomize stand in
\`scripts/schemas/kustomize.ts\`, the rest is copied by \`scripts/crd-facts.ts\`. Versions are in \`products.json\`.
After a change run \`npm run imports\`: it writes this file, \`imports/\` and \`schemas/\`.

| product | API version | kinds |
| --- | --- | --- |
`;

/** Writes the table of what is kept in crds/. */
export function writeReadme(kinds: readonly KindSchema[]): void {
  const rows = new Map<string, string[]>();
  for (const { from, apiVersion, kind } of kinds) {
    const row = `| ${from} | ${apiVersion} |`;
    rows.set(row, [...(rows.get(row) ?? []), kind]);
  }
  const table = [...rows].map(([row, names]) => `${row} ${names.join(', ')} |\n`).sort();
  writeFileSync(join(CRDS, 'README.md'), INTRODUCTION + table.join(''));
}
