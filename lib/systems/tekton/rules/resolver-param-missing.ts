import { problem, type Rule } from '../../../audit';
import { RESOLVER_PARAMS, type RemoteRefInPlace, remoteRefs } from '../remote-refs';
import { example, pipeline } from './examples';

const cloning = (...params: readonly { name: string; value: string }[]): object =>
  pipeline({ tasks: [{ name: 'clone', taskRef: { resolver: 'hub', params } }] });

export const resolverParamMissing: Rule = {
  id: 'TKN035',
  severity: 'error',
  title: 'a resolver lacks a param that it needs',
  why: 'only the resolver looks at its params: the run ends before its first task',
  repair: 'give the param',
  reference: 'https://tekton.dev/docs/pipelines/hub-resolver/',
  good: example(cloning({ name: 'name', value: 'git-clone' }, { name: 'version', value: '1.7.0' })),
  bad: example(cloning({ name: 'name', value: 'git-clone' })),
  check: (assembly) =>
    remoteRefs(assembly).flatMap((ref) => {
      const missing = missingFrom(ref);
      return missing.length === 0
        ? []
        : problem(
            ref.manifest,
            `the ${ref.resolver} resolver needs ${missing.join(' and ')}`,
            `give ${missing.join(' and ')}`,
            `${ref.path}.params`,
          );
    }),
};

/** The git resolver reads a clone's address, or organisation and repository of a service's API. */
function missingFrom({ resolver, params }: RemoteRefInPlace): readonly string[] {
  const missing = (RESOLVER_PARAMS[resolver]?.required ?? []).filter((name) => !params.has(name));
  const lacksRepository = resolver === 'git' && params.has('org') && !params.has('repo');
  return lacksRepository ? [...missing, 'repo'] : missing;
}
