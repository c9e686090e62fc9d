import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from './judgement';
import { page } from './page';
import { surveyOrderService } from './survey-order-service';
import { SURVIVORS } from './survivors';

/** The page that `--page` writes. */
const PAGE = join(__dirname, '..', 'docs', 'mutations.md');

/** `--only=<text>`: the kinds of fault whose name holds the text, and where each lives on. */
const only = process.argv.find((one) => one.startsWith('--only='))?.slice('--only='.length);

const outcomes = surveyOrderService(({ name }) => name.includes(only ?? ''));
const names = new Set(outcomes.map(({ operator }) => operator));
const judgement = judge(
  outcomes,
  SURVIVORS.filter(({ operator }) => names.has(operator)),
);
console.log('made  caught  fault');
for (const { operator, mutants, caught, rules, survivors } of outcomes) {
  console.log(`${String(mutants).padStart(4)}  ${String(caught).padStart(6)}  ${operator}: ${rules.join(', ')}`);
  if (only !== undefined) for (const at of survivors) console.log(`              lives on: ${at}`);
}
for (const one of judgement.unexplained) console.error(`no rule sees, and no reason is given: ${one}`);
for (const { operator, at, reason } of judgement.outdated)
  console.error(`nothing lives on any more: ${operator} at ${at ?? 'everywhere'}: ${reason}`);
const { mutants, caught, excused, open } = judgement;
console.log(
  `${outcomes.length} kinds, ${mutants} faults, ${caught} caught, ${excused} live on for a reason, ${open} are open, ${judgement.unexplained.length} without`,
);
if (process.argv.includes('--page') && only === undefined) writeFileSync(PAGE, page(outcomes, judgement, SURVIVORS));
if (judgement.unexplained.length + judgement.outdated.length > 0) process.exitCode = 1;
