import { type ActRecord, type CanaryRecord, type RunRecord, allHolds } from '../play/record';
import { escaped } from './escaped';
import { plot } from './plot';
import { seconds, share, shortDigest, timeline } from './words';

/** The run as one page of HTML that needs nothing else: no script, no file, no network. */
export function htmlPage(record: RunRecord): string {
  const { acts, attacks, canaries, faults, unaudited } = record;
  const verdict = allHolds(record) ? 'everything held' : 'not everything held';
  const parts = [
    `<h1>From git push to canary</h1>`,
    `<p class="${allHolds(record) ? 'good' : 'bad'}">${escaped(record.began)}: ${verdict}.</p>`,
    heading('The acts'),
    bars(acts),
    heading('The releases'),
    ...canaries.map(release),
    heading('The attacks'),
    table(
      ['attack', 'stopped by', 'said'],
      attacks.map(({ name, control, said, denied }) => ({ cells: [name, control, said], good: denied })),
    ),
    heading('What the audit finds first'),
    table(
      ['fault', 'found by', 'fails in', 'foretold', 'in the cluster'],
      faults.map(({ name, found, act, foretold, played }) => ({
        cells: [name, found.join(', '), act, foretold, played?.said ?? 'not tried'],
        good: found.length > 0 && (played?.holds ?? true),
      })),
    ),
    ...unauditedParts(unaudited),
    heading('What had to be true'),
    ...acts.filter((act) => act.checks.length > 0).map(checks),
    heading('Who did what'),
    table(
      ['at', 'who', 'what', 'image'],
      timeline(record).map(({ at, who, what, digest }) => ({ cells: [seconds(at), who, what, shortDigest(digest)] })),
    ),
  ];
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<title>From git push to canary</title>',
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    ...parts,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** When the faults were played, in a cluster of their own. */
function unauditedParts(unaudited: RunRecord['unaudited']): readonly string[] {
  if (unaudited === undefined) return [];
  const text = `The last column was recorded ${unaudited.began}, in a cluster of its own.`;
  return [`<p>${escaped(text)}</p>`, bars(unaudited.acts)];
}

function heading(text: string): string {
  return `<h2>${escaped(text)}</h2>`;
}

interface Row {
  readonly cells: readonly string[];
  /** Whether it went as it should. @default - it is no question */
  readonly good?: boolean;
}

function table(head: readonly string[], rows: readonly Row[]): string {
  const line = (cells: readonly string[], tag: string): string =>
    cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('');
  return [
    '<table>',
    `<tr>${line(head, 'th')}</tr>`,
    ...rows.map(({ cells, good }) => `<tr${classOf(good)}>${line(cells, 'td')}</tr>`),
    '</table>',
  ].join('\n');
}

function classOf(good: boolean | undefined): string {
  return good === undefined ? '' : ` class="${good ? 'good' : 'bad'}"`;
}

/** Each act as a bar, where it stands in the whole run. */
function bars(acts: readonly ActRecord[]): string {
  const length = Math.max(1, ...acts.map(({ ends }) => ends));
  const percent = (time: number): string => `${((100 * time) / length).toFixed(2)}%`;
  return acts
    .map(({ name, begins, ends }) => {
      const style = `margin-left:${percent(begins)};width:${percent(ends - begins)}`;
      return `<div class="bar"><i style="${style}"></i><span>${escaped(name)}, ${seconds(ends - begins)}</span></div>`;
    })
    .join('\n');
}

function checks({ name, checks: all }: ActRecord): string {
  const items = all.map(({ what, seen, holds }) => `<li${classOf(holds)}>${escaped(what)}: ${escaped(seen)}</li>`);
  return [`<h3>${escaped(name)}</h3>`, '<ul>', ...items, '</ul>'].join('\n');
}

function release(canary: CanaryRecord): string {
  const { name, digest, answered, failed, foretold } = canary;
  const expected = foretold === undefined ? '' : `; foretold were ${foretold.least} to ${foretold.most}`;
  const numbers = `${answered} requests, ${failed} failed (${share(failed, answered)})${expected}`;
  return [
    `<h3>${escaped(name)} <code>${shortDigest(digest)}</code></h3>`,
    plot(canary),
    `<p><b class="weight">weight</b> <b class="errors">error rate</b> ${escaped(numbers)}</p>`,
  ].join('\n');
}

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #ddd; overflow-wrap: anywhere; }
.good { color: #14632b; } .bad { color: #a11; font-weight: bold; }
.bar { position: relative; height: 1.6rem; } .bar i { position: absolute; left: 0; display: block; height: 1.3rem; background: #cfe0f5; }
.bar span { position: relative; padding-left: .4rem; }
svg { width: 100%; height: auto; } svg line { stroke: #e4e4e4; } svg text { font-size: 11px; fill: #666; dominant-baseline: middle; }
path { fill: none; stroke-width: 2; } path.weight { stroke: #2767b0; } path.errors { stroke: #c0392b; }
b.weight { color: #2767b0; } b.errors { color: #c0392b; }
`;
