import { Construct } from 'constructs';
import {
  dnsLabel,
  GitHubRef,
  type GitHubRepository,
  type GitHubWorkflowIdentity,
  invalid,
  type SigningIdentity,
  TagFamily,
} from '../../../model';
import { type Language, Toolbox } from '../../../tools';
import { Concurrency } from '../concurrency';
import { github } from '../contexts';
import { text } from '../expression';
import { On } from '../on';
import { type PlacedJob } from '../placed-job';
import { type Runner } from '../runner';
import { Workflow } from '../workflow';
import { dispatchJob } from './dispatch-job';
import { findingsJob } from './findings-job';
import { type ImagePlatform, type ImageSource } from './image-intent';
import { imageGraph } from './image-graph';
import { tagOf } from './image-jobs';
import { languageJob, lintReports } from './language-job';
import { PROMOTION_FILE, PromotionWorkflow, type PromotionIntent } from './promotion-workflow';
import { type RegistryLogin } from './registry-login';
import { Scanner } from './scanner';
import { type Slack } from './slack';

export interface ReleaseWorkflowProps extends ImageSource {
  /** The repository of the service. */
  readonly repository: GitHubRepository;
  /** The service's name: a DNS label. */
  readonly service: string;
  /** How it is tested and linted. */
  readonly language: Language;
  /** Where its images are kept, and how jobs get there. */
  readonly registry: RegistryLogin;
  /** The branch whose commits are released. @default "main" */
  readonly branch?: string;
  /** The platforms of the image, and a machine of each. @default both, on the machines of GitHub */
  readonly platforms?: Readonly<Partial<Record<ImagePlatform, Runner>>>;
  /** The tags that the image gets when all is done. @default [TagFamily.commit] */
  readonly tags?: readonly TagFamily[];
  /** What looks for vulnerabilities, and when it fails. @default Scanner.trivy() */
  readonly scanner?: Scanner;
  /** Whether GitHub states how the image was built; private repositories need GitHub Enterprise Cloud for it. @default true */
  readonly provenance?: boolean;
  /** Whether findings are shown on the security page; private repositories need GitHub Code Security for it. @default true */
  readonly codeScanning?: boolean;
  /** The GitOps repository and the environments in the order in which they get the image. @default the image is not promoted */
  readonly promotion?: PromotionIntent;
  /** Where a failed release is told of. @default nowhere */
  readonly slack?: Slack;
  /** The images of the tools. @default Toolbox.standard */
  readonly tools?: Toolbox;
  /** The name of its file. @default "release.yaml" */
  readonly file?: string;
}

/**
 * A commit's way to a released image, as one graph: test and lint, build each platform by digest, scan each, list what
 * it is made of, join, sign, attest, tag, promote. No cache that others write is read, and no tag points to an image
 * that was not signed. Throws `ReleaseWorkflow.<prop>: …`.
 */
export class ReleaseWorkflow extends Construct {
  public readonly workflow: Workflow;
  /** The workflow that promotes what this one has released. */
  public readonly promotion: PromotionWorkflow | undefined;
  /** The jobs that enter the registry, for the AWS role that they assume. */
  public readonly identities: readonly GitHubWorkflowIdentity[];
  /** Who signs the images: what policies trust. */
  public readonly signsAs: SigningIdentity;

  public constructor(scope: Construct, id: string, props: ReleaseWorkflowProps) {
    super(scope, id);
    dnsLabel('ReleaseWorkflow.service', props.service);
    requireTags(props.tags);
    const { branch = 'main' } = props;
    const { jobs, sign } = jobsOf({ ...props, branch });
    this.workflow = new Workflow(this, 'workflow', {
      repository: props.repository,
      name: 'release',
      file: props.file ?? RELEASE_FILE,
      on: [On.push({ branches: [branch] })],
      // Commits are released side by side: only their promotions need an order, and a slow approval blocks nobody.
      concurrency: Concurrency.queued(text`release-${github.sha}`),
      jobs,
    });
    const at = GitHubRef.branch(branch);
    this.signsAs = this.workflow.signsAs(sign, { at });
    this.promotion =
      props.promotion &&
      new PromotionWorkflow(this, 'promotion', { ...props.promotion, ...pick(props), branch, trusts: this.signsAs });
    this.identities = [this.workflow.identity(sign, { at: [at] }), ...(this.promotion?.identities ?? [])];
  }
}

function pick({ repository, service, registry }: ReleaseWorkflowProps) {
  return { repository, service, registry };
}

function jobsOf(props: ReleaseWorkflowProps & { readonly branch: string }): {
  readonly jobs: readonly PlacedJob[];
  readonly sign: PlacedJob;
} {
  const { language, tools = Toolbox.standard, registry, tags = [TagFamily.commit], codeScanning = true } = props;
  const checked = { language, tools, cached: false };
  const checks = [languageJob('lint', checked), languageJob('test', checked)];
  const image = imageGraph(
    {
      ...props,
      place: registry._place,
      scanner: props.scanner ?? Scanner.trivy(),
      provenance: props.provenance ?? true,
    },
    { platforms: props.platforms, tags: tags.map(tagOf), after: checks },
  );
  const promote =
    props.promotion === undefined ? [] : [dispatchJob(image, props.promotion.file ?? PROMOTION_FILE, props.branch)];
  const findings = codeScanning
    ? [findingsJob([...checks.slice(0, 1), ...image.scans], [...lintReports(language), ...image.reports])]
    : [];
  const all = [...checks, ...image.jobs, ...promote];
  const notify = props.slack === undefined ? [] : [props.slack._job(props.service, all)];
  return { jobs: [...all, ...findings, ...notify], sign: image.sign };
}

/** A release tag is not a tag of this run, and the marks of promotion are put by the promotion. */
function requireTags(tags: readonly TagFamily[] = [TagFamily.commit]): void {
  const strange = tags.find(({ kind }) => kind !== 'commit' && kind !== 'moving');
  if (strange) throw invalid('ReleaseWorkflow.tags', 'the family of commits, and tags that move', strange.name);
  if (!tags.some(({ kind }) => kind === 'commit')) {
    throw invalid(
      'ReleaseWorkflow.tags',
      'TagFamily.commit among them',
      tags.map(({ name }) => name),
    );
  }
}

const RELEASE_FILE = 'release.yaml';
