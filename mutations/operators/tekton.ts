import {
  type Operator,
  inObjects,
  misspelt,
  plus,
  remove,
  replaced,
  firstTwoSwapped,
  to,
  withoutObjects,
} from '../operator';

const RUN = 'spec.resourcetemplates.*.spec';

const handovers: readonly Operator[] = [
  inObjects('drop a param that a pipeline task is given', 'Pipeline', 'spec.tasks.*.params.*', remove),
  inObjects('misspell a param that a pipeline task is given', 'Pipeline', 'spec.tasks.*.params.*.name', misspelt),
  inObjects(
    'pass a result that no task gives',
    'Pipeline',
    'spec.tasks.*.params.*.value',
    replaced(/\.results\.\w+/, '$&x'),
  ),
  inObjects(
    'pass a result of a task that is not there',
    'Pipeline',
    'spec.tasks.*.params.*.value',
    replaced('$(tasks.', '$(tasks.re'),
  ),
  inObjects(
    'pass a param that the pipeline does not have',
    'Pipeline',
    'spec.tasks.*.params.*.value',
    replaced(/\$\(params\.\w+/, '$&x'),
  ),
  inObjects(
    'pass a text where a result was passed',
    'Pipeline',
    'spec.tasks.*.params.*.value',
    replaced(/^\$\(tasks\..*/, 'latest'),
  ),
  inObjects('drop a param of a Pipeline', 'Pipeline', 'spec.params.*', remove),
  inObjects('rename a param of a Pipeline', 'Pipeline', 'spec.params.*.name', misspelt),
  inObjects(
    'misname what a Pipeline gives as its result',
    'Pipeline',
    'spec.results.*.value',
    replaced(/\.results\.\w+/, '$&x'),
  ),
  inObjects('drop a param of a Task', 'Task', 'spec.params.*', remove),
  inObjects('rename a param of a Task', 'Task', 'spec.params.*.name', misspelt),
  inObjects('drop a result of a Task', 'Task', 'spec.results.*', remove),
  inObjects('rename a result of a Task', 'Task', 'spec.results.*.name', misspelt),
];

const pipelines: readonly Operator[] = [
  inObjects('drop a task of a Pipeline', 'Pipeline', 'spec.tasks.*', remove),
  inObjects('rename a task of a Pipeline', 'Pipeline', 'spec.tasks.*.name', misspelt),
  inObjects('drop the runAfter of a pipeline task', 'Pipeline', 'spec.tasks.*.runAfter', remove),
  inObjects('run a pipeline task after one that is not there', 'Pipeline', 'spec.tasks.*.runAfter.*', misspelt),
  inObjects('refer to a Task that is not there', 'Pipeline', 'spec.tasks.*.taskRef.name', misspelt),
  inObjects('let a pipeline task run after itself', 'Pipeline', 'spec.tasks.*', (value) =>
    plus({ runAfter: [(value as { name: string }).name] })(value, { path: [], value }),
  ),
  inObjects('drop a workspace that a pipeline task is given', 'Pipeline', 'spec.tasks.*.workspaces.*', remove),
  inObjects('rename a workspace that a pipeline task is given', 'Pipeline', 'spec.tasks.*.workspaces.*.name', misspelt),
  inObjects(
    'give a pipeline task a workspace that is not there',
    'Pipeline',
    'spec.tasks.*.workspaces.*.workspace',
    misspelt,
  ),
  inObjects('drop a workspace of a Pipeline', 'Pipeline', 'spec.workspaces.*', remove),
  inObjects('drop a workspace of a Task', 'Task', 'spec.workspaces.*', remove),
  inObjects('let the pipeline go on after a failed task', 'Pipeline', 'spec.tasks.*', plus({ onError: 'continue' })),
  withoutObjects('leave out a Task', 'Task'),
  withoutObjects('leave out a Pipeline', 'Pipeline'),
];

const steps: readonly Operator[] = [
  inObjects('take the digest from the image of a step', 'Task', 'spec.steps.*.image', replaced(/@sha256:.*/, '')),
  inObjects(
    'let the tag of a step image float',
    'Task',
    'spec.steps.*.image',
    replaced(/(:[^:@/]+)?@sha256:.*/, ':latest'),
  ),
  inObjects('drop a step', 'Task', 'spec.steps.*', remove),
  inObjects('swap the first two steps', 'Task', 'spec.steps', firstTwoSwapped),
  inObjects('let a task go on after a failed step', 'Task', 'spec.steps.*', plus({ onError: 'continue' })),
  inObjects('drop a field of the security context of all steps', 'Task', 'spec.stepTemplate.securityContext.*', remove),
  inObjects('drop a field of the security context of a step', 'Task', 'spec.steps.*.securityContext.*', remove),
  inObjects('make a step privileged', 'Task', 'spec.steps.*', (value) =>
    plus({ securityContext: { ...(value as { securityContext?: object }).securityContext, privileged: true } })(value, {
      path: [],
      value,
    }),
  ),
  inObjects('run a step as root', 'Task', 'spec.steps.*', (value) =>
    plus({
      securityContext: {
        ...(value as { securityContext?: object }).securityContext,
        runAsNonRoot: false,
        runAsUser: 0,
      },
    })(value, { path: [], value }),
  ),
  inObjects('drop the limits of a step', 'Task', 'spec.steps.*.computeResources', remove),
  inObjects('drop a variable of a step', 'Task', 'spec.steps.*.env.*', remove),
  inObjects('drop a mount of a step', 'Task', 'spec.steps.*.volumeMounts.*', remove),
  inObjects('drop a volume of a Task', 'Task', 'spec.volumes.*', remove),
  inObjects('let a script go on after a failed command', 'Task', 'spec.steps.*.script', replaced(/^set -eu\n/m, '')),
  inObjects('write a param into a script', 'Task', 'spec.steps.*.script', (value, place) =>
    place.path.includes('0') ? `${String(value)}echo "$(params.image)"\n` : undefined,
  ),
  inObjects('drop the shebang of a script', 'Task', 'spec.steps.*.script', replaced(/^#!.*\n/, '')),
  inObjects('scan without failing', 'Task', 'spec.steps.*.args.*', replaced(/^--exit-code=1$/, '--exit-code=0')),
];

const triggers: readonly Operator[] = [
  inObjects('drop an interceptor', 'EventListener', 'spec.triggers.*.interceptors.*', remove),
  inObjects('drop a param of an interceptor', 'EventListener', 'spec.triggers.*.interceptors.*.params.*', remove),
  inObjects('swap the interceptors', 'EventListener', 'spec.triggers.*.interceptors', firstTwoSwapped),
  inObjects('listen with another account', 'EventListener', 'spec.serviceAccountName', misspelt),
  inObjects('name a TriggerBinding that is not there', 'EventListener', 'spec.triggers.*.bindings.*.ref', misspelt),
  inObjects('name a TriggerTemplate that is not there', 'EventListener', 'spec.triggers.*.template.ref', misspelt),
  inObjects(
    'open the listener to the world',
    'EventListener',
    'spec.resources.kubernetesResource.serviceType',
    to('LoadBalancer'),
  ),
  inObjects(
    'read a branch that anybody may name',
    'EventListener',
    'spec.triggers.*.interceptors.*.params.*.value',
    replaced(" && body.ref == 'refs/heads/main'", ''),
  ),
  inObjects('rename a param of a TriggerBinding', 'TriggerBinding', 'spec.params.*.name', misspelt),
  inObjects('rename a param of a TriggerTemplate', 'TriggerTemplate', 'spec.params.*.name', misspelt),
  inObjects(
    'misname a param of a TriggerTemplate',
    'TriggerTemplate',
    `${RUN}.params.*.value`,
    replaced('$(tt.params.', '$(tt.params.x'),
  ),
  inObjects('drop a param of a run', 'TriggerTemplate', `${RUN}.params.*`, remove),
  inObjects('run a Pipeline that is not there', 'TriggerTemplate', `${RUN}.pipelineRef.name`, misspelt),
  inObjects('drop a workspace of a run', 'TriggerTemplate', `${RUN}.workspaces.*`, remove),
  inObjects('rename a workspace of a run', 'TriggerTemplate', `${RUN}.workspaces.*.name`, misspelt),
  inObjects('drop the account of a task', 'TriggerTemplate', `${RUN}.taskRunSpecs.*`, remove),
  inObjects(
    'name an account for a task that is not there',
    'TriggerTemplate',
    `${RUN}.taskRunSpecs.*.pipelineTaskName`,
    misspelt,
  ),
  inObjects(
    'run a task as the account that signs',
    'TriggerTemplate',
    `${RUN}.taskRunSpecs.*.serviceAccountName`,
    to('order-service-sign'),
  ),
  inObjects(
    'run all other tasks as the account that builds',
    'TriggerTemplate',
    `${RUN}.taskRunTemplate.serviceAccountName`,
    to('order-service-build'),
  ),
  inObjects(
    'drop the account of all other tasks',
    'TriggerTemplate',
    `${RUN}.taskRunTemplate.serviceAccountName`,
    remove,
  ),
  inObjects(
    'give a run a name of its own',
    'TriggerTemplate',
    'spec.resourcetemplates.*.metadata',
    to({ name: 'order-service' }),
  ),
  inObjects('leave a run without end', 'TriggerTemplate', `${RUN}.timeouts`, to({ pipeline: '0' })),
  withoutObjects('leave out a part of the trigger', 'TriggerBinding TriggerTemplate EventListener'),
];

/** Faults in how it is built. */
export const tekton: readonly Operator[] = [...handovers, ...pipelines, ...steps, ...triggers];
