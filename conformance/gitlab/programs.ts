import { RootConstruct } from 'constructs';
import { Duration, GitLabProject, GitLabRef, ImageRepository, PinnedImage } from '../../lib/model';
import { RepositoryFile } from '../../lib/repository';
import {
  ChildPipelineJob,
  Condition,
  GitLabDelivery,
  GitLabJob,
  GitLabPipeline,
  JobRule,
  RegistryLogin,
  Workflow,
} from '../../lib/systems/gitlab';
import { Language, plainSh } from '../../lib/tools';

/** A program whose files the engine judges. */
export interface Program {
  readonly name: string;
  /** Path → content. */
  readonly files: Readonly<Record<string, string>>;
  /** The jobs of a pipeline of the branch main. */
  readonly onMain: readonly string[];
}

const PROJECT = GitLabProject.of('acme/example', { id: 42 });
const MAIN = GitLabRef.branch('main');
const ECR = ImageRepository.ecr({ account: '111122223333', region: 'eu-west-1', name: 'example' });

/** Each language and both registries, and a pipeline written by hand with a child. */
export function programs(): readonly Program[] {
  const ecr = RegistryLogin.ecr(ECR, { arn: 'arn:aws:iam::111122223333:role/ci/example' });
  const own = RegistryLogin.gitLab(ImageRepository.at('registry.gitlab.com/acme/example'));
  return [
    delivery('Go to ECR', Language.go(), ecr),
    delivery('Node to the registry of GitLab', Language.node(), own),
    delivery('Node by BuildKit', Language.node(), own, 'buildkit'),
    delivery('Java to ECR', Language.java(), ecr),
    delivery('Python to ECR', Language.python(), ecr),
    withChild(),
  ];
}

function delivery(
  name: string,
  language: Language,
  registry: RegistryLogin,
  builder: 'buildah' | 'buildkit' = 'buildah',
): Program {
  const root = new RootConstruct('files');
  const targets = ['staging', 'production'].map((environment) => ({
    environment,
    folder: `promoted/${environment}/example`,
    manual: environment === 'production',
  }));
  const { pipeline } = new GitLabDelivery(root, 'delivery', {
    ...{ project: PROJECT, service: 'example', language, registry, builder },
    promotion: { gitOps: { url: 'https://gitlab.com/acme/gitops.git' }, targets },
  });
  return { name, files: filesOf(root), onMain: pipeline.jobs.map((job) => job.name) };
}

function withChild(): Program {
  const root = new RootConstruct('files');
  const image = PinnedImage.of(`docker.io/library/alpine:3.22@sha256:${'0a'.repeat(32)}`);
  const job = (name: string, rules?: readonly JobRule[]): GitLabJob =>
    new GitLabJob(name, { image, rules, timeout: Duration.minutes(5), script: plainSh`echo ${name}` });
  const child = new GitLabPipeline(root, 'child', {
    ...{ project: PROJECT, path: '.gitlab/child.yml', startedBy: 'parent' },
    jobs: [job('inner')],
  });
  new GitLabPipeline(root, 'parent', {
    project: PROJECT,
    workflow: Workflow.everywhere,
    jobs: [
      job('everywhere'),
      job('reviewed', [JobRule.when(Condition.inMergeRequest)]),
      job('on-main', [JobRule.never(Condition.onSchedule), JobRule.when(Condition.onRef(MAIN))]),
      new ChildPipelineJob('child', { pipeline: child }),
    ],
  });
  return { name: 'a child pipeline', files: filesOf(root), onMain: ['everywhere', 'on-main', 'child'] };
}

function filesOf(root: RootConstruct): Readonly<Record<string, string>> {
  const files = root.node.findAll().filter((one) => RepositoryFile.isRepositoryFile(one));
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}
