import { join } from 'node:path';
import { builtOnce } from '../cache';
import { mustRun } from '../command';
import { brokenInput, type Engine } from '../engine';
import { type Subject } from './subject';
import { analyses } from './subjects/analysis';
import { patterns } from './subjects/patterns';
import { pods } from './subjects/pod-security';
import { replicas } from './subjects/replicas';
import { substitutions } from './subjects/substitution';
import { values } from './subjects/values';

const SUBJECTS = [...values, ...patterns, ...replicas, ...analyses, ...pods, ...substitutions];
const SHOWN = 10;

/** The same thousands of vectors through our models and through the packages of Go that they describe. */
export const differential: Engine = {
  name: 'differential',
  version: 'packages of the other engines',
  async *rulings() {
    for (const subject of SUBJECTS) {
      const { judged, disagreements } = await compare(subject);
      const more = disagreements.length - SHOWN;
      yield {
        judged: `${String(judged)} vectors: ${subject.about}`,
        refusals: [...disagreements.slice(0, SHOWN), ...(more > 0 ? [`and ${String(more)} more`] : [])],
      };
    }
    const [wrong] = values.map((one) => ({ ...one, vectors: () => one.vectors().map(mistaken) }));
    if (wrong === undefined) throw new Error('nothing is compared');
    yield brokenInput('a model that is never right', 'upstream says', (await compare(wrong)).disagreements);
  },
};

const mistaken = ({ input }: { input: unknown }) => ({ input, ours: -1 });

async function compare(subject: Subject): Promise<{ judged: number; disagreements: string[] }> {
  const build = { module: join(__dirname, subject.program), programs: { differential: '.' } };
  const program = join(await builtOnce(`differential-${subject.program}`, build), 'differential');
  const vectors = subject.vectors();
  const asked = vectors.map(({ input }) => JSON.stringify(input)).join('\n');
  const said = (await mustRun(program, [subject.name], { input: `${asked}\n` })).trimEnd().split('\n');
  if (said.length !== vectors.length) {
    throw new Error(`${subject.name}: ${String(said.length)} answers to ${String(vectors.length)} questions`);
  }
  const disagreements = vectors.flatMap(({ input, ours }, index) => {
    const theirs = JSON.parse(said[index] ?? '') as unknown;
    if (subject.same(ours, theirs, input)) return [];
    return [`${JSON.stringify(input)}: we say ${JSON.stringify(ours)}, upstream says ${JSON.stringify(theirs)}`];
  });
  return { judged: vectors.length, disagreements };
}
