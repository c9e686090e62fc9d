import { Duration, TagFamily } from '../../model';
import { buildkit, plainSh, type Variable } from '../../tools';
import { CI, commandLine } from './command-line';
import { type BuildJob, type Delivered, IMAGE, onlyItsEnd } from './delivery-jobs';
import { GitLabJob, OUTPUTS } from './gitlab-job';

/** Builds the image with BuildKit as an ordinary user, whose daemon lives for the one build, and hands it on by digest. */
export function buildKitJob(props: Delivered, needs: readonly GitLabJob[]): BuildJob {
  const { registry, tools, context = '.', dockerfile = 'Dockerfile', target, buildArgs, tags } = props;
  const { address } = registry.repository;
  const { image, program } = tools.tool('buildkit');
  const build = buildkit.build<Variable>({
    ...{ context, dockerfile, target, buildArgs, tag: [`${address}:`, TagFamily.commit.prefix, CI.commit] },
    labels: {
      'org.opencontainers.image.revision': CI.commit,
      'org.opencontainers.image.source': props.project.url,
    },
    metadataFile: METADATA,
  });
  return new GitLabJob('build', {
    ...{ stage: 'build', needs: needs.map(onlyItsEnd), rules: props.onBranch, tags, timeout: Duration.hours(1) },
    ...{ image, outputs: [IMAGE], idTokens: registry._idTokens },
    variables: { ...registry._variables, ...buildkit.ENVIRONMENT },
    script: plainSh`
      ${registry._writtenConfig()}
      ${commandLine(program, build)}
      digest="$(sed -n 's/.*"containerimage.digest": *"\([^"]*\)".*/\1/p' ${METADATA})"
      printf 'IMAGE=%s@%s\n' ${address} "\${digest:?BuildKit tells no digest}" > ${OUTPUTS}
    `,
  });
}

const METADATA = '/tmp/build.json';
