import { type Judgement } from './judgement';
import { type Outcome } from './survey';
import { type Survivor } from './survivor';

/** docs/mutations.md. */
export function page(outcomes: readonly Outcome[], judgement: Judgement, survivors: readonly Survivor[]): string {
  const { mutants, caught, excused, open } = judgement;
  const matter = mutants - excused;
  return `# Mutations

<!-- Written by npm run mutations -- --page; do not edit. -->

One fault at a time is put into what [apps/main.ts](../apps/main.ts) renders, wherever it fits, and the result is audited. A fault is caught
when a rule finds something that it does not find in the delivery as it is. Faults in workflows, in the Dockerfile and in who trusts
a workflow are put into the same service as GitHub Actions builds it.

${outcomes.length} kinds of fault, ${mutants} faults: ${caught} are caught, and ${excused} live on for one of the reasons below. Of those that matter,
**${caught} of ${matter}** are caught (${((100 * caught) / matter).toFixed(1)} %); the other ${open} are marked as open.

## Kinds of fault

| fault | made | caught | by |
| --- | ---: | ---: | --- |
${outcomes.map(rowOf).join('\n')}

## What lives on, and why

| fault | where | reason |
| --- | --- | --- |
${survivors.map(reasonRow).join('\n')}
`;
}

function rowOf({ operator, mutants, caught, rules }: Outcome): string {
  return `| ${operator} | ${mutants} | ${caught} | ${rules.map((rule) => linkTo(rule)).join(', ')} |`;
}

function reasonRow({ operator, at, reason, open }: Survivor): string {
  const place = at === undefined ? 'wherever it lives on' : `\`${at}\``;
  return `| ${operator} | ${place} | ${open ? '**open:** ' : ''}${reason} |`;
}

function linkTo(rule: string): string {
  return `[${rule}](rules/${rule}.md)`;
}
