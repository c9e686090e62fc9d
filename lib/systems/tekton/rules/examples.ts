import { toYaml } from '../../../assembly';
import { type Example } from '../../../audit';
import {
  type PipelineRunSpec,
  type PipelineSpec,
  type RemoteRef,
  type StepActionSpec,
  type StepDeclaration,
  type TaskSpec,
} from '../kinds';
import {
  type BoundParam,
  type EventListenerSpec,
  type InterceptorUse,
  type TriggerSpec,
  type TriggerTemplateSpec,
} from '../trigger-kinds';

/** What several rules show their mistake at. Everything stands in one namespace. */
const namespace = 'order-service-ci';

/** An image as it should be named. */
export const PINNED = `registry.example.com/tools/go:1.26@sha256:${'4d1f'.repeat(16)}`;

/** Objects as the YAML of an example. */
export function example(...objects: readonly object[]): Example {
  return { manifests: toYaml(objects) };
}

export function object(apiVersion: string, kind: string, name: string, spec: object): object {
  return { apiVersion, kind, metadata: { name, namespace }, spec };
}

export function task(name: string, spec: TaskSpec): object {
  return object('tekton.dev/v1', 'Task', name, spec);
}

/** A step with a pinned image. */
export function step(name: string, body: StepDeclaration): StepDeclaration {
  return { name, image: PINNED, ...body };
}

/** A Task of one step. */
export function oneStep(body: StepDeclaration, rest: TaskSpec = {}): object {
  return task('go-test', { ...rest, steps: [step('test', body)] });
}

export function stepAction(name: string, spec: StepActionSpec): object {
  return object('tekton.dev/v1beta1', 'StepAction', name, { image: PINNED, ...spec });
}

export function pipeline(spec: PipelineSpec): object {
  return object('tekton.dev/v1', 'Pipeline', 'delivery', spec);
}

export function run(spec: PipelineRunSpec): object {
  return object('tekton.dev/v1', 'PipelineRun', 'delivery-1', { pipelineRef: { name: 'delivery' }, ...spec });
}

export function listener(spec: EventListenerSpec): object {
  return object('triggers.tekton.dev/v1beta1', 'EventListener', 'github', { serviceAccountName: 'listener', ...spec });
}

/** An interceptor of the cluster with its params. */
export function interceptor(name: string, params: Readonly<Record<string, unknown>>): InterceptorUse {
  return { ref: { name }, params: Object.entries(params).map(([key, value]) => ({ name: key, value })) };
}

/** Lets signed pushes pass. */
export const SIGNED_PUSH: InterceptorUse = interceptor('github', {
  secretRef: { secretName: 'github-webhook', secretKey: 'token' },
  eventTypes: ['push'],
});

/** Lets pushes to main pass that do not delete it. */
export const ON_MAIN: InterceptorUse = interceptor('cel', { filter: "body.ref == 'refs/heads/main' && !body.deleted" });

/** A listener with one trigger, which lets signed pushes to main pass and makes runs of the template. */
export function pushListener(trigger: TriggerSpec = {}): object {
  const interceptors = [SIGNED_PUSH, ON_MAIN];
  const bindings = [{ ref: 'push' }];
  return listener({ triggers: [{ name: 'push', interceptors, bindings, template: { ref: 'delivery' }, ...trigger }] });
}

export function binding(params: readonly BoundParam[]): object {
  return object('triggers.tekton.dev/v1beta1', 'TriggerBinding', 'push', { params });
}

export function template(spec: TriggerTemplateSpec): object {
  return object('triggers.tekton.dev/v1beta1', 'TriggerTemplate', 'delivery', spec);
}

/** A pipeline that somebody else keeps, at one commit. */
const REMOTE_PIPELINE: RemoteRef = {
  resolver: 'git',
  params: [
    { name: 'url', value: 'https://github.com/acme/pipelines.git' },
    { name: 'revision', value: '0b7d3f5c2a9e41d68c1f7e0a4b8d2c6f9e3a5b71' },
    { name: 'pathInRepo', value: 'delivery.yaml' },
  ],
};

/** What a TriggerTemplate makes: a run whose param `revision` is a given text. */
export function triggeredRun(revision: string, spec: PipelineRunSpec = {}): object {
  return {
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata: { generateName: 'delivery-' },
    spec: { pipelineRef: REMOTE_PIPELINE, params: [{ name: 'revision', value: revision }], ...spec },
  };
}

/** A binding and a template that hand the commit of a push to a run. */
export const PUSH_BINDING = binding([{ name: 'revision', value: '$(body.head_commit.id)' }]);
export const PUSH_TEMPLATE = template({
  params: [{ name: 'revision' }],
  resourcetemplates: [triggeredRun('$(tt.params.revision)')],
});

/** What a restricted namespace asks of a step. */
export const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** The namespace of the examples, at a Pod Security level. */
export function namespaceOf(level: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': level } },
  };
}

const RBAC = 'rbac.authorization.k8s.io';
const LISTENER = [{ kind: 'ServiceAccount', name: 'listener', namespace }];
const READ = ['get', 'list', 'watch'];

/** The account of the listener, bound to a role of the cluster. */
export function clusterBinding(role: string): object {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'listener' },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
    subjects: LISTENER,
  };
}

/** What a listener needs in its namespace, and in the cluster. */
export const ACCESS: readonly [readonly object[], readonly object[]] = [
  [
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'Role',
      metadata: { name: 'listener', namespace },
      rules: [
        {
          apiGroups: ['triggers.tekton.dev'],
          resources: ['eventlisteners', 'triggers', 'triggerbindings', 'triggertemplates', 'interceptors'],
          verbs: READ,
        },
        { apiGroups: ['tekton.dev'], resources: ['pipelineruns'], verbs: ['create'] },
      ],
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'listener', namespace },
      roleRef: { apiGroup: RBAC, kind: 'Role', name: 'listener' },
      subjects: LISTENER,
    },
  ],
  [
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRole',
      metadata: { name: 'listener' },
      rules: [
        {
          apiGroups: ['triggers.tekton.dev'],
          resources: ['clusterinterceptors', 'clustertriggerbindings'],
          verbs: READ,
        },
      ],
    },
    clusterBinding('listener'),
  ],
];
