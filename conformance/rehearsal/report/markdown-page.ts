import { type ActRecord, type CanaryRecord, type RunRecord, allHolds } from '../play/record';
import { seconds, shortDigest, share, timeline } from './words';

/** The page docs/rehearsal.md of one run. */
export function markdownPage(record: RunRecord): string {
  const { acts, attacks, canaries, faults, versions } = record;
  return `${[
    '# The rehearsal',
    '<!-- Written by npm run rehearsal -- --page; do not edit. -->',
    'The delivery of [apps/main.ts](../apps/main.ts), synthesized for another place and applied unchanged to a real cluster of one node without a route to anywhere: its pipelines run, sign, promote and release, and what must not come in stays out. [rehearsal.html](rehearsal.html) shows the same run as a timeline.',
    `Recorded ${record.began}, in ${seconds(lengthOf(record))}: ${allHolds(record) ? 'everything held' : '**not everything held**'}.`,
    ...section('What ran', table([['engine', 'version'], ...Object.entries(versions)])),
    ...section('What did not', table([['part', 'instead'], ...STANDINS])),
    ...section('The acts', table([ACT_HEAD, ...acts.map(actRow)]), ...acts.map(checksOf)),
    ...section('The releases', table([CANARY_HEAD, ...canaries.map(canaryRow)])),
    ...section(
      'The attacks',
      table([
        ['attack', 'stopped by', 'denied', 'said'],
        ...attacks.map(({ name, control, denied, said }) => [name, control, denied ? 'yes' : '**no**', said]),
      ]),
    ),
    ...section(
      'What the audit finds first',
      'One fault at a time is put into the program. The audit refuses to write it; the last columns tell what happens where nobody audits.',
      table([
        ['fault', 'found by', 'fails in', 'foretold', 'in the cluster'],
        ...faults.map(({ name, found, act, foretold, played }) => [
          name,
          found.join(', ') || '**nobody**',
          act,
          foretold,
          played === undefined ? 'not tried' : `${played.holds ? 'so' : '**otherwise**'}: ${played.said}`,
        ]),
      ]),
      ...unauditedParts(record),
    ),
    ...section(
      'Who did what',
      table([
        ['at', 'who', 'what', 'image'],
        ...timeline(record).map(({ at, who, what, digest }) => [seconds(at), who, what, shortDigest(digest)]),
      ]),
    ),
  ].join('\n\n')}\n`;
}

/** Where the faults were played: a cluster of their own, and another hour. */
function unauditedParts({ unaudited }: RunRecord): readonly string[] {
  if (unaudited === undefined) return [];
  const { began, acts } = unaudited;
  return [
    `The last column was recorded ${began} by \`npm run rehearsal -- faults\`, in ${seconds(lengthOf(unaudited))}: in a cluster of its own, each fault was synthesized without the audit, delivered as it was written, and repaired before the next one.`,
    table([ACT_HEAD, ...acts.map(actRow)]),
  ];
}

/** Parts of the order-service's world that a machine without a route to anywhere cannot have. */
const STANDINS: readonly (readonly string[])[] = [
  ['GitHub', 'a Git server whose hook signs a push as the webhook does'],
  ['AWS', 'a registry of its own; its ECR repository and its roles are judged by Terraform, in docs/conformance.md'],
  [
    'the STS of AWS',
    'a simulator of IAM, which reads whom a role trusts from a stand-in that Terraform has applied it to',
  ],
  ['Sigstore', 'a Fulcio, a Rekor and a TUF repository of its own, which trust the tokens of this cluster'],
  ['Argo CD or Flux', 'a loop around kubectl apply --kustomize, from the client as Argo CD does; it deletes nothing'],
  ['a gateway', 'nothing: its routes are accepted by the API server alone, and weights are shares of the pods'],
  ['network policies', 'nothing: they are accepted, and nobody enforces them'],
  ['the Prometheus Operator', 'a Prometheus that finds its pods by the names of their ports'],
];

function section(title: string, ...parts: readonly string[]): readonly string[] {
  return [`## ${title}`, ...parts.filter((part) => part !== '')];
}

const ACT_HEAD = ['act', 'time', 'held'];

function lengthOf({ acts }: Pick<RunRecord, 'acts'>): number {
  return Math.max(0, ...acts.map(({ ends }) => ends));
}

/** An act without checks has held when it came to its end: an error would be one. */
function actRow({ name, begins, ends, checks }: ActRecord): readonly string[] {
  const held = checks.filter(({ holds }) => holds).length;
  return [name, seconds(ends - begins), checks.length === 0 ? 'yes' : `${held} of ${checks.length}`];
}

function checksOf({ name, checks }: ActRecord): string {
  const lines = checks.map(({ what, seen, holds }) => `- ${holds ? '' : '**failed** '}${oneLine(`${what}: ${seen}`)}`);
  return lines.length === 0 ? '' : [`### ${name}`, lines.join('\n')].join('\n\n');
}

const CANARY_HEAD = ['release', 'image', 'requests', 'failed', 'foretold'];

function canaryRow({ name, digest, answered, failed, foretold }: CanaryRecord): readonly string[] {
  const expected = foretold === undefined ? '' : `${foretold.least} to ${foretold.most}`;
  return [name, shortDigest(digest), String(answered), `${failed} (${share(failed, answered)})`, expected];
}

/** A Markdown table with columns of one width, as prettier writes it; nothing where there are no rows. */
function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const cells = [head, ...rows].map((row) => row.map(oneLine));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const [first = [], ...others] = cells;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n');
}

/** Keeps what others said in its cell. */
function oneLine(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\|_<`]/g, (sign) => `\\${sign}`)
    .trim();
}
