import { problem, type Rule } from '../../../audit';
import { podSecurityViolations } from '../../kubernetes/pod-security';
import { tryEnforcedLevel } from '../enforced-level';
import { type TaskPod, taskPods } from '../task-pod';
import { example, namespaceOf, oneStep, RESTRICTED } from './examples';

export const stepRefusedByNamespace: Rule = {
  id: 'TKN080',
  severity: 'error',
  title: 'a namespace enforces a Pod Security level that refuses a step',
  why: 'the Task is admitted and its pod is not: every run ends before the first step',
  repair: 'give the step the security context that the level asks for, or run it in a namespace of its own',
  reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  good: example(namespaceOf('restricted'), oneStep({ securityContext: RESTRICTED })),
  bad: example(
    namespaceOf('restricted'),
    oneStep({ securityContext: { ...RESTRICTED, privileged: true, allowPrivilegeEscalation: true } }),
  ),
  check: (assembly) =>
    taskPods(assembly).flatMap((pod) => {
      const policy = tryEnforcedLevel(assembly, pod.manifest.environment, pod.namespace);
      if (!policy) return [];
      return podSecurityViolations(policy, { spec: pod.spec }).map(({ control, message, path }) =>
        problem(
          pod.manifest,
          `the namespace "${pod.namespace ?? ''}" enforces ${policy.level}: ${message}`,
          `mend it here, or let the namespace enforce less (control ${control})`,
          fieldOf(pod, path),
        ),
      );
    }),
};

/** The field of the task that became this field of the pod. */
function fieldOf({ paths }: TaskPod, path: string): string {
  const [, index, rest = ''] = /^spec\.containers\[(\d+)\](.*)$/.exec(path) ?? [];
  const at = index === undefined ? undefined : paths[Number(index)];
  return at === undefined ? path : `${at}${rest}`;
}
