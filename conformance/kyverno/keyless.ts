import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Cluster, GitHubRepository, ImageRepository, Platform, PredicateType, SigningIdentity } from '../../lib/model';
import { ImageTrustPolicy, Namespaces } from '../../lib/systems/kyverno';
import { brokenInput, type Engine, type Ruling } from '../engine';
import { type KubernetesObject } from '../output';
import { KYVERNO, KyvernoCommand } from './command';
import { SigningRegistry } from './registry';
import { type Case, ruleOn } from './signatures';
import { FULCIO, type Order, ThrowawaySigstore } from './sigstore';
import { type Claims, GITHUB, githubToken, gitlabToken, serviceAccountToken } from './tokens';
import { podOf, rolloutOf } from './workloads';

const PATH = 'acme/order-service';
const BUILD = 'acme/platform/.github/workflows/build.yaml';
const CLUSTER = Cluster.eks({ name: 'ci', account: '111122223333', region: 'eu-west-1', oidcId: 'A'.repeat(32) });

/** Who signed an image, and whether that is a trusted one. */
interface Signer {
  readonly name: string;
  readonly lets: boolean;
  /** The token that it showed to Fulcio. @default nobody signed */
  readonly claims?: Claims;
  /** The repository that the provenance names, which the same signer attests. @default no provenance */
  readonly builtFrom?: string;
}

const ours = githubToken({ repository: 'acme/platform' });
const called = (repository: string): Claims => githubToken({ repository, workflow: BUILD });
const at = (workflowRef: string): Claims => githubToken({ repository: 'acme/platform', ref: workflowRef });

const WORKFLOW: readonly Signer[] = [
  { name: 'that-workflow', lets: true, claims: ours },
  // Its certificate names the workflow and nobody else: this is what `calledFrom` is for.
  { name: 'called-by-strangers', lets: true, claims: called('mallory/shop') },
  { name: 'a-branch-that-begins-so', lets: false, claims: at('refs/heads/main-evil') },
  { name: 'a-tag', lets: false, claims: at('refs/tags/v1') },
  { name: 'a-pull-request', lets: false, claims: at('refs/pull/1/merge') },
  {
    name: 'a-file-with-another-dot',
    lets: false,
    claims: githubToken({ repository: 'acme/platform', workflow: BUILD.replace('.yaml', 'xyaml') }),
  },
  { name: 'another-repository', lets: false, claims: githubToken({ repository: 'acme/platform-evil' }) },
  { name: 'gitlab', lets: false, claims: gitlabToken('acme/platform') },
  { name: 'nobody', lets: false },
];

const CALLED: readonly Signer[] = [
  { name: 'called-by-us', lets: true, claims: called('acme/shop'), builtFrom: 'acme/shop' },
  { name: 'called-by-others', lets: false, claims: called('mallory/shop'), builtFrom: 'mallory/shop' },
  { name: 'without-provenance', lets: false, claims: called('acme/shop') },
];

const ACCOUNT: readonly Signer[] = [
  { name: 'that-account', lets: true, claims: serviceAccountToken(CLUSTER.issuer, 'order-service-ci', 'sign') },
  { name: 'another-account', lets: false, claims: serviceAccountToken(CLUSTER.issuer, 'order-service-ci', 'default') },
  { name: 'another-namespace', lets: false, claims: serviceAccountToken(CLUSTER.issuer, 'shop', 'sign') },
  {
    name: 'another-cluster',
    lets: false,
    claims: serviceAccountToken(CLUSTER.issuer.replaceAll('A', 'B'), 'order-service-ci', 'sign'),
  },
];

const SUBJECT = { issuer: GITHUB, subject: `https://github.com/${BUILD}@refs/heads/main` };

/** Each kind of keyless signer that the library knows, and who passes for it. */
const SUITES = [
  { what: 'a workflow', trusts: SigningIdentity.certificate(SUBJECT), signers: WORKFLOW },
  {
    what: 'a reusable workflow and its caller',
    trusts: SigningIdentity.certificate({
      ...SUBJECT,
      calledFrom: GitHubRepository.of('acme/shop', { id: 1, ownerId: 2 }),
    }),
    signers: CALLED,
  },
  { what: 'a ServiceAccount', trusts: CLUSTER.signerOf('order-service-ci', 'sign'), signers: ACCOUNT },
];

