import { Construct } from 'constructs';
import {
  type Cluster,
  type Duration,
  type GitHubRepository,
  type ImageRepository,
  type PredicateType,
  type SigningIdentity,
  TagFamily,
} from '../model';
import {
  AttestImage,
  BuildImage,
  GitClone,
  GoLint,
  GoTest,
  type ImageBuilder,
  type ImageScanner,
  Param,
  Pipeline,
  PromoteImage,
  RegistryAuth,
  Sbom,
  ScanImage,
  SignImage,
  Signer,
  type TaskRunSpec,
  Workspace,
} from '../systems/tekton';
import { promotedFolder } from './promoted-folder';
import { BuildAccounts } from './service-accounts';

export interface GoServicePipelineProps {
  /** The service; the Pipeline has its name. */
  readonly service: string;
  /** Where its source is, with `go.mod` and `Dockerfile` at the root. */
  readonly source: GitHubRepository;
  /** Where its images are pushed: a repository of Amazon ECR. */
  readonly image: ImageRepository;
  /** The cluster that the pipeline runs in. */
  readonly cluster: Cluster;
  /** The namespace that it runs in. */
  readonly namespace: string;
  /** The repository that clusters follow. */
  readonly gitops: GitHubRepository;
  /** The environment that every build is promoted to. */
  readonly promotesTo: string;
  /** What builds the image. @default Buildah */
  readonly builder?: ImageBuilder;
  /** What scans it. @default Trivy */
  readonly scanner?: ImageScanner;
  /** The least share of statements that the tests must run, in percent. @default none */
  readonly minimumCoverage?: number;
  /** When a build is stopped. @default one hour */
  readonly timeout?: Duration;
}

const PARAMS = { revision: Param.string({ description: 'The commit to build: 40 hex digits.' }) };
const WORKSPACES = {
  shared: Workspace.required({ description: 'The checkout and the reports.' }),
  'source-key': Workspace.credentials({ description: 'The deploy key of the source: it may read.' }),
  'gitops-key': Workspace.credentials({ description: 'The deploy key of the GitOps repository: it may write.' }),
};

export type GoServicePipelineParams = typeof PARAMS;
export type GoServicePipelineWorkspaces = typeof WORKSPACES;

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
  /** Whom each task runs as; give it to every run of the pipeline. */
  public readonly taskRunSpecs: Readonly<Record<string, TaskRunSpec>>;

  /** Throws what the tasks in it throw for their props. */
  public constructor(scope: Construct, id: string, props: GoServicePipelineProps) {
    super(scope, id);
    this.accounts = new BuildAccounts(this, props.service);
    const tasks = makeTasks(this, props, this.accounts);
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
  const { service, source, image, cluster, namespace, minimumCoverage } = props;
  const auth = RegistryAuth.ecr(image);
  const signer = Signer.keyless({ cluster, namespace, serviceAccount: accounts.sign });
  const sbom = new Sbom(scope, 'sbom', { auth });
  return {
    test: new GoTest(scope, 'test', { minimumCoverage }),
    lint: new GoLint(scope, 'lint'),
    build: new BuildImage(scope, 'build', { repository: image, auth, source, builder: props.builder }),
    scan: new ScanImage(scope, 'scan', { auth, scanner: props.scanner }),
    sbom,
    sign: new SignImage(scope, 'sign', { auth, signer }),
    attest: new AttestImage(scope, 'attest', { auth, signer, statement: sbom.statement }),
    promote: new PromoteImage(scope, 'promote', {
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
  { service, source }: GoServicePipelineProps,
  tasks: Tasks,
): GoServicePipeline['pipeline'] {
  return new Pipeline(scope, 'pipeline', {
    name: service,
    params: PARAMS,
    workspaces: WORKSPACES,
    tasks: ({ params, workspaces, pipelineRun }) => {
      const checkout = workspaces.shared.at('source');
      const reports = workspaces.shared.at('reports');
      const clone = GitClone.run('clone', {
        params: { url: source.sshUrl, revision: params.revision, depth: '0' },
        workspaces: { output: checkout, 'ssh-directory': workspaces['source-key'] },
      });
      const test = tasks.test.run('test', { workspaces: { source: checkout }, after: [clone] });
      const lint = tasks.lint.run('lint', { workspaces: { source: checkout }, after: [clone] });
      const { commit } = clone.results;
      const build = tasks.build.run('build', {
        params: { commit },
        workspaces: { source: checkout },
        after: [test, lint],
      });
      const scan = tasks.scan.run('scan', { params: { image: build.results.IMAGE_REF }, workspaces: { reports } });
      const sbom = tasks.sbom.run('sbom', { params: { image: scan.results.scanned }, workspaces: { reports } });
      const sign = tasks.sign.run('sign', { params: { image: sbom.results.described } });
      const attest = tasks.attest.run('attest', { params: { image: sign.results.signed }, workspaces: { reports } });
      const promote = tasks.promote.run('promote', {
        params: { image: attest.results.attested, commit, run: pipelineRun.name },
        workspaces: { git: workspaces['gitops-key'], source: checkout },
      });
      return {
        tasks: [clone, test, lint, build, scan, sbom, sign, attest, promote],
        results: { IMAGE_URL: build.results.IMAGE_URL, IMAGE_DIGEST: build.results.IMAGE_DIGEST, COMMIT: commit },
      };
    },
  });
}
