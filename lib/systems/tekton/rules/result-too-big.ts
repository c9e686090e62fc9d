import { problem, type Rule } from '../../../audit';
import { tektonObjects } from '../tekton-objects';
import { commandText } from '../container-in-place';
import { example, oneStep } from './examples';

const scanning = (report: string, summary: string): object =>
  oneStep(
    {
      script: `#!/bin/sh\nset -eu\ntrivy image --exit-code 1 --format sarif --output ${report} order-service\necho done > ${summary}\n`,
    },
    { results: [{ name: 'report' }], workspaces: [{ name: 'source' }] },
  );
const FILE = '"$(workspaces.source.path)/report.sarif"';
const RESULT = '"$(results.report.path)"';

export const resultTooBig: Rule = {
  id: 'TKN097',
  severity: 'advice',
  title: 'a whole report becomes a result',
  why: 'all results of a task have 4096 bytes together, fewer the more steps it has: beyond that the task fails',
  repair: 'write the report into a workspace or a registry, and its address or a summary into the result',
  reference: 'https://tekton.dev/docs/pipelines/tasks/#emitting-results',
  good: example(scanning(FILE, RESULT)),
  bad: example(scanning(RESULT, FILE)),
  check: (assembly) =>
    tektonObjects(assembly).tasks.flatMap(({ manifest, steps }) =>
      steps.flatMap(({ container, name, path }) => {
        const text = commandText(container).replaceAll('\\\n', ' ');
        const lines = container.script === undefined ? [text] : text.split('\n');
        const report = lines.find((line) => REPORT.test(line) && WRITTEN.test(line));
        const result = report === undefined ? undefined : WRITTEN.exec(report)?.[1];
        if (result === undefined) return [];
        return problem(
          manifest,
          `the step "${name}" writes a whole report into the result "${result}"`,
          'write it into a workspace, and a summary into the result',
          path,
        );
      }),
    ),
};

const REPORT = /\b(sarif|spdx(-json)?|cyclonedx(-json)?|sbom)\b|--format[= \n]json\b|\b(syft|grype)\b.*\bjson\b/;
const WRITTEN = /(?:-o|--output|--file|>|tee)[= \n]*["']?\$\((?:step\.)?results\.([\w-]+)\.path\)/;
