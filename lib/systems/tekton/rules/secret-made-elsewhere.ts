import { problem, type Problem, type Rule } from '../../../audit';
import '../../kubernetes/kinds';
import { tektonObjects } from '../tekton-objects';
import { example, oneStep } from './examples';

const volumeMounts = [{ name: 'auth', mountPath: '/auth' }];
const mounting = (optional: object): object =>
  oneStep({ volumeMounts }, { volumes: [{ name: 'auth', secret: { secretName: 'registry', ...optional } }] });

export const secretMadeElsewhere: Rule = {
  id: 'TKN154',
  severity: 'advice',
  title: 'a Task mounts a Secret that is made elsewhere',
  why: 'until it is there the pod of every run hangs in ContainerCreating, and the run ends with its time limit',
  repair: 'make it beside the Task, mark it optional, or take it as a workspace that each run binds',
  reference: 'https://tekton.dev/docs/pipelines/tasks/#specifying-volumes',
  good: example(mounting({ optional: true })),
  bad: example(mounting({})),
  check: ({ manifests, ...assembly }) => {
    const told = new Set<string>();
    return tektonObjects({ manifests, ...assembly }).tasks.flatMap(({ manifest, namespace, path, spec }) =>
      (spec.volumes ?? []).flatMap((volume, i) =>
        secretsOf(volume).flatMap((name): Problem[] => {
          const { environment } = manifest;
          const id = [environment, namespace, name].join('\n');
          const open = name.includes('$(') || told.has(id);
          if (open || manifests.tryFind('Secret', { environment, namespace, name })) return [];
          told.add(id);
          const message = `the Secret ${name} is made elsewhere`;
          return [problem(manifest, message, 'make sure that it is there before the runs', `${path}.volumes[${i}]`)];
        }),
      ),
    );
  },
};

interface SecretVolume {
  readonly secret?: { readonly secretName?: string; readonly optional?: boolean };
  readonly projected?: {
    readonly sources?: readonly { readonly secret?: { readonly name?: string; readonly optional?: boolean } }[];
  };
}

function secretsOf({ secret, projected }: SecretVolume): readonly string[] {
  return [
    ...(secret?.secretName !== undefined && secret.optional !== true ? [secret.secretName] : []),
    ...(projected?.sources ?? []).flatMap(({ secret: one }) =>
      one?.name !== undefined && one.optional !== true ? [one.name] : [],
    ),
  ];
}