/** Whom a policy without keys lets in: certificates by Fulcio's own code, with every check of certificates and logs on. */
export const kyvernoKeyless: Engine = {
  name: 'kyverno-keyless',
  version: `${KYVERNO}, fulcio ${FULCIO}`,
  async *rulings() {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-keyless-'));
    const command = await KyvernoCommand.build(folder);
    const registry = await SigningRegistry.start(folder);
    try {
      const images = await pushAll(registry);
      const sigstore = await ThrowawaySigstore.of(folder, ordersFor(images));
      try {
        for (const { what, trusts, signers } of SUITES) {
          const policies = policiesFor(registry, sigstore, trusts);
          const cases = signers.map(({ name, lets }) => caseOf(name, lets, images));
          yield await ruleOn(command, `pods, trusted is ${what}`, policies.pods, cases, podOf);
          yield await ruleOn(command, `Rollouts, trusted is ${what}`, policies.rollouts, cases, rolloutOf);
        }
        yield await ruleOnOtherRoots(command, registry, folder, caseOf('that-workflow', false, images));
        const { pods } = policiesFor(registry, sigstore, SigningIdentity.certificate(SUBJECT));
        const { refusals } = await ruleOn(command, '', pods, [caseOf('a-tag', true, images)], podOf);
        yield brokenInput('a signature from a tag that is said to pass', 'a-tag: expected pass, got fail', refusals);
      } finally {
        await sigstore.stop();
      }
    } finally {
      await registry.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** The same name on a certificate of another Sigstore is nobody's. */
async function ruleOnOtherRoots(
  command: KyvernoCommand,
  registry: SigningRegistry,
  folder: string,
  stranger: Case,
): Promise<Ruling> {
  const other = await ThrowawaySigstore.of(join(folder, 'other'), []);
  try {
    const { pods } = policiesFor(registry, other, SigningIdentity.certificate(SUBJECT));
    return await ruleOn(command, 'pods, trusted is the workflow in another Sigstore', pods, [stranger], podOf);
  } finally {
    await other.stop();
  }
}

const SIGNERS = SUITES.flatMap(({ signers }) => signers);

/** An image of its own for each signer, by the signer's name. */
async function pushAll(registry: SigningRegistry): Promise<ReadonlyMap<string, string>> {
  const images = new Map<string, string>();
  for (const { name } of SIGNERS) images.set(name, `${registry.host}/${PATH}@${await registry.push(PATH, name)}`);
  return images;
}

function ordersFor(images: ReadonlyMap<string, string>): readonly Order[] {
  return SIGNERS.flatMap(({ name, claims, builtFrom }) => {
    if (claims === undefined) return [];
    const image = images.get(name) ?? '';
    const signature = { image, claims, predicateType: PredicateType.signature.uri, predicate: {} };
    if (builtFrom === undefined) return [signature];
    const workflow = { repository: `https://github.com/${builtFrom}` };
    const predicate = { buildDefinition: { externalParameters: { workflow } } };
    return [signature, { image, claims, predicateType: PredicateType.provenance.uri, predicate }];
  });
}

function caseOf(name: string, lets: boolean, images: ReadonlyMap<string, string>): Case {
  return { name, lets, images: { containers: [images.get(name) ?? ''] } };
}

/** slipway's own policies that trust one signer. */
function policiesFor(registry: SigningRegistry, sigstore: ThrowawaySigstore, trusts: SigningIdentity) {
  const chart = new Chart(new App(), 'policies');
  new ImageTrustPolicy(chart, 'trust', {
    name: 'trust',
    images: [ImageRepository.at(`${registry.host}/${PATH}`)],
    trusts: [trusts],
    namespaces: Namespaces.allExcept('kube-system'),
    platform: Platform.of({}),
    roots: sigstore.roots,
  });
  const rendered = chart.toJson() as KubernetesObject[];
  const find = (name: string) =>
    sigstore.reachable(JSON.stringify(rendered.find(({ metadata }) => metadata.name === name) ?? {}));
  return { pods: find('trust'), rollouts: find('trust-rollouts') };
}
