import { type Assembly, describe } from '../../assembly';
import { type Problem, type Rule, problem } from '../../audit';
import { podsOf } from '../../systems/kubernetes/pods';
import { isTask } from '../ci-job';
import { type RunningTask, pipelineOf, runningTasks } from '../running-tasks';
import { signersOf } from '../signers';
import { BUILD, CLONE, SIGN, build, example, run } from './examples';

export const signerShared: Rule = {
  id: 'CUS013',
  severity: 'warning',
  title: 'other tasks or pods run as the ServiceAccount that signs',
  why: 'the cluster trusts the account, not the task: whatever runs as it, a test of the code that is being built included, can sign any image',
  repair: 'give the signing task a ServiceAccount of its own, by taskRunSpecs',
  good: example(BUILD),
  bad: example(run([CLONE, build(), SIGN], { build: 'sign' })),
  check: (assembly) => {
    const signers = signersOf(assembly).all.flatMap(({ by, identity }) =>
      isTask(by) && identity !== undefined ? [{ by, subject: identity.subject }] : [],
    );
    const accounts = new Map(signers.map((signer) => [placeOf(signer.by), signer]));
    if (accounts.size === 0) return [];
    const signing = new Set(signers.map(({ by }) => by.call));
    const others = new Map([...accounts.keys()].map((place) => [place, new Set<string>()]));
    for (const task of runningTasks(assembly)) {
      if (!signing.has(task.call))
        others.get(placeOf(task))?.add(`the task "${task.call.task.name}" of ${pipelineOf(task)}`);
    }
    for (const [place, pod] of podsByAccount(assembly)) others.get(place)?.add(pod);
    return [...accounts].flatMap(([place, signer]) => judge(signer, [...(others.get(place) ?? [])]));
  },
};

interface SigningTask {
  readonly by: RunningTask;
  readonly subject: string;
}

function judge({ by, subject }: SigningTask, others: readonly string[]): Problem[] {
  if (others.length === 0) return [];
  const shown = others.length > 3 ? [...others.slice(0, 3), `${others.length - 3} more`] : others;
  return [
    problem(
      by.execution.run?.manifest ?? by.call.manifest,
      `${pipelineOf(by)} signs as ${subject} → ${shown.join(', ')} ${others.length === 1 ? 'runs' : 'run'} as the same ServiceAccount → whoever changes what that runs can sign`,
      'give the signing task a ServiceAccount of its own',
    ),
  ];
}

function placeOf({ environment, namespace, account = '' }: RunningTask): string {
  return `${environment} ${namespace}/${account}`;
}

function podsByAccount({ manifests }: Assembly): readonly (readonly [string, string])[] {
  return podsOf(manifests).all.map(({ manifest, environment, namespace, spec }) => [
    `${environment} ${namespace}/${spec.serviceAccountName ?? 'default'}`,
    describe(manifest.object),
  ]);
}
