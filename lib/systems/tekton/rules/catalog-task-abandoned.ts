import { problem, type Rule } from '../../../audit';
import { remoteRefs } from '../remote-refs';
import { example, pipeline } from './examples';

const cloning = (catalog: string, version: string): object => {
  const params = [
    { name: 'catalog', value: catalog },
    { name: 'name', value: 'git-clone' },
    { name: 'version', value: version },
  ];
  return pipeline({ tasks: [{ name: 'clone', taskRef: { resolver: 'hub', params } }] });
};

export const catalogTaskAbandoned: Rule = {
  id: 'TKN034',
  severity: 'warning',
  title: 'a task comes from the old catalog, where nobody maintains it any more',
  why: 'its images and its shell are not repaired; the catalog marks it deprecated',
  repair: 'take the maintained one',
  reference: 'https://github.com/tektoncd/catalog',
  good: example(cloning('git-clone', '1.7.0')),
  bad: example(cloning('tekton-catalog-tasks', '0.9.0')),
  check: (assembly) =>
    remoteRefs(assembly)
      .filter(({ resolver, kind }) => resolver === 'hub' && kind === 'task')
      .flatMap(({ manifest, path, params }) => {
        const name = params.get('name') ?? '';
        const instead = Object.hasOwn(ABANDONED, name) ? ABANDONED[name] : undefined;
        const old = /^tekton-catalog-/.test(params.get('catalog') ?? 'tekton-catalog-tasks');
        if (instead === undefined || !old) return [];
        return problem(manifest, `the task "${name}" of the old catalog is deprecated`, instead, `${path}.params`);
      }),
};

/** Deprecated in the catalog at the end of 2026, and what stands in. */
const ABANDONED: Readonly<Record<string, string>> = {
  'git-clone': 'take git-clone 1.7.0 or newer from the catalog git-clone',
  'golang-test': 'write a Task of your own',
  'golang-build': 'write a Task of your own',
  'golangci-lint': 'write a Task of your own',
  kaniko: 'take buildah, or a maintained fork of kaniko',
  'buildkit-daemonless': 'write a Task of your own',
};
