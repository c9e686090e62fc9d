import { kindOf, type Manifest } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { tektonObjects } from '../tekton-objects';
import { example, step, task } from './examples';

export const nameTooLong: Rule = {
  id: 'TKN093',
  severity: 'error',
  title: 'a name is too long for what is made of it, or no DNS label',
  why: 'it becomes the value of a label, a container or a Service (el-…): Tekton refuses the object',
  repair: 'take a name of small letters, digits and hyphens, of 63 characters at most, for an EventListener of 60',
  reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  good: example(task('go-test', { steps: [step('unit-test', {})] })),
  bad: example(task('go-test', { steps: [step('unit_test', {})] })),
  check: (assembly) => {
    const { tasks, pipelines } = tektonObjects(assembly);
    const parts = [
      ...tasks.flatMap(({ manifest, steps }) =>
        steps.flatMap(({ declared, path }) => named(manifest, declared.name, path)),
      ),
      ...pipelines.flatMap(({ calls }) =>
        calls.flatMap(({ manifest, task: one, path }) => named(manifest, one.name, path)),
      ),
    ];
    return [
      ...parts
        .filter(({ name }) => !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name) && !name.includes('$('))
        .map(({ manifest, name, path }) =>
          problem(
            manifest,
            `"${name}" is no DNS label`,
            'take small letters, digits and hyphens, 63 at most',
            `${path}.name`,
          ),
        ),
      ...assembly.manifests.ofKinds(...Object.keys(LIMITS)).flatMap((manifest) => {
        const limit = LIMITS[kindOf(manifest.object)];
        const { name = '' } = manifest.object.metadata;
        if (limit === undefined || name.length <= limit) return [];
        return problem(
          manifest,
          `the name has ${name.length} characters`,
          `take one of ${limit} at most`,
          'metadata.name',
        );
      }),
    ];
  },
};

const LIMITS: Readonly<Record<string, number | undefined>> = {
  'tekton.dev/Task': 63,
  'tekton.dev/Pipeline': 63,
  'tekton.dev/PipelineRun': 63,
  'tekton.dev/StepAction': 63,
  'triggers.tekton.dev/EventListener': 60,
};

function named(
  manifest: Manifest,
  name: string | undefined,
  path: string,
): { manifest: Manifest; name: string; path: string }[] {
  return name === undefined ? [] : [{ manifest, name, path }];
}
