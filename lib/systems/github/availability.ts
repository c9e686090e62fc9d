import { invalid } from '../../model';
import { type Capability, type Source } from './expression';

const EVERYWHERE = ['github', 'inputs', 'vars'] as const;
const IN_JOB = [...EVERYWHERE, 'needs', 'strategy', 'matrix'] as const;
const IN_STEP = [...IN_JOB, 'job', 'runner', 'env', 'steps', 'hashFiles'] as const;

/**
 * Which contexts and functions GitHub knows at which place. Anywhere else an expression is an error, or empty.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#context-availability
 */
const AVAILABLE = {
  'run-name': EVERYWHERE,
  'workflow concurrency': EVERYWHERE,
  'workflow env': [...EVERYWHERE, 'secrets'],
  'workflow output': ['github', 'jobs', 'vars', 'inputs'],
  'job if': [...EVERYWHERE, 'needs', 'status function'],
  'job matrix': [...EVERYWHERE, 'needs'],
  'job setting': IN_JOB,
  'job env': [...IN_JOB, 'secrets'],
  'job output': [...IN_JOB, 'job', 'runner', 'env', 'secrets', 'steps'],
  'container env': [...IN_JOB, 'job', 'runner', 'env', 'secrets'],
  'environment url': [...IN_JOB, 'job', 'runner', 'env', 'steps'],
  'call input': IN_JOB,
  'call secret': [...IN_JOB, 'secrets'],
  'step if': [...IN_STEP, 'status function'],
  'step setting': [...IN_STEP, 'secrets'],
} as const satisfies Readonly<Record<string, readonly Capability[]>>;

/** A kind of place where an expression can stand. */
export type Position = keyof typeof AVAILABLE;

/** Throws `<place>: …` where something is read that GitHub does not know at that position. */
export function requireAvailable(place: string, position: Position, sources: readonly Source[]): void {
  const available: readonly Capability[] = AVAILABLE[position];
  const missing = sources.find(({ context }) => !available.includes(context));
  if (missing !== undefined) {
    throw invalid(place, `a value of ${available.join(', ')}`, `${missing.context}.${missing.name}`);
  }
}
