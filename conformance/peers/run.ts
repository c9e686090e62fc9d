import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { type Found, foundFaults, SEEDS } from '../seeds/seeds';
import { peerFindings, type PeerFinding } from './findings';
import { installed, VERSIONS } from './install';
import { NAMES } from './names';

/** A finding of a peer counts when it stands at the fault's object, or so many lines away. */
const NEAR = 10;

const PEERS = ['tekton-lint', 'kubeconform', 'argo rollouts lint', 'checkov', 'zizmor', 'actionlint', 'hadolint'];

/** Writes docs/peers.md: which peers find which faults of the articles. */
async function main(): Promise<void> {
  const findings = await peerFindings(await installed());
  const faults = foundFaults().map(placed);
  const rows = faults.map((fault) => ({ fault, by: PEERS.filter((peer) => finds(peer, fault, findings)) }));
  const path = join(__dirname, '..', '..', 'docs', 'peers.md');
  writeFileSync(path, await format(page(rows, findings), { ...(await resolveConfig(path)), parser: 'markdown' }));
}

interface Row {
  readonly fault: Found;
  readonly by: readonly string[];
}

/** Files of a repository lie in a folder of their own. */
function placed(fault: Found): Found {
  const file = join(fault.article, 'repository', fault.file.slice(fault.article.length + 1));
  return existsSync(join(SEEDS, fault.file)) ? fault : { ...fault, file };
}

function finds(peer: string, { rule, file, line, subject }: Found, findings: readonly PeerFinding[]): boolean {
  const words = NAMES[rule];
  if (words === undefined) return false;
  return findings.some((one) => {
    if (one.peer !== peer || one.file !== file || !words.test(one.text)) return false;
    if (one.lines === undefined) return one.name === undefined || subject.endsWith(one.name) || file.endsWith(subject);
    return line >= one.lines[0] - NEAR && line <= one.lines[1] + NEAR;
  });
}

function page(rows: readonly Row[], findings: readonly PeerFinding[]): string {
  const count = (peer: string): number => rows.filter(({ by }) => by.includes(peer)).length;
  const any = rows.filter(({ by }) => by.length > 0).length;
  const articles = [...new Set(rows.map(({ fault }) => fault.article))];
  return `# Beside the peers

This page is generated: \`npm run peers\`.

The same files, [test/seeds](../test/seeds), through the linters that people use today. The faults are those of the
catalogue that slipway finds; what it does not find is not in the table, so slipway's own column is full by construction, and
the question is only how many of these faults somebody else finds too: **${any} of ${rows.length}** are found by at least one peer.

How it is counted: a peer finds a fault when it reports something at that object, or within ${NEAR} lines of it, in words that name
that fault; which words those are stands in [conformance/peers/names.ts](../conformance/peers/names.ts), written by reading
what the peers print. The last column is everything that a peer prints of these files: it also finds things that the catalogue does
not count as faults, such as a missing line \`#!\` or names that are not in kebab case.

| tool | version | faults found | of | all its findings |
| --- | --- | --- | --- | --- |
| slipway | | ${rows.length} | ${rows.length} | |
${PEERS.map((peer) => `| ${peer} | ${versionOf(peer)} | ${count(peer)} | ${rows.length} | ${findings.filter((one) => one.peer === peer).length} |`).join('\n')}

kubeconform is given the JSON schemas of all kinds, those of the CRDs included, and is run with \`-strict\`; zizmor and checkov
run without network. kube-linter and polaris could not be built from the Go proxy and are not compared.
${articles.map((article) => `\n## ${article}\n\n${table(rows.filter(({ fault }) => fault.article === article))}`).join('\n')}`;
}

function versionOf(peer: string): string {
  return Object.hasOwn(VERSIONS, peer) ? VERSIONS[peer as keyof typeof VERSIONS] : '1.9.1';
}

function table(rows: readonly Row[]): string {
  return `| fault | slipway | peers |
| --- | --- | --- |
${rows.map(({ fault, by }) => `| ${fault.fault.replaceAll('|', '\\|')} | ${fault.rule} | ${by.join(', ')} |`).join('\n')}
`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
