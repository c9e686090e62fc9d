import { Duration, TagFamily } from '../../model';
import { buildah, cosign, type LanguageJob, plainSh, syft, type Toolbox, trivy, type Variable } from '../../tools';
import { CI, commandLine, exported, together } from './command-line';
import { type GitLabDeliveryProps } from './gitlab-delivery';
import { GitLabJob, OUTPUTS } from './gitlab-job';
import { IdToken } from './id-token';
import { Need } from './need';
import { type JobRule } from './rule';

/** What the jobs of a delivery share. */
export interface Delivered extends GitLabDeliveryProps {
  readonly tools: Toolbox;
  /** The rules of jobs that push, sign and promote. */
  readonly onBranch: readonly JobRule[];
}

/** The variable that hands on the image by digest. */
export const IMAGE = 'IMAGE';
export type BuildJob = GitLabJob<typeof IMAGE>;

/** Tests or lints the checkout, in pipelines of merge requests too. */
export function checkJob(name: 'test' | 'lint', job: LanguageJob, props: Delivered): GitLabJob {
  const { language, tools, tags } = props;
  const { image, program } = tools.tool(job.tool);
  const { junit, coverage, sarif } = job.reports;
  const cobertura = coverage?.endsWith('.xml') ? coverage : undefined;
  const paths = [coverage, sarif].filter((path) => path !== undefined && path !== cobertura);
  const hasFiles = [...paths, junit, cobertura].some((path) => path !== undefined);
  return new GitLabJob(name, {
    stage: 'check',
    image,
    tags,
    timeout: Duration.minutes(30),
    script: together(exported(environmentOf(job)), ...job.commands.map((words) => commandLine(program, words))),
    caches: [{ keyFiles: [KEY_FILES[language.name]], prefix: `${language.name}-${name}`, paths: ['.cache/'] }],
    ...(hasFiles
      ? {
          artifacts: {
            expireIn: Duration.days(7),
            when: 'always',
            paths: paths.filter((path) => path !== undefined),
            reports: { ...(junit === undefined ? {} : { junit }), ...(cobertura === undefined ? {} : { cobertura }) },
          },
        }
      : {}),
  });
}

/** The files whose content says what is downloaded. */
const KEY_FILES = { go: 'go.sum', node: 'package-lock.json', java: 'pom.xml', python: 'requirements.txt' } as const;

/** Only folders of the checkout can be cached, and its path is known to the runner alone. */
function environmentOf(job: LanguageJob): Record<string, readonly (string | Variable)[]> {
  const mark = '\0';
  return Object.fromEntries(
    Object.entries(job.environment(mark)).map(([name, value]) => [
      name,
      value
        .split(mark)
        .flatMap((part, i) => (i === 0 ? [part] : [CI.checkout, `/.cache${part}`]))
        .filter((part) => part !== ''),
    ]),
  );
}

/** Builds the image with Buildah, without privileges, and hands it on by digest. */
export function buildJob(props: Delivered, needs: readonly GitLabJob[]): BuildJob {
  const { registry, tools, context = '.', dockerfile = 'Dockerfile', target, buildArgs, tags } = props;
  const { address } = registry.repository;
  const tag = [TagFamily.commit.prefix, CI.commit];
  const build = buildah.build<Variable>({
    ...{ context, dockerfile, target, buildArgs, tag: [`${address}:`, ...tag] },
    labels: {
      'org.opencontainers.image.revision': CI.commit,
      'org.opencontainers.image.source': props.project.url,
    },
  });
  return new GitLabJob('build', {
    ...{
      stage: 'build',
      needs: needs.map(onlyItsEnd),
      rules: props.onBranch,
      tags,
      timeout: Duration.hours(1),
      outputs: [IMAGE],
    },
    image: tools.tool('buildah').image,
    idTokens: registry._idTokens,
    variables: { ...registry._variables, ...buildah.environment(STORE) },
    script: plainSh`
      mkdir -p ${STORE}
      ${registry._dockerConfig()}
      ${registry._find(tag)}
      if [ -n "\${digest}" ]; then echo "an earlier pipeline has pushed this commit: \${digest}"; else
      ${commandLine('buildah', build)}
      ${commandLine('buildah', buildah.push<Variable>({ tag: [`${address}:`, ...tag], digestFile: `${STORE}/digest` }))}
      digest="$(cat ${`${STORE}/digest`})"
      fi
      printf 'IMAGE=%s@%s\n' ${address} "\${digest}" > ${OUTPUTS}
    `,
  });
}

