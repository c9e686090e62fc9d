import { problem, type Rule } from '../../../audit';
import { remoteRefs } from '../remote-refs';
import { example, pipeline } from './examples';

const cloning = (type: string): object => {
  const params = [
    { name: 'type', value: type },
    { name: 'name', value: 'buildah' },
    { name: 'version', value: '0.9.0' },
  ];
  return pipeline({ tasks: [{ name: 'build', taskRef: { resolver: 'hub', params } }] });
};

export const hubClosed: Rule = {
  id: 'TKN038',
  severity: 'error',
  title: 'a task is fetched from Tekton Hub, which is closed',
  why: 'the public instance was switched off in January 2026; without one of your own the resolver refuses the type',
  repair: 'fetch it from Artifact Hub: leave the param type out',
  reference: 'https://github.com/tektoncd/hub',
  good: example(cloning('artifact')),
  bad: example(cloning('tekton')),
  check: (assembly) =>
    remoteRefs(assembly)
      .filter(({ resolver, params }) => resolver === 'hub' && params.get('type') === 'tekton' && !params.has('url'))
      .map(({ manifest, path }) =>
        problem(
          manifest,
          'type "tekton" means Tekton Hub, which is closed',
          'leave the param type out',
          `${path}.params`,
        ),
      ),
};
