import { problem, type Rule } from '../../../audit';
import { referencesIn, textOf } from '../substitution';
import { tektonObjects, type RunInPlace } from '../tekton-objects';
import { triggersInPlace, type TriggerInPlace } from '../trigger-in-place';
import { binding, example, oneStep, pipeline, pushListener, template, triggeredRun } from './examples';

const workspaces = [{ name: 'ssh-directory' }];
const clone = oneStep(
  { args: ['$(params.url)', '$(workspaces.ssh-directory.path)'] },
  { params: [{ name: 'url' }], workspaces },
);
const params = [{ name: 'url', value: '$(params.url)' }];
const delivery = pipeline({
  params: [{ name: 'url' }],
  workspaces,
  tasks: [{ name: 'clone', taskRef: { name: 'go-test' }, params, workspaces }],
});
const created = triggeredRun('', {
  pipelineRef: { name: 'delivery' },
  params: [{ name: 'url', value: '$(tt.params.url)' }],
  workspaces: [{ name: 'ssh-directory', secret: { secretName: 'github' } }],
});
const push = template({ params: [{ name: 'url' }], resourcetemplates: [created] });
const bound = (field: string): object => binding([{ name: 'url', value: `$(body.repository.${field})` }]);

export const cloneAddressWithoutCredentials: Rule = {
  id: 'TRG015',
  severity: 'warning',
  title: 'a repository is cloned over https with an SSH key',
  why: 'the key is never used: a public repository works by chance, a private one cannot be cloned',
  repair: 'bind ssh_url, or give the clone basic-auth',
  good: example(clone, delivery, push, bound('ssh_url'), pushListener()),
  bad: example(clone, delivery, push, bound('clone_url'), pushListener()),
  check: (assembly) => {
    const runs = new Map<object, RunInPlace[]>();
    for (const one of tektonObjects(assembly).runs) runs.set(one.manifest, [...(runs.get(one.manifest) ?? []), one]);
    return triggersInPlace(assembly).flatMap((trigger) => {
      const https = new Set(
        trigger.bound
          .filter(({ value }) => /\$\(body\.repository\.(clone_url|html_url)\)/.test(value))
          .map(({ name }) => name),
      );
      return (runs.get(trigger.template?.manifest ?? trigger) ?? []).flatMap((one) => judge(trigger, one, https));
    });
  },
};

function judge(
  { manifest, path }: TriggerInPlace,
  { spec, pipeline: called }: RunInPlace,
  https: ReadonlySet<string>,
): ReturnType<Rule['check']> {
  const given = namesReading(spec.params ?? [], 'tt', https);
  return (called?.calls ?? []).flatMap(({ task }) => {
    const names = (task.workspaces ?? []).map(({ name }) => name);
    const onlySsh = names.some((name) => /ssh/.test(name)) && !names.some((name) => /basic|token|netrc/.test(name));
    if (!onlySsh || namesReading(task.params ?? [], 'params', given).size === 0) return [];
    return problem(
      manifest,
      `the task "${task.name}" gets an https address of the repository and an SSH key`,
      'bind ssh_url, or give it basic-auth',
      `${path}.bindings`,
    );
  });
}

/** The params whose value reads one of some others. */
function namesReading(
  params: readonly { readonly name: string; readonly value: unknown }[],
  head: string,
  read: ReadonlySet<string>,
): ReadonlySet<string> {
  return new Set(
    params
      .filter(({ value }) =>
        referencesIn(textOf(value)).some(({ parts }) => parts[0] === head && read.has(parts.at(-1) ?? '')),
      )
      .map(({ name }) => name),
  );
}
