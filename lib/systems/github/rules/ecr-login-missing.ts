import { type Problem, type Rule } from '../../../audit';
import { buildsImage, usesAction } from '../reading/action-facts';
import { tryScript } from '../reading/step-script';
import { environmentOf } from '../reading/step-values';
import { type JobInFile, type StepInFile } from '../reading/workflow-file';
import { AWS, ECR, script, workflow } from './examples';
import { atStep, eachJob } from './places';
import { isHosted, isSetUp } from './hosted';

const IMAGE = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/order-service:main';
const role = `- uses: ${AWS}\n  with: { role-to-assume: 'arn:aws:iam::111122223333:role/push', aws-region: eu-west-1 }\n`;
const permissions = '{ contents: read, id-token: write }';
const PULL = script(`docker pull ${IMAGE}\n`);

export const ecrLoginMissing: Rule = {
  id: 'GHA181',
  severity: 'error',
  title: 'a job works on an image of ECR and is not logged in to that registry',
  why: 'a role of AWS is no login to its registry, and each region has a registry of its own: the answer is "no basic auth credentials"',
  repair: 'use aws-actions/amazon-ecr-login before, in the region of the image',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html',
  good: workflow({ permissions, steps: `${role}- uses: ${ECR}\n${PULL}` }),
  bad: workflow({ permissions, steps: `${role}${PULL}` }),
  check: (assembly) => eachJob(assembly, (job) => (isHosted(job) ? judge(job) : [])),
};

function judge(job: JobInFile): Problem[] {
  const at = job.steps.findIndex((step) => tryRegion(step) !== undefined);
  const worker = job.steps[at];
  if (!worker) return [];
  const wanted = tryRegion(worker);
  const before = job.steps.slice(0, at);
  if (before.some((step) => !isSetUp(step) && !isLogin(step))) return [];
  const logins = before.filter(isLogin);
  const regions = logins.map(regionOfLogin);
  if (regions.some((region) => region === undefined || region === wanted)) return [];
  const got = regions.length === 0 ? 'without a login to it' : `logged in to that of ${regions.join(', ')}`;
  const message = `job "${job.id}" works on an image in the registry of ${wanted ?? ''}, ${got}`;
  return [atStep(worker, '', message, `log in to ECR in ${wanted ?? ''} before it`)];
}

function isLogin(step: StepInFile): boolean {
  return usesAction(step, 'aws-actions/amazon-ecr-login');
}

/** The region of the role that is taken before; nothing where something else may say it. */
function regionOfLogin(login: StepInFile): string | undefined {
  if (Object.keys(environmentOf(login)).some((name) => /^AWS_(DEFAULT_)?REGION$/.test(name))) return undefined;
  const roles = (login.job?.steps ?? []).filter(
    (step) => step.index < login.index && usesAction(step, 'aws-actions/configure-aws-credentials'),
  );
  const region = roles.at(-1)?.with['aws-region'];
  return region?.includes('${{') === true ? undefined : region;
}

/** The region of the image in ECR that a step pushes, pulls or signs. Trivy logs in by itself. */
function tryRegion(step: StepInFile): string | undefined {
  const { with: given } = step;
  const isPush = buildsImage(step) && (given['push'] === 'true' || /push=true/.test(given['outputs'] ?? ''));
  if (isPush) return regionIn(`${given['tags'] ?? ''} ${given['outputs'] ?? ''}`);
  if (usesAction(step, 'anchore/sbom-action')) return regionIn(given['image'] ?? '');
  if (step.job?.steps.some(({ run = '' }) => /\blogin\b|config\.json|DOCKER_CONFIG/.test(run))) return undefined;
  return (tryScript(step)?.commands ?? [])
    .filter(({ program, args }) => PROGRAMS.test(program) && WORKS.test(args.join(' ')))
    .map(({ args }) => regionIn(args.join(' ')))
    .find((region) => region !== undefined);
}

const PROGRAMS = /^(docker|cosign|crane|oras|skopeo)$/;
const WORKS = /^(push|pull|buildx imagetools|sign|attest|verify|copy|cp|tag|digest|manifest)\b(?!.*--k8s-keychain)/;

function regionIn(text: string): string | undefined {
  return /\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\//.exec(text)?.[1];
}
