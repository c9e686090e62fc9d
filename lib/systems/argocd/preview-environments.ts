import { Construct } from 'constructs';
import {
  Duration,
  type GitHubRepository,
  type GitLabProject,
  type ImageRepository,
  TagFamily,
  dnsLabel,
  invalid,
} from '../../model';
import { type SecretKey } from '../kubernetes/environment-variables';
import { AppProject } from './app-project';
import { ApplicationSet } from './application-set';
import { type Destination } from './destination';
import { GitSource } from './git-source';
import { renderPullRequests } from './pull-requests';

export interface PreviewEnvironmentsProps {
  /** The service: each preview is the Application, and lies in the namespace, `<name>-pr-<number>`. */
  readonly name: string;
  /** Where the pull requests are. */
  readonly repository: GitHubRepository | GitLabProject;
  /**
   * The folder of the manifests, in that repository: the pull request's own. It is built with kustomize, and has to hold a
   * Namespace, which is renamed for each preview, so that closing the pull request takes it away; a ResourceQuota; and no
   * Secret of another environment.
   */
  readonly path: string;
  /** The image of the service, as the manifests name it. */
  readonly image: ImageRepository;
  /**
   * The tags that the build of a pull request really pushes; those of commits end with the commit that the pull request
   * points to. In GitHub Actions that is `github.event.pull_request.head.sha`, not `github.sha`, which is a merge.
   * @default TagFamily.commit
   */
  readonly tags?: TagFamily;
  /** The cluster of previews: not the one of production. */
  readonly cluster: Destination;
  /** The key of a Secret, in the namespace of Argo CD, with a token that may read the pull requests. */
  readonly token: SecretKey;
  /** The label that asks for a preview. @default "preview" */
  readonly label?: string;
  /** The time between two looks for pull requests, in whole seconds. @default 1 minute */
  readonly every?: Duration;
  /** The namespace of Argo CD. @default "argocd" */
  readonly argocd?: string;
}

/** A running service for each pull request that asks for one, gone with it: namespace and all. */
export class PreviewEnvironments extends Construct {
  public readonly project: AppProject;
  public readonly applications: ApplicationSet;

  /** Throws `PreviewEnvironments.<prop>: …` for tags that a commit does not tell, and what the objects in it throw. */
  public constructor(scope: Construct, id: string, props: PreviewEnvironmentsProps) {
    super(scope, id);
    const name = dnsLabel('PreviewEnvironments.name', props.name, 48);
    const place = props.argocd === undefined ? {} : { namespace: props.argocd };
    this.project = new AppProject(this, 'project', {
      ...place,
      name: `${name}-previews`,
      repositories: [props.repository],
      destinations: [{ cluster: props.cluster, namespace: `${name}-pr-*` }],
      clusterKinds: [{ group: '', kind: 'Namespace' }],
      kinds: KINDS,
    });
    this.applications = new ApplicationSet(this, 'applications', {
      ...place,
      name: `${name}-previews`,
      generators: [renderPullRequests({ label: 'preview', every: Duration.minutes(1), ...withoutUndefined(props) })],
      applicationName: `${name}-pr-{{ .number }}`,
      template: {
        project: this.project,
        source: GitSource._template('{{ .head_sha }}', { repository: props.repository, path: props.path }),
        destination: props.cluster,
        into: `${name}-pr-{{ .number }}`,
      },
      sourceAddition: { kustomize: renderKustomize(name, props) },
    });
  }
}

/** What the manifests of somebody's branch may make: what runs a service, nothing that gives rights. */
const KINDS = [
  ...['ConfigMap', 'ResourceQuota', 'Service', 'ServiceAccount'].map((kind) => ({ group: '', kind })),
  { group: 'apps', kind: 'Deployment' },
  { group: 'argoproj.io', kind: 'Rollout' },
  { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
  { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
];

/** Kustomize sets the namespace on every object, and renames the Namespace itself. */
function renderKustomize(name: string, { image, tags = TagFamily.commit }: PreviewEnvironmentsProps): object {
  if (tags.kind !== 'commit' && tags.kind !== 'promoted') {
    throw invalid('PreviewEnvironments.tags', 'tags that end with the commit', tags.name, 'a preview finds no other');
  }
  return {
    namespace: `${name}-pr-{{ .number }}`,
    images: [`${image.address}:${tags.prefix}{{ .head_sha }}`],
  };
}

function withoutUndefined({ repository, token, label, every }: PreviewEnvironmentsProps): {
  readonly repository: GitHubRepository | GitLabProject;
  readonly token: SecretKey;
  readonly label?: string;
  readonly every?: Duration;
} {
  return { repository, token, ...(label === undefined ? {} : { label }), ...(every === undefined ? {} : { every }) };
}
