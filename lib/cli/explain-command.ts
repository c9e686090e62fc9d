import { catalogue } from './rule-catalogue';
import { ruleText } from './rule-text';
import { EXIT, type Terminal } from './terminal';

/** Says what a rule is about; for an unknown id, which ones come near it. */
export function explainCommand(id: string, terminal: Terminal): number {
  const wanted = id.toUpperCase();
  const rule = catalogue.find((one) => one.id === wanted);
  if (rule) {
    terminal.out(ruleText(rule));
    return EXIT.clean;
  }
  const near = nearestIds(wanted);
  const hint = near.length > 0 ? `did you mean ${near.join(', ')}?` : 'slipway rules lists them all';
  terminal.err(`slipway: there is no rule ${id}; ${hint}\n`);
  return EXIT.usage;
}

const MOST = 3;

/** The ids of the same system with the nearest numbers; without such a system, those that differ by one letter of it. */
function nearestIds(id: string): string[] {
  const [, system = '', digits = ''] = /^([A-Z]{0,4})-?(\d*)$/.exec(id) ?? [];
  const differing = (one: string): number => [...one.slice(0, 3)].filter((letter, i) => letter !== system[i]).length;
  const fewest = Math.min(...catalogue.map((one) => differing(one.id)));
  if (system === '' || fewest > 1) return [];
  const distance = (one: string): number => Math.abs(Number(one.slice(3)) - Number(digits));
  return catalogue
    .map((one) => one.id)
    .filter((one) => differing(one) === fewest)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, MOST);
}
