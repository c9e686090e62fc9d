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
const open = (operator: string, reason: string, ...places: readonly string[]): readonly Survivor[] =>
  places.map((place) => ({ operator, reason, at: place, open: true }));

const at = (operator: string, reason: string, ...places: readonly string[]): readonly Survivor[] =>
  places.map((place) => ({ operator, reason, at: place }));

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

const PROMOTED_BY_ORDER = 'the promoter itself refuses what was overtaken, by the number of the run';
const PUBLIC = 'a public repository is read without it, and whether this one is public is in no file';
const UNASKED = 'what gh asks of GitHub is not read out of scripts';
const OUTPUTS = 'which outputs an action or a script gives is not known here';
const DIGESTS = 'that one job hands the digest of its build to the next is not followed through workflows';
const EACH_JOB = 'each job says its own permissions: what the workflow gives reaches nobody';

const workflows: readonly Survivor[] = [
  ...at('drop a permission of a job', PUBLIC, '.contents', 'findings.permissions.actions'),
  ...at('drop a permission of a job', 'actions/attest goes on without it', 'artifact-metadata'),
  ...all(PUBLIC, 'drop the permissions of a job'),
  ...all(EACH_JOB, 'give all jobs every permission', 'drop the permissions of a workflow'),
  ...all(
    'actions/checkout then takes the branch of the repository itself, and the jobs may only read',
    'run the code of strangers with the rights of the repository',
  ),
  ...all(
    'since version 6 the checkout keeps the token outside of the folder, and that of these jobs only reads',
    'leave the token of a checkout in the folder',
  ),
  ...at('drop a need of a job', 'another job before it still waits for the scan', 'index.needs', 'sign.needs'),
  ...at('drop a need of a job', 'a signature and a statement lie beside each other, in any order', 'attest.needs'),
  ...at(
    'drop a need of a job',
    'the cluster admits nothing before it is attested: the release is late, and nothing is open',
    'tag.needs',
  ),
  ...at('drop a need of a job', 'the promotion names the digest, and gives it a tag of its own', '.promote.needs'),
  ...at('drop a need of a job', 'the script asks whether staging runs the image', 'promote-production.needs'),
  ...all('the script asks whether staging runs the image', 'drop all needs of a job'),
  ...all(WISH, 'leave out a job'),
  ...all(
    'only the fields of the steps are there to be judged: what a step was for is gone with it',
    'drop a step of a job',
  ),
  ...all('AWS refuses the tokens of other branches, and the policy their signatures', 'release every branch'),
  ...all(PROMOTED_BY_ORDER, 'drop the order of runs', 'drop the order of a job'),
  ...all(WISH, 'leave out a workflow'),
  ...open('leave out a workflow', 'that a workflow which another starts is there is not looked for', 'promote.yaml'),
  ...open('drop a permission of a job', UNASKED, 'promote.permissions.actions'),
  ...open('drop the permissions of a job', UNASKED, 'jobs.promote.permissions'),
  ...open(
    'drop a step of a job',
    'that a registry wants a login, a script its program and a step its file is not followed in workflows',
    'build-amd64.steps.2',
    'build-arm64.steps.2',
    'scan-amd64.steps.1',
    'scan-arm64.steps.1',
    'index.steps.1',
    'sign.steps.1',
    'sign.steps.2',
    'attest.steps.0',
    'attest.steps.1',
    'attest.steps.3',
    'attest.steps.4',
    'tag.steps.1',
    'promote-staging.steps.1',
    'promote-staging.steps.2',
    'promote-production.steps.1',
    'promote-production.steps.2',
  ),
  ...open('misname an output of a step', OUTPUTS, 'outputs.digest'),
  ...open('misname what a job is given', OUTPUTS, 'PROMOTE_'),
  ...open('hand over a tag where a digest was', DIGESTS, '.env.IMAGE'),
  ...open('scan another image', DIGESTS, 'image-ref'),
  ...open('drop what a build gives out', DIGESTS, 'with.outputs'),
  ...all('the script itself refuses to run without it', 'drop a variable of a step of a job'),
  ...open('take another role', 'a role that one job of several misnames may be made elsewhere', 'role-to-assume'),
  ...open('work in another region', 'the region of a login is not compared with that of the registry', 'aws-region'),
  ...all('these jobs ask for no identity', 'take a job into an environment'),
  ...open('verify another identity', 'what a promotion verifies is not compared with who signs', 'steps.'),
  ...all(
    'the conditions that are left let in the same workflow of the same repository only',
    'drop a condition of the trust in jobs',
  ),
  ...open('trust another repository of GitHub', 'one of the two forms of the subject still fits', 'assume_role_policy'),
  ...all('the base image has the same user', 'drop the user of an image'),
  ...all('it stays in a stage that is left behind', 'leave the repository in what is built'),
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
