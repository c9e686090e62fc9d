import { invalid } from '../../model';
import { renderText, type Source, sourcesOf, type Text } from './expression';

export interface DeploymentEnvironmentProps {
  /** What the deployment shows. @default nothing */
  readonly url?: Text;
  /** Whether GitHub keeps a deployment for each run; without one a job has the guards and secrets alone. @default true */
  readonly deployment?: boolean;
}

/** An environment of the repository: its reviewers are asked before the job starts, its secrets are the job's. */
export class DeploymentEnvironment {
  /** Throws `DeploymentEnvironment: …` for a name that GitHub does not take, and `….url: …` where no deployment shows it. */
  public static of(name: string, props: DeploymentEnvironmentProps = {}): DeploymentEnvironment {
    if (!/^[\w.-]([\w ./-]{0,253}[\w.-])?$/.test(name)) {
      throw invalid('DeploymentEnvironment', 'the name of an environment', name);
    }
    if (props.deployment === false && props.url !== undefined) {
      throw invalid(
        'DeploymentEnvironment.url',
        'none without a deployment',
        'one',
        'it is shown beside the deployment',
      );
    }
    return new DeploymentEnvironment(name, props);
  }

  private constructor(
    public readonly name: string,
    private readonly props: DeploymentEnvironmentProps,
  ) {}

  /** @internal */
  public get _sources(): readonly Source[] {
    return sourcesOf(this.props.url);
  }

  /** @internal */
  public _render(place: string): string | object {
    const { url, deployment } = this.props;
    if (url === undefined && deployment !== false) return this.name;
    return {
      name: this.name,
      url: url === undefined ? undefined : renderText(`${place}.environment.url`, url),
      deployment: deployment === false ? false : undefined,
    };
  }
}