const STORE = '/var/tmp/buildah';

/** Fails where the image has vulnerabilities that are bad enough; tells of all others in a report. */
export function scanJob(props: Delivered, build: BuildJob): GitLabJob {
  const { registry, tools, failOn = 'high', ignoreUnfixed = true, tags } = props;
  const { image, program } = tools.tool('trivy');
  const scan = { image: build.output(IMAGE), ignoreUnfixed };
  return new GitLabJob('scan', {
    ...{ stage: 'secure', needs: [build], rules: props.onBranch, tags, image, timeout: Duration.minutes(20) },
    checkout: 'none',
    idTokens: registry._idTokens,
    variables: { ...registry._variables, ...trivy.environment('/tmp') },
    script: together(
      registry._cloud(),
      commandLine(program, trivy.report<Variable>({ ...scan, sarif: 'scan.sarif' })),
      commandLine(program, trivy.gate<Variable>({ ...scan, failOn })),
    ),
    artifacts: { paths: ['scan.sarif'], when: 'always', expireIn: Duration.days(30) },
  });
}

/** Lists what the image is made of. */
export function sbomJob(props: Delivered, build: BuildJob): GitLabJob {
  const { registry, tags } = props;
  const scan = syft.scan<Variable>({ image: build.output(IMAGE), format: 'spdx-json', file: SBOM });
  return new GitLabJob('sbom', {
    ...{ stage: 'secure', needs: [build], rules: props.onBranch, tags, timeout: Duration.minutes(20) },
    image: signingImage(props),
    checkout: 'none',
    idTokens: registry._idTokens,
    variables: { ...registry._variables, ...syft.environment('/tmp') },
    script: together(registry._dockerConfig(), commandLine('syft', scan)),
    artifacts: { paths: [SBOM], expireIn: Duration.days(30) },
  });
}

/** Signs the image that was scanned, and the list of what it is made of, with the token of the pipeline. */
export function signJob(props: Delivered, build: BuildJob, { scan, sbom }: Secured): GitLabJob {
  const { registry, tags } = props;
  const signing = { image: build.output(IMAGE), with: { identity: 'ambient' } } as const;
  return new GitLabJob('sign', {
    ...{
      stage: 'secure',
      needs: [build, Need.of(scan, { artifacts: false }), sbom],
      rules: props.onBranch,
      tags,
      timeout: Duration.minutes(10),
    },
    image: signingImage(props),
    checkout: 'none',
    idTokens: { ...registry._idTokens, SIGSTORE_ID_TOKEN: IdToken.sigstore },
    variables: registry._variables,
    script: together(
      registry._dockerConfig(),
      commandLine('cosign', cosign.sign<Variable>(signing)),
      commandLine('cosign', cosign.attest<Variable>({ ...signing, type: 'spdxjson', predicate: SBOM })),
    ),
  });
}

/** What was found out about the image. */
export interface Secured {
  readonly scan: GitLabJob;
  readonly sbom: GitLabJob;
}

/** A job that must have succeeded, and whose files are not wanted. */
export function onlyItsEnd(job: GitLabJob): Need {
  return Need.of(job, { artifacts: false });
}

const SBOM = 'sbom.spdx.json';

function signingImage({ tools, signingImage: own }: Delivered): GitLabDeliveryProps['signingImage'] & object {
  return own ?? tools.tool('buildah').image;
}
