import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endOnSignals } from './ending';
import { ENGINES } from './engines';
import { judgeInLanes } from './lanes';
import { page, whatIs } from './page';
import { report, verdictOf } from './report';

/** The page that `--page` writes. */
const PAGE = join(__dirname, '..', 'docs', 'conformance.md');

async function main(args: readonly string[]): Promise<number> {
  const root = args.find((arg) => arg.startsWith('--output='))?.slice('--output='.length) ?? '.';
  const wanted = args.filter((arg) => !arg.startsWith('--'));
  const unknown = wanted.filter((name) => !ENGINES.some((engine) => engine.name === name));
  if (unknown.length > 0)
    throw new Error(`no engine ${unknown.join(', ')}; there are ${ENGINES.map((engine) => engine.name).join(', ')}`);
  const writesPage = args.includes('--page');
  if (writesPage && wanted.length > 0) throw new Error('--page tells of a whole run: name no engine');
  ENGINES.forEach(({ name }) => whatIs(name));

  const names = ENGINES.map(({ name }) => name).filter((name) => wanted.length === 0 || wanted.includes(name));
  const lines = await judgeInLanes(names, root);
  console.log(report(lines));
  if (writesPage) writeFileSync(PAGE, page(lines));
  return lines.some((line) => verdictOf(line) === 'FAILED') ? 1 : 0;
}

endOnSignals();
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
