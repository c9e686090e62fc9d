import { deepStrictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Absent } from '../../engine';
import { type CanaryRecord, type RunRecord } from '../play/record';
import { tryLast } from '../play/records';
import { Browser } from './browser';
import { htmlPage } from './html-page';
import { DOCS, writeReport } from './write';

/** Opens the page of the last play in a real browser and measures what is drawn; with `--page` the report and its picture go to docs/. */
export async function lookAtReport(): Promise<void> {
  const record = tryLast();
  if (record === undefined) throw new Absent('no play has left a record');
  const page = htmlPage(record);
  const browser = await Browser.once();
  const seen = seenIn(await browser.documentOf(page.replace('</body>', `${PROBE}</body>`)));
  deepStrictEqual(seen, expected(record));
  console.log(`the browser shows ${JSON.stringify(seen)}`);
  if (!process.argv.includes('--page')) return;
  writeReport(record);
  writeFileSync(join(DOCS, 'rehearsal.png'), await browser.pictureOf(page));
}

/** What is drawn where somebody can see it. */
interface Drawn {
  /** Acts whose bar has a place on the page. */
  readonly acts: number;
  /** For each plot that is as wide as its page: lines of weights and of error rates that have a length and a colour. */
  readonly plots: readonly { readonly weights: number; readonly errors: number }[];
  /** Lines of the timeline. */
  readonly events: number;
  /** Pixels by which the page is wider than its window. */
  readonly overflow: number;
  /** What else the page asked for. */
  readonly requests: number;
}

function expected({ acts, canaries, events, unaudited }: RunRecord): Drawn {
  const plots = canaries.map(({ samples }) => ({ weights: 1, errors: hasStretch(samples) ? 1 : 0 }));
  const bars = acts.length + (unaudited?.acts.length ?? 0);
  return { acts: bars, plots, events: events.length, overflow: 0, requests: 0 };
}

/** Whether there is a line to draw: a version that nobody has asked twice has no error rate. */
function hasStretch(samples: CanaryRecord['samples']): boolean {
  return samples.some(({ errorRate }, at) => errorRate !== undefined && samples[at + 1]?.errorRate !== undefined);
}

/** Runs in the browser: measures the page, and leaves what it found as the last element. */
const PROBE = `<script>
addEventListener('load', () => {
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  const box = (element) => element.getBoundingClientRect();
  const isDrawn = (path) => path.getTotalLength() > 0 && getComputedStyle(path).stroke !== 'none';
  const drawn = (query, from) => all(query, from).filter(isDrawn).length;
  const { scrollWidth, clientWidth } = document.documentElement;
  const seen = {
    acts: all('.bar').filter((bar) => box(bar).height > 10 && box(bar.querySelector('i')).height > 10).length,
    plots: all('svg')
      .filter((svg) => box(svg).width > clientWidth / 2 && box(svg).height > 100)
      .map((svg) => ({ weights: drawn('path.weight', svg), errors: Math.min(1, drawn('path.errors', svg)) })),
    events: all('tr', all('table').at(-1)).filter((row) => row.querySelector('td') && box(row).height > 10).length,
    overflow: scrollWidth - clientWidth,
    requests: performance.getEntriesByType('resource').length,
  };
  document.body.append(Object.assign(document.createElement('pre'), { id: 'seen', textContent: JSON.stringify(seen) }));
});
</script>`;

function seenIn(dom: string): unknown {
  const [, seen = ''] = /<pre id="seen">([^<]*)<\/pre>/.exec(dom) ?? [];
  if (seen === '') throw new Error(`the page was not measured:\n${dom.slice(-2000)}`);
  return JSON.parse(seen);
}
