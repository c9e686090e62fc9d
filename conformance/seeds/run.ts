import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { catalogue } from '../../lib/cli/rule-catalogue';
import { Absent } from '../engine';
import { foundFaults, type Found, seedFiles, seedManifests } from './seeds';
import { nameOf, type Said, saidByCluster, saidByKyverno, saidByLint, saidByTekton, saidByTerraform } from './verdicts';

/** Writes docs/seeds.md: what each real tool says of the articles' files by itself, and what then happens. */
async function main(): Promise<void> {
  const manifests = seedManifests();
  const said: Said[] = [];
  const absent: string[] = [];
  const engines = { saidByTekton, saidByLint, saidByKyverno, saidByTerraform, saidByCluster };
  for (const [name, ask] of Object.entries(engines)) {
    try {
      said.push(...(await ask(manifests)));
    } catch (error) {
      if (!(error instanceof Absent)) throw error;
      absent.push(`${name}: ${error.message}`);
    }
  }
  const objects = [...manifests.map(nameOf), ...seedFiles().filter((file) => file.endsWith('.tf.json'))];
  const path = join(__dirname, '..', '..', 'docs', 'seeds.md');
  writeFileSync(
    path,
    await format(page([...new Set(objects)], said, absent), { ...(await resolveConfig(path)), parser: 'markdown' }),
  );
}

function page(objects: readonly string[], said: readonly Said[], absent: readonly string[]): string {
  const rows = objects.map((object) => {
    const verdicts = said.filter(({ of }) => of === object);
    return { object, verdicts, faults: faultsOf(object) };
  });
  const judged = rows.filter(({ verdicts }) => verdicts.length > 0);
  const accepted = judged.filter(({ verdicts }) => verdicts.every(({ refusal }) => refusal === undefined));
  const broken = accepted.filter(({ faults }) => faults.some(isError));
  return `# The articles' own files, before the real tools

This page is generated: \`npx tsx conformance/seeds/run.ts\`.

The files in [test/seeds](../test/seeds) are those of five articles on delivery with Kubernetes, with their indentation restored.
Here every object goes through the code of the system that will run it, by itself, as its authors could have done.
Of ${judged.length} objects that a tool judged, **${accepted.length} are accepted by every tool that was asked**, and
**${broken.length} of those have a fault of severity error** all the same: they fail, open a hole, or silently do nothing.
${absent.map((one) => `\nNot asked: ${one}.\n`).join('')}
The middle column is the first fault of the object that the catalogue lists, in its words; the last one names every rule that
finds something in it; [faults.md](faults.md) lists the faults one by one. Objects of Istio are sent as \`networking.istio.io/v1\`, the
version whose schema is kept here.

| object | what the tools say | what happens | found by |
| --- | --- | --- | --- |
${rows.map(({ object, verdicts, faults }) => `| ${cell(object)} | ${verdictsOf(verdicts)} | ${cell(worst(faults))} | ${rulesOf(faults)} |`).join('\n')}
`;
}

/** The faults of an object by its file, kind and name; those of a Terraform file by the file. */
function faultsOf(object: string): readonly Found[] {
  const [file = '', kind, name] = object.split(' ');
  return foundFaults().filter((one) => {
    if (one.file !== file) return false;
    const [itsKind, itsName = ''] = one.subject.split(' ');
    return kind === undefined || (itsKind === kind && itsName.split('/').at(-1) === name) || itsKind === file;
  });
}

const severities = new Map(catalogue.map(({ id, severity }) => [id, severity]));

function isError({ rule }: Found): boolean {
  return severities.get(rule) === 'error';
}

function worst(faults: readonly Found[]): string {
  return (faults.find(isError) ?? faults[0])?.fault ?? '';
}

function rulesOf(faults: readonly Found[]): string {
  const rules = [...new Set(faults.map(({ rule }) => rule))].sort();
  return rules.map((id) => (severities.get(id) === 'error' ? `**${id}**` : id)).join(', ');
}

function verdictsOf(verdicts: readonly Said[]): string {
  if (verdicts.length === 0) return 'not asked';
  return verdicts
    .map(({ engine, refusal }) =>
      refusal === undefined ? `${engine}: accepts` : `${engine}: refuses, _${cell(first(refusal))}_`,
    )
    .join('<br>');
}

/** The last line of a refusal that is not one of its causes. */
function first(refusal: string): string {
  const lines = refusal.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => line.startsWith('Error: '))?.slice('Error: '.length) ?? lines.join(' ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ').slice(0, 220);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
