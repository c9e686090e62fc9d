import { Duration, type TagFamily } from '../../../model';
import { cosign } from '../../../tools';
import { attest, checkout, cosignInstaller, downloadArtifact, sbom, setupBuildx, uploadArtifact } from '../actions';
import { and, cancelled, filesExist, not } from '../condition';
import { github } from '../contexts';
import { type Expr, type Text, text, variableName } from '../expression';
import { Job } from '../job';
import { type PlacedJob } from '../placed-job';
import { run } from '../run-step';
import { Runner } from '../runner';
import { bash, command, named } from '../script';
import { type Step } from '../step';
import { pushedBuild } from './build-step';
import { type Report } from './findings-job';
import { architectureOf, type Digest, type ImageIntent, type ImagePlatform } from './image-intent';

/** A job that leaves an image behind. */
export type ImageJob = Job<{ readonly digest: Digest }>;

/** Builds the image of one platform on a machine of that platform. */
export function buildJob(
  image: ImageIntent,
  { platform, runsOn, after }: { platform: ImagePlatform; runsOn: Runner; after: readonly PlacedJob[] },
): ImageJob {
  const build = pushedBuild({ ...image, platform, address: image.place.address });
  return new Job(`build-${architectureOf(platform)}`, {
    name: `Build ${architectureOf(platform)}`,
    runsOn,
    after,
    timeout: Duration.minutes(60),
    steps: [
      checkout.step({ name: 'Check out' }),
      ...image.place.login('writes'),
      setupBuildx.step({ name: 'Start BuildKit' }),
      build,
    ],
    outputs: { digest: build.outputs.digest },
  });
}

/** Fails where the image of one platform has vulnerabilities that are bad enough; lists what it is made of. */
export function scanJob(image: ImageIntent, platform: ImagePlatform, build: ImageJob): Job {
  const architecture = architectureOf(platform);
  const built = text`${image.place.address}@${build.outputs.digest}`;
  const { artifact, file: sarif } = scanReport(platform);
  return new Job(`scan-${architecture}`, {
    name: `Scan ${architecture}`,
    runsOn: Runner.ubuntu,
    timeout: Duration.minutes(20),
    steps: [
      ...image.place.login('reads'),
      ...image.scanner._steps({ image: built, sarif }),
      uploadArtifact.step({
        id: 'report-artifact',
        name: 'Hand over the report',
        if: and(not(cancelled()), filesExist(sarif)),
        with: { name: artifact, path: [sarif], 'retention-days': 30 },
      }),
      sbom.step({
        name: 'List what the image is made of',
        with: { image: built, format: 'spdx-json', 'output-file': sbomOf(architecture), 'upload-artifact': false },
      }),
      uploadArtifact.step({
        id: 'sbom-artifact',
        name: 'Hand over the list',
        with: { name: `sbom-${architecture}`, path: [sbomOf(architecture)], 'retention-days': 30 },
      }),
    ],
  });
}

/** Makes one image of those of all platforms, without a tag. */
export function indexJob(image: ImageIntent, scans: readonly PlacedJob[], builds: readonly ImageJob[]): ImageJob {
  const { address } = image.place;
  const sources = builds.map(({ id, outputs }) => named(variableName(id), text`${address}@${outputs.digest}`));
  const index = run({
    id: 'index',
    name: 'Join the platforms',
    outputs: ['digest'],
    // The first call only prints the index, so that the second can push it by digest and needs no tag.
    script: bash`
      index="$(docker buildx imagetools create --dry-run ${sources})"
      digest="sha256:$(printf %s "\${index}" | sha256sum | cut -d ' ' -f 1)"
      docker buildx imagetools create --tag ${address}"@\${digest}" ${sources}
      docker buildx imagetools inspect ${address}"@\${digest}"
      printf 'digest=%s\n' "\${digest}" >> "\${GITHUB_OUTPUT}"
    `,
  });
  return new Job('index', {
    name: 'Join the platforms',
    runsOn: Runner.ubuntu,
    after: scans,
    steps: [...image.place.login('writes'), setupBuildx.step({ name: 'Start BuildKit' }), index],
    outputs: { digest: index.outputs.digest },
  });
}

/** Signs the image with the identity of the workflow: no key. */
export function signJob(image: ImageIntent, { digest }: { digest: Digest }, after: readonly PlacedJob[]): Job {
  const signed = imageOf(image.place.address, digest);
  return new Job('sign', {
    name: 'Sign',
    runsOn: Runner.ubuntu,
    after,
    steps: [
      ...image.place.login('writes'),
      cosignInstaller.step({ name: 'Install cosign' }),
      run({
        name: 'Sign the image',
        permissions: { 'id-token': 'write' },
        script: command(['cosign', ...cosign.sign<Expr<string>>({ image: [signed], with: BY_WORKFLOW })]),
      }),
    ],
  });
}

