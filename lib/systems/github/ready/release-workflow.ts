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
import { type Text, text } from '../expression';
import { On } from '../on';
import { type PlacedJob } from '../placed-job';
import { type Runner } from '../runner';
import { Workflow } from '../workflow';
import { dispatchJob } from './dispatch-job';
import { findingsJob } from './findings-job';
import { type ImagePlatform, type ImageSource } from './image-intent';
import { imageGraph } from './image-graph';
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
  /**
   * What is released: each commit of the branch, or each tag of Git that names a version, such as `v1.4.2`. With versions
   * the signer is `…@refs/tags/v1.4.2`, each time another: policies trust them all, and so whoever may make such a tag.
   * @default "commits"
   */
  readonly releases?: 'commits' | 'versions';
  /** The branch whose commits are released, and whose version of the promotion runs. @default "main" */
  readonly branch?: string;
  /** The platforms of the image, and a machine of each. @default both, on the machines of GitHub */
  readonly platforms?: Readonly<Partial<Record<ImagePlatform, Runner>>>;
  /** The tags that the image gets when all is done. @default [TagFamily.commit], or [TagFamily.release] for versions */
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
 * The way of a commit or a version to a released image, as one graph: test and lint, build each platform by digest, scan each, list what
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
    const { branch = 'main', releases = 'commits' } = props;
    const released = RELEASED[releases];
    const { tags = [released.family] } = props;
    requireTags(released.family, tags);
    const { jobs, sign } = jobsOf({ ...props, branch, tags, version: released.name });
    this.workflow = new Workflow(this, 'workflow', {
      repository: props.repository,
      name: 'release',
      file: props.file ?? RELEASE_FILE,
      on: [On.push(released.filter(branch))],
      // Releases run side by side: only their promotions need an order, and a slow approval blocks nobody.
      concurrency: Concurrency.queued(text`release-${released.name}`),
      jobs,
    });
    const at = released.ref(branch);
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

/** What is released, when, and where its jobs run. */
const RELEASED = {
  commits: {
    family: TagFamily.commit,
    name: github.sha,
    filter: (branch: string) => ({ branches: [branch] }),
    ref: (branch: string) => GitHubRef.branch(branch),
  },
  versions: {
    family: TagFamily.release,
    name: github.refName,
    // Exactly the tags that `SigningIdentity.versions` names.
    filter: () => ({ tags: [`${TagFamily.release.prefix}[0-9]+.[0-9]+.[0-9]+`] }),
    ref: () => GitHubRef.tagsFrom(TagFamily.release.prefix),
  },
};

interface Released extends ReleaseWorkflowProps {
  readonly branch: string;
  readonly tags: readonly TagFamily[];
  readonly version: Text;
}

function jobsOf(props: Released): {
  readonly jobs: readonly PlacedJob[];
  readonly sign: PlacedJob;
} {
  const { language, tools = Toolbox.standard, registry, tags, codeScanning = true } = props;
  const checked = { language, tools, cached: false };
  const checks = [languageJob('lint', checked), languageJob('test', checked)];
  const image = imageGraph(
    {
      ...props,
      place: registry._place,
      scanner: props.scanner ?? Scanner.trivy(),
      provenance: props.provenance ?? true,
    },
    { platforms: props.platforms, tags, after: checks },
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

/** The tag that names what is released is among them; the marks of promotion are put by the promotion. */
function requireTags(family: TagFamily, tags: readonly TagFamily[]): void {
  const allowed = family === TagFamily.release ? ['release', 'commit', 'moving'] : ['commit', 'moving'];
  const strange = tags.find(({ kind }) => !allowed.includes(kind));
  if (strange) {
    const names = family === TagFamily.release ? 'the families of releases and commits' : 'the family of commits';
    throw invalid('ReleaseWorkflow.tags', `${names}, and tags that move`, strange.name);
  }
  if (!tags.some(({ kind }) => kind === family.kind)) {
    const got = tags.map(({ name }) => name);
    throw invalid('ReleaseWorkflow.tags', `TagFamily.${family.name} among them`, got);
  }
}

const RELEASE_FILE = 'release.yaml';
