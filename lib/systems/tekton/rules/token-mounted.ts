import { problem, type Rule } from '../../../audit';
import { tektonObjects } from '../tekton-objects';
import { example, oneStep, pipeline, run } from './examples';
import '../../kubernetes/kinds';

const account = (rest: object): object => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'delivery', namespace: 'order-service-ci' },
  ...rest,
});
const delivery = pipeline({ tasks: [{ name: 'test', taskRef: { name: 'go-test' } }] });
const byAccount = run({ taskRunTemplate: { serviceAccountName: 'delivery' } });

export const tokenMounted: Rule = {
  id: 'TKN086',
  severity: 'advice',
  title: 'every step gets a token for the Kubernetes API',
  why: 'tests and build scripts of anybody who can open a pull request run beside it; few steps ever ask Kubernetes',
  repair:
    'set automountServiceAccountToken to false in the account, and mount a token with an audience where one is needed',
  reference:
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
  good: example(account({ automountServiceAccountToken: false }), oneStep({}), delivery, byAccount),
  bad: example(account({}), oneStep({}), delivery, byAccount),
  check: (assembly) => {
    const users = tektonObjects(assembly).runs.flatMap(
      ({ manifest: { environment }, namespace, spec: { taskRunTemplate } }) => {
        const name = taskRunTemplate?.serviceAccountName;
        if (name === undefined || taskRunTemplate?.podTemplate?.automountServiceAccountToken === false) return [];
        return assembly.manifests.tryFind('ServiceAccount', { environment, namespace, name }) ?? [];
      },
    );
    return [...new Set(users)]
      .filter(
        ({ object }) =>
          (object as { readonly automountServiceAccountToken?: boolean }).automountServiceAccountToken !== false,
      )
      .map((manifest) =>
        problem(
          manifest,
          'the steps of its runs get its token for the Kubernetes API',
          'set automountServiceAccountToken to false',
          'automountServiceAccountToken',
        ),
      );
  },
};
