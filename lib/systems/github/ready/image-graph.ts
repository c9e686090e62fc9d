import { invalid, type TagFamily } from '../../../model';
import { type PlacedJob } from '../placed-job';
import { Runner } from '../runner';
import { type Report } from './findings-job';
import { type Digest, type ImageIntent, type ImagePlatform } from './image-intent';
import { attestJob, buildJob, type ImageJob, indexJob, scanJob, scanReport, signJob, tagJob } from './image-jobs';

/** The jobs of a released image, in their order. */
export interface ImageGraph {
  readonly jobs: readonly PlacedJob[];
  readonly scans: readonly PlacedJob[];
  /** What the scans found. */
  readonly reports: readonly Report[];
  readonly sign: PlacedJob;
  readonly tag: PlacedJob;
  /** The digest that manifests name. */
  readonly digest: Digest;
}

/** Build, scan, join, sign, attest, tag: each only after all that comes before it has succeeded. */
export function imageGraph(
  image: ImageIntent,
  props: {
    readonly platforms?: Readonly<Partial<Record<ImagePlatform, Runner>>> | undefined;
    readonly tags: readonly TagFamily[];
    readonly after: readonly PlacedJob[];
  },
): ImageGraph {
  const machines = machinesOf(props.platforms);
  const builds = machines.map(({ platform, runsOn }) => buildJob(image, { platform, runsOn, after: props.after }));
  const platforms = machines.map(({ platform }) => platform);
  const scans = machines.flatMap(({ platform }, i) =>
    builds.slice(i, i + 1).map((build) => scanJob(image, platform, build)),
  );
  const joined = joinedImage(image, scans, builds);
  const { digest } = joined.job.outputs;
  const sign = signJob(image, { digest }, [...scans]);
  const attest = attestJob(image, { digest }, { platforms, after: [sign] });
  const tag = tagJob(image, { digest }, { tags: props.tags, after: [attest] });
  const reports = platforms.map(scanReport);
  return { jobs: [...builds, ...scans, ...joined.own, sign, attest, tag], scans, reports, sign, tag, digest };
}

/** The image of one platform needs no index: what was built is what is released. */
function joinedImage(
  image: ImageIntent,
  scans: readonly PlacedJob[],
  builds: readonly ImageJob[],
): { readonly job: ImageJob; readonly own: readonly PlacedJob[] } {
  const [only, ...others] = builds;
  if (only !== undefined && others.length === 0) return { job: only, own: [] };
  const job = indexJob(image, scans, builds);
  return { job, own: [job] };
}

function machinesOf(
  platforms: Readonly<Partial<Record<ImagePlatform, Runner>>> = {
    'linux/amd64': Runner.ubuntu,
    'linux/arm64': Runner.ubuntuArm,
  },
): readonly { readonly platform: ImagePlatform; readonly runsOn: Runner }[] {
  const machines = Object.entries(platforms) as [ImagePlatform, Runner][];
  if (machines.length === 0) throw invalid('ReleaseWorkflow.platforms', 'at least one platform', platforms);
  return machines.map(([platform, runsOn]) => ({ platform, runsOn }));
}
