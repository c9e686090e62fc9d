import { problem, type Rule } from '../../../audit';
import { type RemoteRefInPlace, remoteRefs } from '../remote-refs';
import { example, pipeline } from './examples';

const cloning = (catalog: string): object => {
  const params = [
    { name: 'catalog', value: catalog },
    { name: 'name', value: 'buildah' },
    { name: 'version', value: '0.9.0' },
  ];
  return pipeline({ tasks: [{ name: 'build', taskRef: { resolver: 'hub', params } }] });
};

export const hubCatalogWrong: Rule = {
  id: 'TKN037',
  severity: 'error',
  title: 'a catalog is named that the hub does not have, or that holds another kind',
  why: 'the hub answers 404 when the run starts, and nothing runs',
  repair: 'tasks of the old catalog are in tekton-catalog-tasks, pipelines in tekton-catalog-pipelines',
  reference: 'https://tekton.dev/docs/pipelines/hub-resolver/',
  good: example(cloning('tekton-catalog-tasks')),
  bad: example(cloning('tekton-catalog-pipeline')),
  check: (assembly) =>
    remoteRefs(assembly)
      .filter(({ resolver }) => resolver === 'hub')
      .flatMap((ref) => {
        const catalog = ref.params.get('catalog');
        const kind = kindOf(ref);
        const wanted = kind === undefined ? undefined : `tekton-catalog-${kind}s`;
        if (catalog === undefined || wanted === undefined || !OLD_CATALOG.test(catalog) || catalog === wanted)
          return [];
        return problem(
          ref.manifest,
          `the hub has no ${kind ?? ''} in a catalog "${catalog}"`,
          `write ${wanted}`,
          `${ref.path}.params`,
        );
      }),
};

const OLD_CATALOG = /^tekton-catalog-(task|pipeline)s?$/;

function kindOf({ kind, params }: RemoteRefInPlace): 'task' | 'pipeline' | undefined {
  const said = params.get('kind') ?? (kind === 'stepaction' ? 'stepaction' : kind);
  return said === 'task' || said === 'pipeline' ? said : undefined;
}
