import { type Manifest } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { referencesIn, textsIn } from '../substitution';
import { type TriggerTemplateSpec } from '../trigger-kinds';
import { triggersInPlace } from '../trigger-in-place';
import { example, PUSH_TEMPLATE, template, triggeredRun } from './examples';

const params = [{ name: 'revision' }];

export const templateParamUnused: Rule = {
  id: 'TRG004',
  severity: 'warning',
  title: 'what a template declares and what its objects read differ',
  why: 'a param that nothing reads changes nothing; one that is not declared lets Triggers refuse the template',
  repair: 'declare exactly the params that the objects read',
  reference: 'https://tekton.dev/docs/triggers/triggertemplates/',
  good: example(PUSH_TEMPLATE),
  bad: example(template({ params, resourcetemplates: [triggeredRun('$(tt.params.commit)')] })),
  check: (assembly) => {
    const own = assembly.manifests
      .of('triggers.tekton.dev/TriggerTemplate')
      .map((manifest): Place => ({ manifest, path: 'spec', spec: manifest.object.spec }));
    const inline = triggersInPlace(assembly).flatMap(({ template: one }) => (one && one.path !== 'spec' ? [one] : []));
    return [...own, ...inline].flatMap(({ manifest, path, spec }) => {
      const read = new Set(
        textsIn(spec.resourcetemplates, '')
          .flatMap(({ text }) => referencesIn(text))
          .flatMap(({ parts }) => (parts[0] === 'tt' ? (parts[2] ?? '') : [])),
      );
      const declared = new Set((spec.params ?? []).map(({ name }) => name));
      return [
        ...[...declared]
          .filter((name) => !read.has(name))
          .map((name) =>
            problem(manifest, `nothing reads the param "${name}"`, 'read it, or remove it', `${path}.params`),
          ),
        ...[...read]
          .filter((name) => !declared.has(name))
          .map((name) =>
            problem(
              manifest,
              `$(tt.params.${name}) is read, and not declared`,
              `declare the param "${name}"`,
              `${path}.resourcetemplates`,
            ),
          ),
      ];
    });
  },
};

interface Place {
  readonly manifest: Manifest;
  readonly path: string;
  readonly spec: TriggerTemplateSpec;
}
