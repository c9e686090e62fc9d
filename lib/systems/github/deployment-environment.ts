import { invalid } from '../../model';
import { renderText, type Source, sourcesOf, type Text } from './expression';

/** An environment of the repository: its reviewers are asked before the job starts, its secrets are the job's. */
export class DeploymentEnvironment {
  /** Throws `DeploymentEnvironment: …` for a name that GitHub does not take. The URL is shown beside the deployment. */
  public static of(name: string, props: { readonly url?: Text } = {}): DeploymentEnvironment {
    if (!/^[\w.-]([\w ./-]{0,253}[\w.-])?$/.test(name)) {
      throw invalid('DeploymentEnvironment', 'the name of an environment', name);
    }
    return new DeploymentEnvironment(name, props.url);
  }

  private constructor(
    public readonly name: string,
    private readonly url: Text | undefined,
  ) {}

  /** @internal */
  public get _sources(): readonly Source[] {
    return sourcesOf(this.url);
  }

  /** @internal */
  public _render(place: string): string | object {
    return this.url === undefined
      ? this.name
      : { name: this.name, url: renderText(`${place}.environment.url`, this.url) };
  }
}
