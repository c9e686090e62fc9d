import { Construct } from 'constructs';
import { type Duration, type GitHubRepository } from '../model';
import { Destination, type GatewayRouteProps, HttpRoute } from '../systems/routing';
import { GitHubPushTrigger, WorkspaceSource } from '../systems/tekton';
import { type GoServicePipeline } from './go-service-pipeline';
import { type BuildSecrets } from './tekton-build';

export interface PushRunProps {
  /** Where pushes come from. */
  readonly source: GitHubRepository;
  /** What a push runs. */
  readonly build: GoServicePipeline;
  /** The branch whose pushes are built. @default "main" */
  readonly branch?: string;
  /** What the run reads. @default the names that the fields say */
  readonly secrets?: BuildSecrets;
  /** The Gateway and host name at which GitHub calls. @default none: the listener is reached inside the cluster only */
  readonly webhook?: GatewayRouteProps;
  /** When it is stopped. @default one hour */
  readonly timeout?: Duration;
}

/**
 * Runs a service's pipeline for every push to a branch, each task as the account of its own work, and leads the webhook
 * to the listener where a Gateway is named.
 */
export class PushRun extends Construct {
  /** The Service that the webhook's route must lead to, on port 8080. */
  public readonly service: string;

  public constructor(scope: Construct, id: string, props: PushRunProps) {
    super(scope, id);
    const { source, build, branch = 'main', secrets = {}, webhook, timeout } = props;
    const trigger = new GitHubPushTrigger(this, 'trigger', {
      name: build.pipeline.name,
      repository: source,
      branch,
      webhookSecret: { name: secrets.webhook ?? 'github-webhook', key: 'token' },
      pipeline: build.pipeline,
      map: (push) => ({ revision: push.after }),
      run: {
        serviceAccountName: build.accounts.test,
        taskRunSpecs: build.taskRunSpecs,
        timeouts: { pipeline: timeout },
        workspaces: {
          shared: WorkspaceSource.claimTemplate({ size: '5Gi' }),
          'source-key': WorkspaceSource.sshKey(secrets.sourceKey ?? 'source-key'),
          'gitops-key': WorkspaceSource.sshKey(secrets.gitopsKey ?? 'gitops-key'),
          ...build._registry.bound(secrets.registry ?? 'registry'),
        },
      },
    });
    this.service = trigger.service;
    if (webhook === undefined) return;
    new HttpRoute(this, 'webhook', {
      ...webhook,
      name: this.service,
      to: Destination.service({ name: this.service, port: 8080 }),
    });
  }
}
