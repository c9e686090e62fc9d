import { type TriggerInPlace } from './trigger-in-place';
import { type InterceptorUse } from './trigger-kinds';

/** The params that each interceptor shipped with Tekton Triggers reads. */
export const SHIPPED_INTERCEPTORS: Readonly<Record<string, readonly string[]>> = {
  github: ['secretRef', 'eventTypes', 'addChangedFiles', 'githubOwners'],
  gitlab: ['secretRef', 'eventTypes'],
  bitbucket: ['secretRef', 'eventTypes'],
  slack: ['requestedFields'],
  cel: ['filter', 'overlays'],
};

/** The value of a param that an interceptor is given, if it is. */
export function interceptorParam({ params }: InterceptorUse, name: string): unknown {
  return params?.find((param) => param.name === name)?.value;
}

/** The CEL filters of a trigger, as one text: what lets an event pass. */
export function filtersOf({ interceptors }: TriggerInPlace): string {
  return interceptors
    .filter(({ use }) => use.ref?.name === 'cel')
    .map(({ use }) => interceptorParam(use, 'filter'))
    .filter((filter) => typeof filter === 'string')
    .join('\n');
}

/** The events of GitHub that pass: all where nothing says which; nothing comes back for other senders. */
export function tryGitHubEvents({ interceptors }: TriggerInPlace): readonly string[] | undefined {
  const github = interceptors.find(({ use }) => use.ref?.name === 'github');
  if (!github) return undefined;
  const types = interceptorParam(github.use, 'eventTypes');
  return Array.isArray(types) ? types.map(String) : [];
}

/** The keys that interceptors add to the event; nothing where one may add any. */
export function tryExtensions({ interceptors }: TriggerInPlace): readonly string[] | undefined {
  const keys: string[] = [];
  for (const { use } of interceptors) {
    const name = use.ref?.name ?? '';
    if (!Object.hasOwn(SHIPPED_INTERCEPTORS, name)) return undefined;
    const overlays = interceptorParam(use, 'overlays');
    if (name === 'cel' && Array.isArray(overlays)) {
      keys.push(...overlays.map((one: { readonly key?: unknown }) => String(one.key).split('.')[0] ?? ''));
    }
    if (name === 'github') keys.push('changed_files');
    if (name === 'slack') return undefined;
  }
  return keys;
}
