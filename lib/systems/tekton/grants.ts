import { type Assembly, type Manifest, kindOf } from '../../assembly';
import { once } from './once';

/** What a role allows. */
export interface RoleRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly verbs?: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** One binding that gives an account a role. */
export interface Grant {
  readonly manifest: Manifest;
  /** The namespace in which it holds; nothing where it holds in all. */
  readonly namespace?: string;
  readonly role: string;
  /** Nothing where the role is neither in the assembly nor shipped with Tekton. */
  readonly rules?: readonly RoleRule[];
}

interface BindingObject {
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

const TRIGGERS = 'triggers.tekton.dev';
const READ = ['get', 'list', 'watch'];
const ANYWHERE = '*';

/** Roles that come with Tekton Triggers. */
const SHIPPED: Readonly<Record<string, readonly RoleRule[]>> = {
  'tekton-triggers-eventlistener-roles': [
    {
      apiGroups: [TRIGGERS],
      resources: ['eventlisteners', 'triggerbindings', 'interceptors', 'triggertemplates', 'triggers'],
      verbs: READ,
    },
    { apiGroups: ['tekton.dev'], resources: ['pipelineruns', 'pipelineresources', 'taskruns'], verbs: ['create'] },
    { apiGroups: [''], resources: ['serviceaccounts'], verbs: ['impersonate'] },
  ],
  'tekton-triggers-eventlistener-clusterroles': [
    { apiGroups: [TRIGGERS], resources: ['clustertriggerbindings', 'clusterinterceptors'], verbs: READ },
    { apiGroups: [''], resources: ['secrets'], verbs: READ },
  ],
  'cluster-admin': [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
};

/** The grants of every ServiceAccount, by environment, namespace and name. */
const grantsByAccount = once((assembly: Assembly): ReadonlyMap<string, readonly Grant[]> => {
  const rules = new Map<string, readonly RoleRule[]>();
  const grants = new Map<string, Grant[]>();
  for (const { object, environment } of assembly.manifests.all) {
    const kind = ROLE_KINDS[kindOf(object)];
    if (kind !== undefined)
      rules.set(
        keyOf(environment, kind, object.metadata.namespace, object.metadata.name),
        (object as { readonly rules?: readonly RoleRule[] }).rules ?? [],
      );
  }
  for (const manifest of assembly.manifests.all) {
    const bindingKind = BINDING_KINDS[kindOf(manifest.object)];
    if (bindingKind === undefined) continue;
    const { environment, object } = manifest;
    const { roleRef, subjects = [] } = object as typeof object & BindingObject;
    const namespace = bindingKind === 'RoleBinding' ? object.metadata.namespace : undefined;
    const shipped = Object.hasOwn(SHIPPED, roleRef.name) ? SHIPPED[roleRef.name] : undefined;
    const found =
      rules.get(
        keyOf(environment, roleRef.kind, roleRef.kind === 'Role' ? object.metadata.namespace : undefined, roleRef.name),
      ) ?? shipped;
    for (const subject of subjects.filter((one) => one.kind === 'ServiceAccount')) {
      for (const place of new Set([subject.namespace ?? namespace, ANYWHERE])) {
        const key = keyOf(environment, 'account', place, subject.name);
        grants.set(key, [...(grants.get(key) ?? []), { manifest, namespace, role: roleRef.name, rules: found }]);
      }
    }
  }
  return grants;
});

const ROLE_KINDS: Readonly<Record<string, string | undefined>> = {
  'rbac.authorization.k8s.io/Role': 'Role',
  'rbac.authorization.k8s.io/ClusterRole': 'ClusterRole',
};
const BINDING_KINDS: Readonly<Record<string, string | undefined>> = {
  'rbac.authorization.k8s.io/RoleBinding': 'RoleBinding',
  'rbac.authorization.k8s.io/ClusterRoleBinding': 'ClusterRoleBinding',
};

/** Everything that the assembly grants an account; where its namespace is not told, what any of that name is granted. */
export function grantsOf(
  assembly: Assembly,
  environment: string,
  namespace: string | undefined,
  account: string,
): readonly Grant[] {
  return grantsByAccount(assembly).get(keyOf(environment, 'account', namespace ?? ANYWHERE, account)) ?? [];
}

/** Whether grants allow an action: in one namespace, or with none given in all. What an unknown role allows is not doubted. */
export function allows(
  grants: readonly Grant[],
  namespace: string | undefined,
  group: string,
  resource: string,
  verb: string,
): boolean {
  return grants
    .filter((grant) => grant.namespace === undefined || (namespace !== undefined && grant.namespace === namespace))
    .some(({ rules }) => rules === undefined || rules.some((rule) => covers(rule, group, resource, verb)));
}

function covers(
  { apiGroups = [], resources = [], verbs = [], resourceNames = [] }: RoleRule,
  group: string,
  resource: string,
  verb: string,
): boolean {
  const has = (list: readonly string[], one: string): boolean => list.includes(one) || list.includes('*');
  return resourceNames.length === 0 && has(apiGroups, group) && has(resources, resource) && has(verbs, verb);
}

function keyOf(environment: string, kind: string, namespace: string | undefined, name: string | undefined): string {
  return `${environment}\n${kind}\n${namespace ?? ''}\n${name ?? ''}`;
}
