import { Construct } from 'constructs';
import {
  type Cluster,
  type GitHubRepository,
  type ImageRepository,
  type PredicateType,
  type SigningIdentity,
  TagFamily,
} from '../model';
import {
  AttestImage,
  BuildImage,
  GoLint,
  GoTest,
  Param,
  Pipeline,
  type PipelineGraph,
  type PipelineInput,
  PromoteImage,
  Sbom,
  ScanImage,
  SignImage,
  Signer,
  type TaskRunSpec,
  Workspace,
  type Workspaces,
} from '../systems/tekton';
import { Checkout } from './checkout';
import { type GoBuildOptions } from './go-build-options';
import { promotedFolder } from './promoted-folder';
import { RegistryAccess } from './registry-access';
import { BuildAccounts } from './service-accounts';

export interface GoServicePipelineProps extends GoBuildOptions {
  /** The service; the Pipeline has its name. */
  readonly service: string;
  /** Where its source is, with `go.mod` and `Dockerfile` at the root. */
  readonly source: GitHubRepository;
  /** Where its images are pushed: outside Amazon ECR the run binds a docker configuration to the workspace `registry`. */
  readonly image: ImageRepository;
  /** The cluster that the pipeline runs in. */
  readonly cluster: Cluster;
  /** The namespace that it runs in. */
  readonly namespace: string;
  /** The repository that clusters follow. */
  readonly gitops: GitHubRepository;
  /** The environment that every build is promoted to. */
  readonly promotesTo: string;
}

const PARAMS = { revision: Param.string({ description: 'The commit to build: 40 hex digits.' }) };
const WORKSPACES = {
  shared: Workspace.required({ description: 'The checkout and the reports.' }),
  'source-key': Workspace.credentials({ description: 'The deploy key of the source: it may read.' }),
  'gitops-key': Workspace.credentials({ description: 'The deploy key of the GitOps repository: it may write.' }),
};

/** The params that a run gives. */
export type GoServicePipelineParams = typeof PARAMS;
/** Its own, and that of a registry that is not Amazon ECR. */
export type GoServicePipelineWorkspaces = typeof WORKSPACES & Workspaces;

/**
 * The whole build of a Go service as one Pipeline: clone, test and lint, build, scan, list what is inside, sign, attest,
 * promote. Each step takes the image from the one before it, by digest: what has not passed cannot go on.
 */
export class GoServicePipeline extends Construct {
  public readonly pipeline: Pipeline<GoServicePipelineParams, GoServicePipelineWorkspaces>;
  /** Whom policies must trust. */
  public readonly signsAs: SigningIdentity;
  /** What it attests of every image, as the same signer. */
  public readonly attests: readonly PredicateType[];
  /** The tags that it pushes. */
  public readonly pushes: readonly TagFamily[];
  public readonly accounts: BuildAccounts;
  /** What checks the source out, for the pipelines beside it too. */
  public readonly checkout: Checkout;
  /** @internal */
  public readonly _registry: RegistryAccess;
  /** Whom each task runs as; give it to every run of the pipeline. */
  public readonly taskRunSpecs: Readonly<Record<string, TaskRunSpec>>;

  /** Throws what the tasks in it throw for their props. */
  public constructor(scope: Construct, id: string, props: GoServicePipelineProps) {
    super(scope, id);
    this.accounts = new BuildAccounts(this, props.service);
    const tasks = makeTasks(this, props, this.accounts);
    this.checkout = tasks.checkout;
    this._registry = tasks.registry;
    this.signsAs = tasks.sign.signsAs;
    this.attests = [tasks.attest.predicate];
    this.pushes = [TagFamily.commit, TagFamily.promoted(props.promotesTo)];
    this.pipeline = makePipeline(this, props, tasks);
    const { build, sign, promote } = this.accounts;
    const accounts = { build, scan: build, sbom: build, sign, attest: sign, promote };
    this.taskRunSpecs = Object.fromEntries(
      Object.entries(accounts).map(([task, serviceAccountName]) => [task, { serviceAccountName }]),
    );
  }
}

