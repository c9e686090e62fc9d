import { type Survivor, WISH, all, at } from './survivor';
import { workflows } from './survivors-in-workflows';

const NOT_HERE = 'the Task is fetched from a catalogue: what it declares is not in the assembly';
const SETTING = 'what the program in the image reads, and what it does without, is not in the assembly';
const STRICT =
  'under `set -u` the script ends before it makes anything, unless the image sets it, which is not in the assembly';
const BASELINE = 'the namespace enforces baseline, which the steps still keep; a stricter wish is nowhere written';

const tekton: readonly Survivor[] = [
  ...all(
    NOT_HERE,
    'drop a param that a pipeline task is given',
    'misspell a param that a pipeline task is given',
    'pass a result that no task gives',
    'misname what a Pipeline gives as its result',
    'drop a workspace that a pipeline task is given',
    'rename a workspace that a pipeline task is given',
  ),
  ...all(
    'nothing waits for the last task, and its failure only marks the run',
    'let the pipeline go on after a failed task',
  ),
  ...at('swap the first two steps', 'neither reads what the other makes', 'build-image'),
  ...at('swap the first two steps', 'the report and the gate each scan the image themselves', 'scan-image'),
  ...at(
    'swap the first two steps',
    'a result of a task that fails later is handed to nobody',
    'sign-image',
    'attest-image',
  ),
  ...at(
    'swap the first two steps',
    'the mark that fails afterwards fails the promotion, and its repetition puts it',
    'promote-to-',
  ),
  ...at(
    'drop a variable of a step',
    SETTING,
    ...['sbom spec.steps.1', 'go-test', 'go-lint', 'build-image spec.steps.2', 'scan-image spec.steps.0'],
    ...['scan-image spec.steps.1', 'sign-image spec.steps.0', 'attest-image spec.steps.0'],
  ),
  ...at(
    'drop a variable of a step',
    STRICT,
    ...['sbom spec.steps.2', 'build-image spec.steps.1', 'scan-image spec.steps.2'],
    ...['sign-image spec.steps.1', 'attest-image spec.steps.1', 'promote-to-'],
  ),
  ...at(
    'pass a text where a result was passed',
    'the promoter refuses what is no time, before it writes anything',
    'spec.tasks.8.params.2',
    'spec.tasks.1.params.2',
  ),
  ...all(
    BASELINE,
    'drop a field of the security context of all steps',
    'drop a field of the security context of a step',
    'run a step as root',
  ),
  ...all('Tekton then adds `#!/bin/sh` and `set -e` itself', 'drop the shebang of a script'),
  ...all('what goes before the last command cannot fail', 'let a script go on after a failed command'),
  ...all('the CEL filter refuses other events too', 'drop a param of an interceptor'),
  ...all('both still have to agree, whichever is asked first', 'swap the interceptors'),
  ...all(
    'the account of the tests only reads what it is given: a pull with a token of the node works',
    'drop the account of a task',
  ),
  ...all('another listener may use the binding and the template', 'leave out a part of the trigger'),
];

const kubernetes: readonly Survivor[] = [
  ...all(
    'the image says as whom it runs, and the pod still has to be no root',
    'drop a field of the security context of a pod',
  ),
  ...all('restricted does not ask for a read-only root', 'drop a field of the security context of a container'),
  ...all('the API server sets a missing request to the limit', 'drop one request or limit'),
  ...all(
    WISH,
    'drop a spread constraint',
    'drop whom a NetworkPolicy lets in',
    'leave out what scrapes',
    'leave out a guard of pods',
  ),
  ...all(
    'gateways and other namespaces are not of this program',
    'name a gateway that is not there',
    'let in a namespace that does not exist',
  ),
  ...at(
    'leave out a file',
    'the folder has a Kustomization of its own, and may be applied by itself',
    'Kustomization staging',
    'Kustomization production',
  ),
  ...all('only what is enforced keeps a pod out', 'drop a label of a Namespace'),
  ...all('it is a level that may be chosen, and then a decision', 'admit privileged pods'),
  ...all('an informer can do with list and watch', 'drop a verb of a role'),
  ...all('namespaces may be made elsewhere, and where none is made here nothing is said', 'leave out a Namespace'),
];

const rollouts: readonly Survivor[] = [
  ...all(
    'both Services select the same labels and are written alike: the controller gives them their meaning',
    'swap the stable and the canary Service',
  ),
  ...all('the pods are the split then', 'drop the router'),
  ...all('the first weight may be any', 'let a weight fall'),
  ...all('the other condition decides alone', 'drop the success condition', 'drop the failure condition'),
  ...all('NaN then is neither: the release waits, as it should', 'drop the guard against no number'),
  ...all(WISH, 'drop a template of an analysis', 'drop a step of a canary'),
  ...all('with a router it is a choice', 'keep the stable pods only as long as needed'),
];

const kyverno: readonly Survivor[] = [
  ...all('validationConfigurations.required asks for it in any case', 'leave init containers out'),
  ...all('the expressions verify every image themselves', 'do not ask for verification'),
  ...all('Kyverno also looks for access with helpers of its own', 'drop the access to the registry'),
  ...all('the images that run are of the repository that is still allowed', 'allow another registry'),
  ...all(WISH, 'leave out a policy'),
  {
    operator: 'drop an operation',
    at: 'limits',
    reason: 'limits are no matter of images, and only for those a rule knows both ways',
  },
];

const aws: readonly Survivor[] = [
  ...all('ECR encrypts with a key of its own where none is named', 'drop the encryption'),
  ...all('Terraform refuses a reference to what is not there', 'leave out the repository', 'leave out an IAM role'),
  ...all('the rule stands last and takes what is left', 'expire every tag'),
  ...all('builds that were not promoted may go by their age', 'expire by days'),
  ...all('not every client needs it', 'drop an action'),
];

/** What lives on, each with its reason. A survivor that is not here ends `npm run mutations` with 1, and so does a line that fits none. */
export const SURVIVORS: readonly Survivor[] = [...tekton, ...kubernetes, ...rollouts, ...kyverno, ...workflows, ...aws];
