import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { invalid } from '../model';
import { type Environment, type Program } from '../program';
import { Namespace } from '../systems/kubernetes';
import { type GatewayRouteProps } from '../systems/routing';
import { type Build, type BuildFacts, type BuildIntent } from './build';
import { type GoBuildOptions } from './go-build-options';
import { GoServicePipeline } from './go-service-pipeline';
import { PromotionPipeline } from './promotion-pipeline';
import { PushRun } from './push-run';

/** The Secrets that a build reads, by name; they are made elsewhere, in the build's namespace. */
export interface BuildSecrets {
  /** The deploy key that may read the source, with `known_hosts`. @default "source-key" */
  readonly sourceKey?: string;
  /** The deploy key that may write to the GitOps repository, with `known_hosts`. @default "gitops-key" */
  readonly gitopsKey?: string;
  /** What GitHub signs its webhook calls with, under the key `token`. @default "github-webhook" */
  readonly webhook?: string;
  /** The docker configuration that may push, where the registry is not Amazon ECR. @default "registry" */
  readonly registry?: string;
}

export interface GoBuildProps extends GoBuildOptions {
  /** Where the pipeline runs; the environment must say in which cluster. */
  readonly environment: Environment;
  /** The namespace of the pipeline, this service's own. @default "<service>-ci" */
  readonly namespace?: string;
  /** The branch whose pushes are built. @default "main" */
  readonly branch?: string;
  /** What the build reads. @default the names that the fields say */
  readonly secrets?: BuildSecrets;
  /** The Gateway and host name at which GitHub calls the listener. @default none: you lead its webhook there */
  readonly webhook?: GatewayRouteProps;
}

/** A build that runs in a cluster, in Tekton. */
export class TektonBuild implements Build {
  /** The build of a Go service: `go.mod` and `Dockerfile` at the root of its repository. */
  public static go(props: GoBuildProps): TektonBuild {
    return new TektonBuild(props);
  }

  private constructor(private readonly props: GoBuildProps) {}

  /** @internal Makes the namespace, the accounts, the tasks and the pipelines, and what starts them. */
  public _make(_program: Program, intent: BuildIntent): BuildFacts {
    const { environment, namespace = `${intent.service}-ci` } = this.props;
    const { cluster } = environment;
    if (cluster === undefined) {
      throw invalid(
        'TektonBuild.environment',
        'an environment that says which cluster it is in',
        environment.name,
        'its pods sign as that cluster says',
      );
    }
    const scope = new Construct(environment, intent.service);
    const chart = new Chart(scope, 'build', { namespace });
    // Building an image takes more than `restricted` allows; every other task keeps to it, and the audit sees to that.
    new Namespace(chart, 'namespace', { name: namespace, podSecurity: 'baseline' });
    const [first = ''] = intent.environments;
    const build = new GoServicePipeline(chart, 'pipeline', {
      ...this.props,
      ...intent,
      cluster,
      namespace,
      promotesTo: first,
    });

    new PushRun(chart, 'push', { ...this.props, source: intent.source, build });
    const { checkout } = build;
    const promotions = new Chart(scope, 'promotions', { namespace });
    for (const environment of intent.environments.slice(1)) {
      new PromotionPipeline(promotions, environment, { ...this.props, ...intent, environment, checkout });
    }
    const { accounts } = build;
    const users = [accounts.build, accounts.sign, accounts.promote];
    return {
      signsAs: build.signsAs,
      attests: build.attests,
      ownSigstore: this.props.sigstore?.files !== undefined,
      users: users.map((serviceAccount) => ({ cluster, namespace, serviceAccount, pushes: true })),
    };
  }
}
