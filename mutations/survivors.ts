/** Why a fault that no rule sees need not be seen, or cannot. */
export interface Survivor {
  /** The operator whose mutants live on. */
  readonly operator: string;
  /** Where: the mutants whose place holds this text; all of the operator's where it is left out. */
  readonly at?: string;
  readonly reason: string;
  /** A rule should see it and none does yet: it counts among the faults that matter. */
  readonly open?: true;
}

const all = (reason: string, ...operators: readonly string[]): readonly Survivor[] =>
  operators.map((operator) => ({ operator, reason }));
const open = (reason: string, ...operators: readonly string[]): readonly Survivor[] =>
  operators.map((operator) => ({ operator, reason, open: true }));

const NOT_HERE = 'the Task is fetched from a catalogue: what it declares is not in the assembly';
const WISH = 'nothing says that it has to be there: without it the delivery is another one, and sound';
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
  ...open(
    'tests and lint no longer run before the build, and no rule knows that they should',
    'drop the runAfter of a pipeline task',
  ),
  ...all(
    'nothing waits for the last task, and its failure only marks the run',
    'let the pipeline go on after a failed task',
  ),
  ...open('the folder that nobody writes any more is not looked for', 'leave out a Task', 'leave out a Pipeline'),
  ...open(
    'what a step does for the next one is inside their scripts',
    'drop a step',
    'swap the first two steps',
    'drop a mount of a step',
  ),
  ...all('a program may do without a variable: what it reads is not in the assembly', 'drop a variable of a step'),
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
  ...open(
    'the signature of the webhook keeps strangers out; a rule could advise against it',
    'open the listener to the world',
  ),
  ...all(
    'the account of the tests only reads what it is given: a pull with a token of the node works',
    'drop the account of a task',
  ),
  ...open('the tests then hold the role that pushes', 'run all other tasks as the account that builds'),
  ...open('a run that hangs holds its volume for ever', 'leave a run without end'),
  ...all('another listener may use the binding and the template', 'leave out a part of the trigger'),
];

const kubernetes: readonly Survivor[] = [
  ...all(
    'the image says as whom it runs, and the pod still has to be no root',
    'drop a field of the security context of a pod',
  ),
  ...all('restricted does not ask for a read-only root', 'drop a field of the security context of a container'),
  ...open(
    'no binding gives the account anything, and its token is mounted all the same',
    'mount the token of the account',
  ),
  ...all('the API server sets a missing request to the limit', 'drop one request or limit'),
  ...open('a pod that ends at once loses requests while the route still leads to it', 'drop the wait before the stop'),
  ...all(
    WISH,
    'drop a spread constraint',
    'drop whom a NetworkPolicy lets in',
    'leave out what scrapes',
    'leave out a guard of pods',
  ),
  ...open('one replica is no replica while its node is drained', 'run one replica'),
  ...open(
    'rules for routes are the room of routing',

    'route to a port that is not there',
  ),
  ...all(
    'gateways and other namespaces are not of this program',
    'name a gateway that is not there',
    'let in a namespace that does not exist',
  ),
  ...all('only what is enforced keeps a pod out', 'drop a label of a Namespace'),
  ...all('it is a level that may be chosen, and then a decision', 'admit privileged pods'),
  ...all('an informer can do with list and watch', 'drop a verb of a role'),
  ...all('namespaces may be made elsewhere, and where none is made here nothing is said', 'leave out a Namespace'),
  ...open('an account that a run or a listener names and nobody makes', 'leave out a ServiceAccount'),
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
  ...open('how often Prometheus scrapes is its own setting', 'shorten the range of a query'),
];

const kyverno: readonly Survivor[] = [
  ...all('validationConfigurations.required asks for it in any case', 'leave init containers out'),
  ...all('the expressions verify every image themselves', 'do not ask for verification'),
  ...all('Kyverno also looks for access with helpers of its own', 'drop the access to the registry'),
  ...open(
    'what a policy for Rollouts or for debug containers covers is compared with its twin by repository, not by form',
    'verify images of another registry',
    'verify another repository',
    'drop a pattern of images',
    'verify every image there is',
  ),
  ...open(
    'a ValidatingPolicy may judge anything: what it was meant for only its expressions tell',
    'watch every other namespace',
    'judge another resource',
    'judge another group',
  ),
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
  ...open('that an image is pushed to a repository which nobody makes is not looked for', 'rename the repository'),
  ...all('the rule stands last and takes what is left', 'expire every tag'),
  ...all('builds that were not promoted may go by their age', 'expire by days'),
  ...all('not every client needs it', 'drop an action'),
];

/** What lives on, each with its reason. A survivor that is not here ends `npm run mutations` with 1, and so does a line that fits none. */
export const SURVIVORS: readonly Survivor[] = [...tekton, ...kubernetes, ...rollouts, ...kyverno, ...aws];
