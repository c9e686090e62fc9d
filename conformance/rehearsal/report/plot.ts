import { type CanaryRecord, type SampleRecord } from '../play/record';
import { escaped } from './escaped';
import { seconds } from './words';

const WIDTH = 720;
const HEIGHT = 180;
const MARGIN = { left: 44, right: 44, top: 10, bottom: 24 };

/** The weight of a release as steps, and the error rate of its answers as a line, over its time: one `svg` element. */
export function plot({ name, samples }: CanaryRecord): string {
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return '';
  const scale = scaleOf(first.at, Math.max(last.at, first.at + 1));
  const label = `${name}: weight and error rate`;
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(label)}">`,
    ...[0, 25, 50, 75, 100].map((percent) => gridLine(percent, scale)),
    `<path class="weight" d="${steps(samples, scale)}"/>`,
    ...runsOf(samples).map((run) => `<path class="errors" d="${line(run, scale)}"/>`),
    `<text x="${MARGIN.left}" y="${HEIGHT - 6}">${seconds(first.at)}</text>`,
    `<text x="${WIDTH - MARGIN.right}" y="${HEIGHT - 6}" text-anchor="end">${seconds(last.at)}</text>`,
    '</svg>',
  ].join('\n');
}

interface Scale {
  readonly x: (at: number) => string;
  /** Percent from 0 to 100. */
  readonly y: (percent: number) => string;
}

function scaleOf(from: number, to: number): Scale {
  const width = WIDTH - MARGIN.left - MARGIN.right;
  const height = HEIGHT - MARGIN.top - MARGIN.bottom;
  return {
    x: (at) => (MARGIN.left + (width * (at - from)) / (to - from)).toFixed(1),
    y: (percent) => (MARGIN.top + height * (1 - percent / 100)).toFixed(1),
  };
}

function gridLine(percent: number, { y }: Scale): string {
  const at = y(percent);
  return `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${at}" y2="${at}"/><text x="4" y="${at}">${percent} %</text>`;
}

/** A weight holds until the next one. */
function steps(samples: readonly SampleRecord[], { x, y }: Scale): string {
  return samples
    .map(({ at, weight }, index) => (index === 0 ? `M${x(at)} ${y(weight)}` : `H${x(at)}V${y(weight)}`))
    .join('');
}

function line(samples: readonly SampleRecord[], { x, y }: Scale): string {
  return samples
    .map(({ at, errorRate = 0 }, index) => `${index === 0 ? 'M' : 'L'}${x(at)} ${y(100 * errorRate)}`)
    .join('');
}

/** The stretches in which there was an error rate to tell. */
function runsOf(samples: readonly SampleRecord[]): readonly (readonly SampleRecord[])[] {
  const runs: SampleRecord[][] = [[]];
  for (const sample of samples) {
    if (sample.errorRate === undefined) runs.push([]);
    else runs.at(-1)?.push(sample);
  }
  return runs.filter((run) => run.length > 0);
}
