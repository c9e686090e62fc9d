/** A value given to a param. YAML may hold a number or a boolean: Tekton reads those as text. */
export interface GivenParam {
  readonly name: string;
  readonly value: unknown;
}

export interface ParamDeclaration {
  readonly name: string;
  /** `string`, `array` or `object`; without it the default tells. */
  readonly type?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, object>>;
}

export interface ResultDeclaration {
  readonly name: string;
  readonly type?: string;
  /** Of a Task: the step result that it passes on. */
  readonly value?: unknown;
}

export interface WorkspaceDeclaration {
  readonly name: string;
  readonly optional?: boolean;
  readonly mountPath?: string;
  readonly readOnly?: boolean;
}

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: object;
}

export interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
}

export interface KeyToPath {
  readonly key: string;
  readonly path: string;
}

export interface TaskVolume {
  readonly name: string;
  readonly emptyDir?: object;
  readonly secret?: { readonly secretName?: string; readonly items?: readonly KeyToPath[] };
  readonly projected?: {
    readonly sources?: readonly {
      readonly secret?: { readonly name?: string; readonly items?: readonly KeyToPath[] };
    }[];
  };
}

export interface ComputeResources {
  readonly requests?: Readonly<Record<string, string | number>>;
  readonly limits?: Readonly<Record<string, string | number>>;
}

/** Where something is taken from: an object of that name, or what a resolver fetches. */
export interface RemoteRef {
  readonly name?: string;
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly resolver?: string;
  readonly params?: readonly GivenParam[];
}

/** What a step, a StepAction, a sidecar and the template of all steps have in common. */
export interface StepContainer {
  readonly image?: string;
  readonly script?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly workingDir?: string;
  readonly env?: readonly EnvVar[];
  readonly volumeMounts?: readonly Mount[];
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly computeResources?: ComputeResources;
}

export interface StepDeclaration extends StepContainer {
  readonly name?: string;
  readonly ref?: RemoteRef;
  readonly params?: readonly GivenParam[];
  readonly results?: readonly ResultDeclaration[];
  readonly workspaces?: readonly { readonly name: string; readonly mountPath?: string }[];
  readonly onError?: string;
}

export interface SidecarDeclaration extends StepContainer {
  readonly name: string;
}

export interface TaskSpec {
  readonly params?: readonly ParamDeclaration[];
  readonly results?: readonly ResultDeclaration[];
  readonly workspaces?: readonly WorkspaceDeclaration[];
  readonly volumes?: readonly TaskVolume[];
  readonly stepTemplate?: StepContainer;
  readonly steps?: readonly StepDeclaration[];
  readonly sidecars?: readonly SidecarDeclaration[];
}

export interface WhenExpression {
  readonly input?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
  readonly cel?: string;
}

export interface PipelineTask {
  readonly name: string;
  readonly taskRef?: RemoteRef;
  /** With `apiVersion` it is the spec of a custom task. */
  readonly taskSpec?: TaskSpec & { readonly apiVersion?: string };
  readonly pipelineRef?: RemoteRef;
  readonly pipelineSpec?: object;
  readonly runAfter?: readonly string[];
  readonly params?: readonly GivenParam[];
  readonly matrix?: {
    readonly params?: readonly GivenParam[];
    readonly include?: readonly { readonly params?: readonly GivenParam[] }[];
  };
  readonly workspaces?: readonly { readonly name: string; readonly workspace?: string; readonly subPath?: string }[];
  readonly when?: readonly WhenExpression[];
  readonly timeout?: string;
  readonly retries?: number;
  readonly onError?: string;
}

export interface PipelineSpec {
  readonly params?: readonly ParamDeclaration[];
  readonly workspaces?: readonly WorkspaceDeclaration[];
  readonly results?: readonly ResultDeclaration[];
  readonly tasks?: readonly PipelineTask[];
  readonly finally?: readonly PipelineTask[];
}

export interface WorkspaceBinding {
  readonly name: string;
  readonly subPath?: string;
  readonly emptyDir?: object;
  readonly persistentVolumeClaim?: { readonly claimName?: string };
  readonly volumeClaimTemplate?: object;
  readonly secret?: { readonly secretName?: string; readonly items?: readonly KeyToPath[] };
}

/** What a run says of the pods of its tasks. */
export interface RunPodTemplate {
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly automountServiceAccountToken?: boolean;
  readonly volumes?: readonly { readonly name: string }[];
}

export interface PipelineRunSpec {
  readonly pipelineRef?: RemoteRef;
  readonly pipelineSpec?: PipelineSpec;
  readonly params?: readonly GivenParam[];
  readonly workspaces?: readonly WorkspaceBinding[];
  readonly timeouts?: { readonly pipeline?: string; readonly tasks?: string; readonly finally?: string };
  readonly taskRunTemplate?: { readonly serviceAccountName?: string; readonly podTemplate?: RunPodTemplate };
  readonly taskRunSpecs?: readonly {
    readonly pipelineTaskName: string;
    readonly serviceAccountName?: string;
    readonly timeout?: string;
    readonly podTemplate?: RunPodTemplate;
  }[];
}

export interface TaskRunSpec {
  readonly timeout?: string;
  readonly taskRef?: RemoteRef;
  readonly taskSpec?: TaskSpec;
  readonly params?: readonly GivenParam[];
  readonly workspaces?: readonly WorkspaceBinding[];
  readonly serviceAccountName?: string;
  readonly podTemplate?: RunPodTemplate;
}

export interface StepActionSpec extends StepContainer {
  readonly params?: readonly ParamDeclaration[];
  readonly results?: readonly ResultDeclaration[];
}

export interface TaskObject {
  readonly spec: TaskSpec;
}
export interface PipelineObject {
  readonly spec?: PipelineSpec;
}
export interface PipelineRunObject {
  readonly spec: PipelineRunSpec;
}
export interface TaskRunObject {
  readonly spec: TaskRunSpec;
}
export interface StepActionObject {
  readonly spec: StepActionSpec;
}

declare module '../../assembly/manifests' {
  interface Kinds {
    'tekton.dev/Task': TaskObject;
    'tekton.dev/Pipeline': PipelineObject;
    'tekton.dev/PipelineRun': PipelineRunObject;
    'tekton.dev/TaskRun': TaskRunObject;
    'tekton.dev/StepAction': StepActionObject;
  }
}