type Tasks = ReturnType<typeof makeTasks>;

function makeTasks(scope: Construct, props: GoServicePipelineProps, accounts: BuildAccounts) {
  const { service, source, image, cluster, namespace, minimumCoverage, tools, certificates, sigstore } = props;
  const registry = new RegistryAccess(image);
  const { auth } = registry;
  const signer = Signer.keyless({ cluster, namespace, serviceAccount: accounts.sign, sigstore });
  const around = { tools, certificates };
  const go = { ...around, env: props.goEnvironment, resources: props.goResources };
  const sbom = new Sbom(scope, 'sbom', { ...around, auth });
  return {
    registry,
    checkout: new Checkout(scope, source, props),
    test: new GoTest(scope, 'test', { ...go, minimumCoverage }),
    lint: new GoLint(scope, 'lint', go),
    build: new BuildImage(scope, 'build', {
      ...{ ...around, auth, source, repository: image },
      ...{ builder: props.builder, buildArgs: props.buildArgs },
    }),
    scan: new ScanImage(scope, 'scan', { ...around, auth, scanner: props.scanner }),
    sbom,
    sign: new SignImage(scope, 'sign', { ...around, auth, signer }),
    attest: new AttestImage(scope, 'attest', { ...around, auth, signer, statement: sbom.statement }),
    promote: new PromoteImage(scope, 'promote', {
      ...around,
      service,
      environment: props.promotesTo,
      repository: image,
      gitops: props.gitops,
      folder: promotedFolder(props.promotesTo, service),
      auth,
    }),
  };
}

function makePipeline(
  scope: Construct,
  { service }: GoServicePipelineProps,
  tasks: Tasks,
): GoServicePipeline['pipeline'] {
  return new Pipeline(scope, 'pipeline', {
    name: service,
    params: PARAMS,
    workspaces: { ...WORKSPACES, ...tasks.registry.declared },
    tasks: (input) => graphOf(tasks, input),
  });
}

/** Each task takes the image from the one before it. */
function graphOf(
  { registry, ...tasks }: Tasks,
  { params, workspaces, pipelineRun }: PipelineInput<GoServicePipelineParams, GoServicePipelineWorkspaces>,
): PipelineGraph {
  const checkout = workspaces.shared.at('source');
  const reports = workspaces.shared.at('reports');
  const login = registry.handed(workspaces);
  const clone = tasks.checkout.run(params.revision, checkout, workspaces['source-key']);
  const test = tasks.test.run('test', { workspaces: { source: checkout }, after: [clone] });
  const lint = tasks.lint.run('lint', { workspaces: { source: checkout }, after: [clone] });
  const { commit } = clone.results;
  const build = tasks.build.run('build', {
    params: { commit },
    workspaces: { source: checkout, ...login },
    after: [test, lint],
  });
  const reporting = { reports, ...login };
  const scan = tasks.scan.run('scan', { params: { image: build.results.IMAGE_REF }, workspaces: reporting });
  const sbom = tasks.sbom.run('sbom', { params: { image: scan.results.scanned }, workspaces: reporting });
  const sign = tasks.sign.run('sign', { params: { image: sbom.results.described }, workspaces: login });
  const attest = tasks.attest.run('attest', { params: { image: sign.results.signed }, workspaces: reporting });
  const promote = tasks.promote.run('promote', {
    params: {
      image: attest.results.attested,
      commit,
      time: clone.results['committer-date'],
      run: pipelineRun.name,
    },
    workspaces: { git: workspaces['gitops-key'], source: checkout, ...login },
  });
  return {
    tasks: [clone, test, lint, build, scan, sbom, sign, attest, promote],
    results: { IMAGE_URL: build.results.IMAGE_URL, IMAGE_DIGEST: build.results.IMAGE_DIGEST, COMMIT: commit },
  };
}
