/** What a tool's pod runs, and what it may do. */
export interface ToolPodProps {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly securityContext: object;
  /** Further volumes by name: the folder that shows them, and what they are. */
  readonly volumes?: Readonly<Record<string, { readonly at: string; readonly source: object }>>;
}

/** The folder that a tool may write to. */
export const SCRATCH = '/scratch';

/** A pod of one container that ends, with a folder to write to. */
export function toolPod({ name, image, command, env, securityContext, volumes = {} }: ToolPodProps): object {
  const all = Object.entries({ scratch: { at: SCRATCH, source: { emptyDir: {} } }, ...volumes });
  const container = {
    name,
    image,
    command,
    env: Object.entries(env).map(([variable, value]) => ({ name: variable, value })),
    volumeMounts: all.map(([volume, { at }]) => ({ name: volume, mountPath: at })),
    securityContext,
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default' },
    spec: {
      restartPolicy: 'Never',
      containers: [container],
      volumes: all.map(([volume, { source }]) => ({ name: volume, ...source })),
    },
  };
}
