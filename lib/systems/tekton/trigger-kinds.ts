/** What a trigger does with an event before it becomes a run. */
export interface InterceptorUse {
  readonly name?: string;
  readonly ref?: { readonly name?: string; readonly kind?: string };
  readonly params?: readonly { readonly name: string; readonly value: unknown }[];
  readonly webhook?: object;
}

/** A binding by name of an object, or a single param in place. */
export interface BindingUse {
  readonly ref?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly value?: string;
}

export interface TemplateParam {
  readonly name: string;
  readonly default?: string;
}

export interface TriggerTemplateSpec {
  readonly params?: readonly TemplateParam[];
  /** Whole objects with `$(tt.params.…)` in them; no schema of the cluster looks inside. */
  readonly resourcetemplates?: readonly object[];
}

export interface TriggerSpec {
  readonly name?: string;
  readonly interceptors?: readonly InterceptorUse[];
  readonly bindings?: readonly BindingUse[];
  readonly template?: { readonly ref?: string; readonly spec?: TriggerTemplateSpec };
  readonly serviceAccountName?: string;
}

export interface NamespaceSelector {
  readonly matchNames?: readonly string[];
}

export interface TriggerSelector {
  readonly namespaceSelector?: NamespaceSelector;
  readonly labelSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
}

export interface EventListenerSpec extends TriggerSelector {
  readonly serviceAccountName?: string;
  readonly triggers?: readonly (TriggerSpec & { readonly triggerRef?: string })[];
  readonly triggerGroups?: readonly {
    readonly name: string;
    readonly interceptors: readonly InterceptorUse[];
    readonly triggerSelector: TriggerSelector;
  }[];
  /** What it runs as. */
  readonly resources?: {
    readonly kubernetesResource?: { readonly serviceType?: string; readonly servicePort?: number };
    readonly customResource?: object;
  };
}

export interface BoundParam {
  readonly name: string;
  readonly value: string;
}

export interface EventListenerObject {
  readonly spec: EventListenerSpec;
}
export interface TriggerObject {
  readonly spec: TriggerSpec;
}
export interface TriggerBindingObject {
  readonly spec: { readonly params?: readonly BoundParam[] };
}
export interface TriggerTemplateObject {
  readonly spec: TriggerTemplateSpec;
}

declare module '../../assembly/manifests' {
  interface Kinds {
    'triggers.tekton.dev/EventListener': EventListenerObject;
    'triggers.tekton.dev/Trigger': TriggerObject;
    'triggers.tekton.dev/TriggerBinding': TriggerBindingObject;
    'triggers.tekton.dev/ClusterTriggerBinding': TriggerBindingObject;
    'triggers.tekton.dev/TriggerTemplate': TriggerTemplateObject;
    'triggers.tekton.dev/ClusterInterceptor': object;
    'triggers.tekton.dev/Interceptor': object;
  }
}
