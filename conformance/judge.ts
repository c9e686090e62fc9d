import { Absent, type Engine } from './engine';
import { type Output } from './output';
import { type Line, verdictOf } from './report';

/** Runs one engine; each ruling becomes a line as soon as it is made. */
export async function judge(engine: Engine, output: Output): Promise<readonly Line[]> {
  const lines: Line[] = [];
  let since = performance.now();
  const add = (ruling: Omit<Line, 'engine' | 'version' | 'seconds'>) => {
    const now = performance.now();
    const line = { engine: engine.name, version: engine.version, seconds: (now - since) / 1000, ...ruling };
    since = now;
    lines.push(line);
    console.error(`${engine.name}: ${line.judged}: ${verdictOf(line)}`);
  };
  try {
    for await (const ruling of engine.rulings(output)) add(ruling);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof Absent) add({ judged: 'nothing', refusals: [], skipped: message });
    else add({ judged: 'the engine itself', refusals: [message] });
  }
  return lines;
}
