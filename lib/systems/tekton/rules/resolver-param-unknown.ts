import { problem, type Rule } from '../../../audit';
import { tryNearest } from '../../../audit/nearest';
import { RESOLVER_PARAMS, remoteRefs } from '../remote-refs';
import { example, pipeline } from './examples';

const cloning = (catalogParam: string): object => {
  const params = [
    { name: 'name', value: 'git-clone' },
    { name: 'version', value: '1.7.0' },
    { name: catalogParam, value: 'git-clone' },
  ];
  return pipeline({ tasks: [{ name: 'clone', taskRef: { resolver: 'hub', params } }] });
};

export const resolverParamUnknown: Rule = {
  id: 'TKN036',
  severity: 'error',
  title: 'a resolver is given a param that it does not read',
  why: 'it is ignored without a word, and something else than meant is fetched',
  repair: 'give it the name that the resolver reads',
  reference: 'https://tekton.dev/docs/pipelines/resolution/',
  good: example(cloning('catalog')),
  bad: example(cloning('catalogue')),
  check: (assembly) =>
    remoteRefs(assembly).flatMap(({ manifest, path, resolver, params }) => {
      const known = RESOLVER_PARAMS[resolver];
      if (!known) return [];
      const names = [...known.required, ...known.optional];
      return [...params.keys()]
        .filter((name) => !names.includes(name))
        .map((name) =>
          problem(
            manifest,
            `the ${resolver} resolver reads no param "${name}"`,
            `did you mean "${tryNearest(name, names) ?? names.join('", "')}"?`,
            `${path}.params`,
          ),
        );
    }),
};
