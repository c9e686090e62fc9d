import { type Assembly } from '../../../assembly';
import { problem, type Problem, type Rule } from '../../../audit';
import { type ReferenceInPlace, referencesInPlace } from '../references-in-place';
import { type Call, tektonObjects } from '../tekton-objects';
import { once } from '../once';
import { example, pipeline, step, task } from './examples';

const build = task('build', {
  results: [{ name: 'digest' }],
  steps: [step('build', { args: ['--digest-file', '$(results.digest.path)'] })],
});
const reading = (result: string): object =>
  pipeline({
    results: [{ name: 'image', value: `$(tasks.build.results.${result})` }],
    tasks: [{ name: 'build', taskRef: { name: 'build' } }],
  });

export const taskResultUnknown: Rule = {
  id: 'TKN005',
  severity: 'error',
  title: 'a result is read that the task does not declare',
  why: 'admission does not follow the reference: the run fails when the reader is due, after everything before it has run',
  repair: 'read a result that the task declares',
  reference:
    'https://tekton.dev/docs/pipelines/pipelines/#passing-one-tasks-results-into-the-parameters-or-when-expressions-of-another',
  good: example(build, reading('digest')),
  bad: example(build, reading('image-digest')),
  check: (assembly) => {
    const calls = callsByName(assembly);
    return referencesInPlace(assembly).flatMap((one) => judge(one, calls.get(ownerOf(one)) ?? new Map()));
  },
};

/** The tasks of each pipeline by name; an embedded task reads those of the pipeline around it. */
const callsByName = once((assembly: Assembly) => {
  const { pipelines } = tektonObjects(assembly);
  const byOwner = new Map<object, ReadonlyMap<string, Call>>();
  for (const { spec, calls } of pipelines) {
    const names = new Map(calls.map((call) => [call.task.name, call]));
    byOwner.set(spec, names);
    for (const { runs } of calls)
      if (runs.from === 'assembly' && runs.task.inherits) byOwner.set(runs.task.spec, names);
  }
  return byOwner;
});

function ownerOf({ scope }: ReferenceInPlace): object {
  if (scope.kind === 'task') return scope.task.spec;
  return scope.kind === 'pipeline' ? scope.pipeline.spec : scope;
}

function judge({ manifest, path, reference, scope }: ReferenceInPlace, calls: ReadonlyMap<string, Call>): Problem[] {
  const [head, name = '', results, result = ''] = reference.parts;
  if ((head !== 'tasks' && head !== 'finally') || reference.parts.length < 3) return [];
  if (scope.kind !== 'pipeline' && calls.size === 0) return [];
  const call = calls.get(name);
  if (!call) {
    const names = [...calls.keys()].join(', ');
    return [
      problem(
        manifest,
        `${reference.text} reads from "${name}", which is no task of the pipeline`,
        `name one of ${names}`,
        path,
      ),
    ];
  }
  if (results !== 'results' || call.runs.from !== 'assembly') return [];
  const declared = (call.runs.task.spec.results ?? []).map((one) => one.name);
  if (declared.includes(result)) return [];
  const message = `${reference.text} reads the result "${result}", which ${call.runs.task.title} does not declare`;
  return [
    problem(
      manifest,
      message,
      declared.length > 0 ? `read one of ${declared.join(', ')}` : 'let the task declare and write it',
      path,
    ),
  ];
}
