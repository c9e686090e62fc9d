import { type Assembly, type Manifest } from '../../assembly';
import { type RemoteRef } from './kinds';
import { once } from './once';
import { textOf } from './substitution';
import { tektonObjects } from './tekton-objects';

/** Something that a resolver fetches when the run starts. */
export interface RemoteRefInPlace {
  readonly manifest: Manifest;
  readonly path: string;
  readonly kind: 'task' | 'pipeline' | 'stepaction';
  /** `hub`, `git`, `bundles`, `http`, `cluster`, or one of a team's own. */
  readonly resolver: string;
  /** Its params as texts. */
  readonly params: ReadonlyMap<string, string>;
}

/** Everything that resolvers fetch. */
export const remoteRefs = once((assembly: Assembly): readonly RemoteRefInPlace[] => {
  const { tasks, pipelines, runs } = tektonObjects(assembly);
  return [
    ...runs.flatMap(({ manifest, prefix, spec }) =>
      place(manifest, `${prefix}spec.pipelineRef`, 'pipeline', spec.pipelineRef),
    ),
    ...pipelines.flatMap(({ calls }) =>
      calls.flatMap(({ manifest, path, task }) => place(manifest, `${path}.taskRef`, 'task', task.taskRef)),
    ),
    ...tasks.flatMap(({ manifest, steps }) =>
      steps.flatMap(({ path, declared }) => place(manifest, `${path}.ref`, 'stepaction', declared.ref)),
    ),
  ];
});

function place(
  manifest: Manifest,
  path: string,
  kind: RemoteRefInPlace['kind'],
  ref: RemoteRef | undefined,
): RemoteRefInPlace[] {
  if (ref?.resolver === undefined) return [];
  const params = new Map((ref.params ?? []).map(({ name, value }) => [name, textOf(value)]));
  return [{ manifest, path, kind, resolver: ref.resolver, params }];
}

/** The params that each of Tekton's own resolvers reads, the required ones first. */
export const RESOLVER_PARAMS: Readonly<
  Record<string, { readonly required: readonly string[]; readonly optional: readonly string[] }>
> = {
  hub: { required: ['name', 'version'], optional: ['kind', 'type', 'catalog', 'url'] },
  git: {
    required: ['pathInRepo'],
    optional: [
      'url',
      'org',
      'repo',
      'revision',
      'token',
      'tokenKey',
      'gitToken',
      'gitTokenKey',
      'serverURL',
      'scmType',
      'configKey',
      'cache',
    ],
  },
  bundles: { required: ['bundle', 'name'], optional: ['kind', 'secret', 'serviceAccount', 'cache'] },
  http: {
    required: ['url'],
    optional: ['http-username', 'http-password-secret', 'http-password-secret-key', 'digest'],
  },
  cluster: { required: ['name'], optional: ['kind', 'namespace', 'cache'] },
};