/** States, signed, what the image is made of and how it was built. */
export function attestJob(
  image: ImageIntent,
  { digest }: { digest: Digest },
  { platforms, after }: { platforms: readonly ImagePlatform[]; after: readonly PlacedJob[] },
): Job {
  const stated = imageOf(image.place.address, digest);
  const architectures = platforms.map(architectureOf);
  return new Job('attest', {
    name: 'Attest',
    runsOn: Runner.ubuntu,
    after,
    steps: [
      // By name, each: an artifact of another job could hold a file of the same name.
      ...architectures.map((architecture) =>
        downloadArtifact.step({
          id: `sbom-${architecture}`,
          name: `Get the list of ${architecture}`,
          with: { name: `sbom-${architecture}`, path: 'sbom' },
        }),
      ),
      ...image.place.login('writes'),
      cosignInstaller.step({ name: 'Install cosign' }),
      ...architectures.map((architecture) =>
        run({
          name: `State what ${architecture} is made of`,
          permissions: { 'id-token': 'write' },
          script: command([
            'cosign',
            ...cosign.attest<Expr<string>>({
              ...{ image: [stated], with: BY_WORKFLOW, type: 'spdxjson' },
              predicate: `sbom/${sbomOf(architecture)}`,
            }),
          ]),
        }),
      ),
      ...(image.provenance ? [provenance(image, digest)] : []),
    ],
  });
}

/** Gives the image its tags. What has a tag was scanned, signed and described. */
export function tagJob(
  image: ImageIntent,
  { digest }: { digest: Digest },
  { tags, after }: { tags: readonly TagFamily[]; after: readonly PlacedJob[] },
): Job {
  return new Job('tag', {
    name: 'Tag',
    runsOn: Runner.ubuntu,
    after,
    steps: [
      ...image.place.login('writes'),
      setupBuildx.step({ name: 'Start BuildKit' }),
      ...tags.flatMap((family) => tagSteps(image.place.address, digest, family)),
    ],
  });
}

/** Whoever moves a tag of Git cannot move the version of an image with it, even where the registry would let them. */
function tagSteps(address: Text, digest: Digest, family: TagFamily): readonly Step[] {
  const tag = tagOf(family);
  if (family.kind !== 'release') return [tagStep(address, digest, tag)];
  const tagged = named('TAGGED', text`${address}:${tag}`);
  const guard = run({
    name: text`Refuse another ${tag}`,
    script: bash`
      if there="$(docker buildx imagetools inspect --format '{{.Manifest.Digest}}' ${tagged})"; then
        if [ "\${there}" != ${named('DIGEST', digest)} ]; then
          printf '%s is released already, as %s\n' ${tagged} "\${there}" >&2
          exit 1
        fi
      fi
    `,
  });
  return [guard, tagStep(address, digest, tag)];
}

/** Puts one more tag on an image that is there; the manifest stays byte by byte, whatever its kind. */
export function tagStep(address: Text, digest: Digest, tag: Text): Step {
  return run({
    name: text`Tag ${tag}`,
    script: bash`
      docker buildx imagetools create --prefer-index=false \
        --tag ${named('TAGGED', text`${address}:${tag}`)} ${imageOf(address, digest)}
    `,
  });
}

/** The image by digest; scripts know it as `IMAGE`. */
export function imageOf(address: Text, digest: Digest): Expr<string, 'trusted' | 'attacker'> {
  return named('IMAGE', text`${address}@${digest}`);
}

/** The tag that a family has in this run. */
function tagOf({ kind, prefix }: TagFamily): Text {
  if (kind === 'release') return github.refName;
  return kind === 'moving' ? prefix : text`${prefix}${github.sha}`;
}

const BY_WORKFLOW = { identity: 'github-actions' } as const;

function provenance({ place }: ImageIntent, digest: Digest) {
  return attest.step({
    name: 'State how it was built',
    with: { 'subject-name': place.address, 'subject-digest': digest, 'push-to-registry': true },
  });
}

/** Where the scan of a platform leaves its findings: the same names for every event, so that GitHub can compare. */
export function scanReport(platform: ImagePlatform): Report {
  const architecture = architectureOf(platform);
  return { artifact: `report-${architecture}`, file: `scan-${architecture}.sarif` };
}

function sbomOf(architecture: string): string {
  return `sbom-${architecture}.spdx.json`;
}
