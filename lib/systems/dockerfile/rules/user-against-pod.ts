import { problem, type Rule } from '../../../audit';
import { baseImageOf, runsAsRoot, userOf } from '../base-image';
import { builtBy } from '../built-images';
import { eachImage } from './each';
import { deployed, STATIC } from './examples';

export const userAgainstPod: Rule = {
  id: 'DKR006',
  severity: 'error',
  title: 'a pod must not run as root, and its image does not say by number that it does not',
  why: 'the kubelet refuses to start the container, for ever: CreateContainerConfigError',
  repair: 'write USER with numbers into the Dockerfile, or runAsUser into the pod',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  good: deployed('securityContext: { runAsNonRoot: true }', STATIC, 'USER 65532:65532'),
  bad: deployed('securityContext: { runAsNonRoot: true }', STATIC, 'USER nonroot'),
  check: eachImage((stage, file, assembly) => {
    const user = userOf(stage)?.user;
    const base = baseImageOf(stage);
    const root = user === undefined ? base !== undefined && runsAsRoot(base) : /^(?:0|root)(?:$|:)/.test(user);
    const named = user !== undefined && /^[A-Za-z_][\w.-]*(?:$|:)/.test(user);
    if (!root && !named) return [];
    return builtBy(file, assembly)
      .filter(({ context }) => context.runAsNonRoot === true && context.runAsUser === undefined)
      .map(({ pods, container, path }) =>
        problem(
          pods.manifest,
          `container "${container.name}" sets runAsNonRoot, and ${file.file.path} ends with ${user === undefined ? 'the user root' : `USER ${user}`}`,
          `set runAsUser, or write USER 65532:65532 into ${file.file.path}`,
          `${path}.securityContext.runAsNonRoot`,
        ),
      );
  }),
};
