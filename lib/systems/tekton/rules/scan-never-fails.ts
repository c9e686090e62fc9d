import { problem, type Rule } from '../../../audit';
import { programOf, tryPurpose } from '../../../shell';
import { type ContainerInPlace, tektonContainers } from '../container-in-place';
import { commandsOf } from '../step-script';
import { textsIn } from '../substitution';
import { example, oneStep } from './examples';

const scanning = (...flags: readonly string[]): object =>
  oneStep({ command: ['trivy', 'image', ...flags], args: ['registry.example.com/order-service'] });

export const scanNeverFails: Rule = {
  id: 'TKN058',
  severity: 'warning',
  title: 'a scan succeeds whatever it finds',
  why: 'scanners print what they find and end well unless they are told otherwise: the image goes on to be signed',
  repair: 'give the scanner the flag that lets it fail',
  reference: 'https://trivy.dev/latest/docs/configuration/others/#exit-code',
  good: example(scanning('--exit-code', '1')),
  bad: example(scanning()),
  check: (assembly) =>
    tektonContainers(assembly).flatMap((place) => {
      const { field, commands } = commandsOf(place.container);
      return commands.flatMap((command) => {
        const program = programOf(command);
        const flag = Object.hasOwn(FLAGS, program) ? FLAGS[program] : undefined;
        if (flag === undefined || tryPurpose(command) !== 'scan' || flag.set.test(textOf(place))) return [];
        const message = `${place.title} runs ${program}, which succeeds whatever it finds`;
        return problem(place.manifest, message, `add ${flag.name}`, `${place.path}.${field}`);
      });
    }),
};

/** What lets each scanner fail, as a flag or in the environment. */
const FLAGS: Readonly<Record<string, { readonly name: string; readonly set: RegExp }>> = {
  trivy: { name: '--exit-code 1', set: /--exit-code[=\s]+["']?[$1-9]|TRIVY_EXIT_CODE/ },
  grype: { name: '--fail-on high', set: /--fail-on|(^|\s)-f[=\s]|GRYPE_FAIL_ON/ },
};

/** A later step of the task may judge what this one only reports. */
function textOf({ task, container }: ContainerInPlace): string {
  const containers = task ? task.steps.map((step) => step.container) : [container];
  return textsIn(containers, '')
    .map(({ text }) => text)
    .join('\n');
}
