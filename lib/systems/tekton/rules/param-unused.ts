import { type Manifest } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { type ParamDeclaration } from '../kinds';
import { namesUsed } from '../names-used';
import { tektonObjects } from '../tekton-objects';
import { example, oneStep } from './examples';

const params = [{ name: 'package', default: './...' }];

export const paramUnused: Rule = {
  id: 'TKN010',
  severity: 'warning',
  title: 'a param is declared and never read',
  why: 'callers set it and nothing changes',
  repair: 'read it, or remove it',
  good: example(oneStep({ args: ['test', '$(params.package)'] }, { params })),
  bad: example(oneStep({ args: ['test', './...'] }, { params })),
  check: (assembly) => {
    const { tasks, pipelines, actions } = tektonObjects(assembly);
    const declaring: readonly Declaring[] = [
      ...tasks,
      ...pipelines,
      ...actions.map((action) => ({ ...action, path: 'spec', title: 'the StepAction' })),
    ];
    return declaring.flatMap(({ manifest, path, title, spec }) => {
      const { params: read } = namesUsed(assembly, spec);
      return (spec.params ?? []).flatMap(({ name }, i) =>
        read.has(name)
          ? []
          : problem(
              manifest,
              `nothing in ${title} reads the param "${name}"`,
              'read it, or remove it',
              `${path}.params[${i}]`,
            ),
      );
    });
  },
};

interface Declaring {
  readonly manifest: Manifest;
  readonly path: string;
  readonly title: string;
  readonly spec: { readonly params?: readonly ParamDeclaration[] };
}
