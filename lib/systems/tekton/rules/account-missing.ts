import { type Assembly, type Manifest, readOnce } from '../../../assembly';
import { problem, type Problem, type Rule } from '../../../audit';
import { tektonObjects } from '../tekton-objects';
import { example, object, oneStep, pipeline, run } from './examples';

const delivery = pipeline({ tasks: [{ name: 'test', taskRef: { name: 'go-test' } }] });
const account = { ...object('v1', 'ServiceAccount', 'delivery', {}), spec: undefined };
const running = (serviceAccountName: string): object => run({ taskRunTemplate: { serviceAccountName } });

/** Silent in a namespace for which no ServiceAccount is made here. */
export const accountMissing: Rule = {
  id: 'TKN160',
  severity: 'error',
  title: 'a run or a listener names a ServiceAccount that is not there',
  why: 'the API server makes no pod for an account that does not exist: the run waits until its time is over, the listener never starts',
  repair: 'make the ServiceAccount in the same namespace, or mend its name',
  reference: 'https://tekton.dev/docs/pipelines/auth/',
  good: example(oneStep({}), delivery, account, running('delivery')),
  bad: example(oneStep({}), delivery, account, running('dilevery')),
  check: (assembly) => {
    const made = accountsOf(assembly.manifests);
    return uses(assembly).flatMap(({ manifest, namespace, account: name, path }): Problem[] => {
      const known = made.get(`${manifest.environment}\n${namespace ?? ''}`);
      if (name === undefined || name === 'default' || name.includes('$(') || !known || known.has(name)) return [];
      return [
        problem(
          manifest,
          `no ServiceAccount "${name}" is made; there are ${[...known].sort().join(', ')}`,
          `make it, or mend the name`,
          path,
        ),
      ];
    });
  },
};

interface AccountUse {
  readonly manifest: Manifest;
  readonly namespace?: string;
  readonly account?: string;
  readonly path: string;
}

function uses(assembly: Assembly): readonly AccountUse[] {
  const { runs, taskRuns } = tektonObjects(assembly);
  return [
    ...runs.flatMap(({ manifest, namespace, prefix, spec }): AccountUse[] => [
      {
        manifest,
        namespace,
        account: spec.taskRunTemplate?.serviceAccountName,
        path: `${prefix}spec.taskRunTemplate.serviceAccountName`,
      },
      ...(spec.taskRunSpecs ?? []).map(({ serviceAccountName }, i) => ({
        manifest,
        namespace,
        account: serviceAccountName,
        path: `${prefix}spec.taskRunSpecs[${i}].serviceAccountName`,
      })),
    ]),
    ...taskRuns.map(({ manifest, namespace, prefix, spec }) => ({
      manifest,
      namespace,
      account: spec.serviceAccountName,
      path: `${prefix}spec.serviceAccountName`,
    })),
    ...assembly.manifests.of('triggers.tekton.dev/EventListener').map((manifest) => ({
      manifest,
      namespace: manifest.object.metadata.namespace,
      account: manifest.object.spec.serviceAccountName,
      path: 'spec.serviceAccountName',
    })),
  ];
}

const accountsOf = readOnce((manifests): ReadonlyMap<string, ReadonlySet<string>> => {
  const made = new Map<string, Set<string>>();
  for (const { environment, object: one } of manifests.of('ServiceAccount')) {
    const place = `${environment}\n${one.metadata.namespace ?? ''}`;
    const names = made.get(place) ?? new Set<string>();
    made.set(place, names.add(one.metadata.name ?? ''));
  }
  return made;
});
