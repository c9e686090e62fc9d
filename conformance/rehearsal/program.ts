import { orderService } from '../../apps/order-service';
import {
  Cluster,
  Duration,
  GitHubRepository,
  Grype,
  ImageRepository,
  PinnedImage,
  Program,
  Prometheus,
  Toolbox,
  type ToolName,
  accept,
} from '../../lib';
import { SigstoreRoots } from '../../lib/systems/kyverno';
import { Certificates, Sigstore } from '../../lib/systems/tekton';

/** What only the machine knows on which the rehearsal takes place. */
export interface MachineFacts {
  /** The issuer of the cluster's tokens. */
  readonly issuer: string;
  /** The host of the private registry. */
  readonly registry: string;
  /** The host of the Git server. */
  readonly git: string;
  /** The images of the tools in that registry, by digest. */
  readonly tools: Readonly<Partial<Record<ToolName, string>>>;
  /** The folder in the images of Go that holds what Go has built of its own library. */
  readonly goBuilds: string;
  /** What the service's Dockerfile begins its two stages with, by digest. */
  readonly bases: { readonly builder: string; readonly runtime: string };
  /** The company's TUF repository, and the text of its `root.json`. */
  readonly tuf: { readonly mirror: string; readonly root: string };
  /** Below which address Grype's database lies. */
  readonly vulnerabilities: string;
}

/** Names that are the company's own, wherever it runs. */
export const PLACE = {
  ci: 'order-service-ci',
  staging: 'order-service-staging',
  production: 'order-service',
  replicas: 5,
  weights: [20, 60],
  /** ConfigMaps in the namespace of the build. */
  authorities: 'acme-authorities',
  sigstore: 'sigstore',
} as const;

/** The repositories' numbers on the company's Git server: a webhook has to tell the first one. */
export const REPOSITORY_IDS = { source: 12, gitops: 13, owner: 3 } as const;

/**
 * The very delivery of `apps/main.ts` at another place: a company with a registry, a Git server, an authority and a
 * Sigstore of its own, a single small cluster, and no internet.
 */
export function rehearsalProgram(facts: MachineFacts): Program {
  const { source, gitops, owner } = REPOSITORY_IDS;
  const repository = (name: string, id: number): GitHubRepository =>
    GitHubRepository.of(name, { id, ownerId: owner, server: facts.git });
  const program = new Program({
    platform: { kubernetes: '1.34', tekton: '1.15', rollouts: '1.9', kyverno: '1.19' },
    accepted: [accept('ANA029', { reason: 'this Prometheus scrapes every two seconds', owner: 'platform team' })],
  });
  orderService(program, {
    cluster: Cluster.of('rehearsal', facts.issuer),
    source: repository('acme/order-service', source),
    gitops: repository('acme/gitops', gitops),
    image: ImageRepository.at(`${facts.registry}/acme/order-service`),
    roots: SigstoreRoots.tuf(facts.tuf),
    build: {
      tools: Toolbox.standard.with(pinned(facts.tools)),
      certificates: Certificates.of({ configMap: PLACE.authorities }),
      sigstore: Sigstore.own({ configMap: PLACE.sigstore }),
      artifactHub: false,
      scanner: new Grype({ databases: facts.vulnerabilities }),
      goEnvironment: { GOPROXY: 'off', GOFLAGS: '-mod=mod -buildvcs=false', GOCACHE: facts.goBuilds },
      goResources: { cpu: '500m', memory: '2Gi' }, // side by side, where there are two processors in all
      buildArgs: { BUILDER: facts.bases.builder, RUNTIME: facts.bases.runtime },
      webhook: { gateway: { name: 'public', namespace: 'gateways' }, hostnames: ['hooks.acme.internal'] },
    },
    service: { replicas: PLACE.replicas, cpu: '20m', memory: '64Mi', minReady: Duration.seconds(2) },
    namespaces: PLACE,
    pace: {
      weights: [...PLACE.weights],
      pauses: { staging: Duration.seconds(5), production: Duration.seconds(20) },
      over: Duration.seconds(15),
      prometheus: Prometheus.at(Prometheus.usual.address, { scrapeInterval: Duration.seconds(2) }),
      sampling: { interval: Duration.seconds(5) },
    },
  });
  return program;
}

function pinned(tools: MachineFacts['tools']): Readonly<Partial<Record<ToolName, PinnedImage>>> {
  return Object.fromEntries(Object.entries(tools).map(([name, reference]) => [name, PinnedImage.of(reference)]));
}
