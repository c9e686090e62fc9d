import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as triggers from '../../../../imports/triggers.tekton.dev';
import { dnsLabel, GitHubRef, type GitHubRepository, invalid } from '../../../model';
import { type Params, type ParamValues } from '../param';
import { type Pipeline } from '../pipeline';
import { Security } from '../security';
import { type Workspaces } from '../workspace';
import { paramOf, pathsIn } from './event-value';
import { ListenerAccess } from './listener-access';
import { PUSH_EVENT, type PushEvent } from './push-event';
import { type ParamsFrom, triggeredRun, type TriggeredRunProps } from './triggered-run';

export interface GitHubPushTriggerProps<P extends Params, W extends Workspaces, M extends ParamValues<P, 'event'>> {
  /** The name of the EventListener and of what belongs to it: a DNS label of at most 50 characters. Its Service is `el-<name>`. */
  readonly name: string;
  /** The namespace: that of the pipeline. @default the chart's */
  readonly namespace?: string;
  /** The repository whose pushes count. */
  readonly repository: GitHubRepository;
  /** The branch whose pushes count. */
  readonly branch: string;
  /** The key of a Secret in the namespace that holds the webhook's secret: without it anyone could start runs. */
  readonly webhookSecret: { readonly name: string; readonly key: string };
  /** What runs. */
  readonly pipeline: Pipeline<P, W>;
  /** The values of the pipeline's params, made from a push. */
  readonly map: ParamsFrom<PushEvent, P, M>;
  /** What else the runs have. */
  readonly run: TriggeredRunProps<W>;
}

/**
 * Runs a pipeline for each push to a branch of a repository on GitHub: the listener that the webhook calls (JSON, at the
 * Service `el-<name>`, port 8080), its filter, the run that it makes, and an account with the least rights that work.
 * Deletions of the branch and other repositories with the same secret make no run.
 */
export class GitHubPushTrigger<
  P extends Params,
  W extends Workspaces,
  M extends ParamValues<P, 'event'>,
> extends Construct {
  public readonly name: string;
  /** The Service that the webhook's route must lead to, on port 8080. */
  public readonly service: string;
  public readonly namespace: string;

  /** Throws `GitHubPushTrigger.<field>: …` for a bad name, no namespace, or one that is not the pipeline's. */
  public constructor(scope: Construct, id: string, props: GitHubPushTriggerProps<P, W, M>) {
    super(scope, id);
    this.name = dnsLabel('GitHubPushTrigger.name', props.name, 50);
    this.service = `el-${this.name}`;
    this.namespace = namespaceOf(props.namespace ?? Chart.of(this).namespace, props.pipeline.namespace);
    const run = triggeredRun(props.pipeline, props.map(PUSH_EVENT), props.run);
    const metadata = { name: this.name, namespace: this.namespace };
    const paths = pathsIn(run.params);
    new triggers.TriggerBinding(this, 'Binding', {
      metadata,
      spec: { params: paths.map((path) => ({ name: paramOf(path), value: `$(body.${path})` })) },
    });
    new triggers.TriggerTemplate(this, 'Template', {
      metadata,
      spec: { params: paths.map((path) => ({ name: paramOf(path) })), resourcetemplates: [run.manifest] },
    });
    const access = new ListenerAccess(this, 'Access', { name: `${this.name}-listener`, namespace: this.namespace });
    new triggers.EventListener(this, 'Listener', { metadata, spec: this.renderListener(access.name, props) });
  }

  private renderListener(
    serviceAccountName: string,
    {
      repository,
      branch,
      webhookSecret,
    }: Pick<GitHubPushTriggerProps<P, W, M>, 'repository' | 'branch' | 'webhookSecret'>,
  ): triggers.EventListenerSpec {
    return {
      serviceAccountName,
      triggers: [
        {
          name: 'push',
          interceptors: [
            {
              ref: { name: 'github' },
              params: [
                { name: 'secretRef', value: { secretName: webhookSecret.name, secretKey: webhookSecret.key } },
                { name: 'eventTypes', value: ['push'] },
              ],
            },
            { ref: { name: 'cel' }, params: [{ name: 'filter', value: filter(repository, branch) }] },
          ],
          bindings: [{ ref: this.name }],
          template: { ref: this.name },
        },
      ],
      resources: { kubernetesResource: { serviceType: 'ClusterIP', spec: { template: { spec: POD } } } },
    };
  }
}

/** A repository is known by its id, which no other one ever gets; a deleted branch has no commit to build. */
function filter(repository: GitHubRepository, branch: string): string {
  const ref = GitHubRef.branch(branch).text;
  return `body.repository.id == ${repository.id} && body.ref == '${ref}' && !body.deleted`;
}

function namespaceOf(own: string | undefined, pipelines: string | undefined): string {
  if (own === undefined || own !== pipelines) {
    throw invalid(
      'GitHubPushTrigger.namespace',
      pipelines === undefined ? 'a namespace, of the pipeline too' : `${pipelines}, where the pipeline is`,
      own,
      'a run finds its pipeline in its own namespace only',
    );
  }
  return own;
}

/** The pod of the listener: what Tekton's own default leaves to the cluster's settings. */
const POD = {
  containers: [
    {
      resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } },
      securityContext: { ...Security.restricted._render(), readOnlyRootFilesystem: true },
    },
  ],
};
