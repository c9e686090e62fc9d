import { catalogue } from './rule-catalogue';
import { EXIT, type Terminal } from './terminal';

/** Lists every rule: a line each, or as JSON. */
export function rulesCommand(format: string, terminal: Terminal): number {
  if (format === 'json') {
    const rules = catalogue.map(({ id, severity, title, why, repair, reference }) => ({
      id,
      severity,
      title,
      why,
      repair,
      reference,
    }));
    terminal.out(`${JSON.stringify(rules, undefined, 2)}\n`);
  } else {
    terminal.out(catalogue.map(({ id, severity, title }) => `${id}  ${severity.padEnd(7)}  ${title}\n`).join(''));
  }
  return EXIT.clean;
}
