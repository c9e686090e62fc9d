import { problem, type Rule } from '../../../audit';
import { templateResources } from '../run-template';
import { example, PUSH_TEMPLATE, template, triggeredRun } from './examples';

const revision = '$(tt.params.revision)';
const params = [{ name: 'revision' }];

export const runNameFixed: Rule = {
  id: 'TRG070',
  severity: 'error',
  title: 'a template gives every run the same name',
  why: 'the first event makes the run, and every later one is refused as already there: nothing is built, and the sender hears nothing of it',
  repair: 'give the run a generateName, or a name with a param that differs from event to event',
  reference: 'https://tekton.dev/docs/triggers/triggertemplates/',
  good: example(PUSH_TEMPLATE),
  bad: example(
    template({ params, resourcetemplates: [{ ...triggeredRun(revision), metadata: { name: 'delivery' } }] }),
  ),
  check: (assembly) =>
    templateResources(assembly).flatMap(({ manifest, path, resource }) => {
      const { kind = '', metadata = {} } = resource as { readonly kind?: string; readonly metadata?: object };
      const { name } = metadata as { readonly name?: unknown };
      if (!RUNS.has(kind) || typeof name !== 'string' || name.includes('$(')) return [];
      return problem(
        manifest,
        `each event makes the ${kind} "${name}", which is there after the first`,
        `write generateName: ${name}-`,
        `${path}.metadata.name`,
      );
    }),
};

const RUNS: ReadonlySet<string> = new Set(['PipelineRun', 'TaskRun', 'CustomRun']);
