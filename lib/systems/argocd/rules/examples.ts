import { type Example } from '../../../audit';

/** Fields of an Application or a set in flow style, in the place of those of a sound one. */
export interface Parts {
  readonly finalizers?: string;
  readonly project?: string;
  readonly source?: string;
  readonly destination?: string;
  readonly policy?: string;
  /** Further fields of the spec. */
  readonly more?: string;
}

export const SOURCE = '{ repoURL: https://github.com/acme/gitops.git, targetRevision: main, path: dist/production }';
const AUTOMATED = 'automated: { prune: true, selfHeal: true }, retry: { limit: 5, refresh: true }';

/** An Application `argocd/api` of the namespace `shop`. */
export function application(parts: Parts = {}): string {
  return `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: api, namespace: argocd, finalizers: [${parts.finalizers ?? 'resources-finalizer.argocd.argoproj.io'}] }
spec:
  ${specOf(parts).join('\n  ')}
`;
}

/** A set of Applications `argocd/previews` for pull requests. */
export function previews(parts: Parts & { readonly generator?: string; readonly goTemplate?: string } = {}): string {
  const token = 'tokenRef: { secretName: github, key: token }';
  return `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: previews, namespace: argocd }
spec:
  ${parts.goTemplate ?? 'goTemplate: true\n  goTemplateOptions: [missingkey=error]'}
  generators:
    - pullRequest: ${parts.generator ?? `{ github: { owner: acme, repo: api, ${token} }, requeueAfterSeconds: 60 }`}
  template:
    metadata: { name: 'api-pr-{{ .number }}' }
    spec:
      ${specOf(parts).join('\n      ')}
`;
}

/** A project `argocd/shop`. */
export function project(spec: string): string {
  return `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: shop, namespace: argocd }
spec: ${spec}
`;
}

/** A Rollout `shop/api` with what stands in its spec beside the pods. */
export function rollout(spec: string, image = 'ghcr.io/acme/api'): string {
  return `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app: api } }
  template: { metadata: { labels: { app: api } }, spec: { containers: [{ name: api, image: '${image}' }] } }
  ${spec}
`;
}

/** A Job `shop/migrate` that is a hook. */
export function hookJob(
  hook: string,
  spec = 'activeDeadlineSeconds: 300',
  pod = '',
  image = 'ghcr.io/acme/api',
): string {
  return `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate, namespace: shop, annotations: { argocd.argoproj.io/hook: ${hook} } }
spec:
  backoffLimit: 0
  ${spec}
  template: { spec: { ${pod}restartPolicy: Never, containers: [{ name: migrate, image: '${image}' }] } }
`;
}

/** An object of the namespace `shop` without further fields. */
export function object(apiVersion: string, kind: string, name: string, rest = ''): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
${rest}
`;
}

export function manifests(...documents: readonly string[]): Example {
  return { manifests: documents.join('---') };
}

function specOf({ project, source, destination, policy, more }: Parts): readonly string[] {
  return [
    `project: ${project ?? 'shop'}`,
    ...(source === '' ? [] : [`source: ${source ?? SOURCE}`]),
    `destination: ${destination ?? '{ name: production, namespace: shop }'}`,
    `syncPolicy: { ${policy ?? AUTOMATED} }`,
    ...(more === undefined ? [] : [more]),
  ];
}
