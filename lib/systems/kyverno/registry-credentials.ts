import { ImageValidatingPolicySpecCredentialsProviders as Provider } from '../../../imports/policies.kyverno.io';
import { invalid } from '../../model';

/** How Kyverno signs in to the registry from which it reads signatures. */
export class RegistryCredentials {
  /** By the AWS role of Kyverno's pods: its admission, background and reports controllers each need one that may read. */
  public static readonly amazon = new RegistryCredentials({ providers: [Provider.AMAZON] });

  /** By the workload identity of Kyverno's pods in Azure. */
  public static readonly azure = new RegistryCredentials({ providers: [Provider.AZURE] });

  /** By the workload identity of Kyverno's pods in Google Cloud. */
  public static readonly google = new RegistryCredentials({ providers: [Provider.GOOGLE] });

  /** By the GitHub token that Kyverno has been given. */
  public static readonly github = new RegistryCredentials({ providers: [Provider.GITHUB] });

  /** As Kyverno is installed: by the flags of its controllers. */
  public static readonly asInstalled = new RegistryCredentials(undefined);

  /** By registry secrets in Kyverno's own namespace. */
  public static secrets(...names: readonly string[]): RegistryCredentials {
    if (names.length === 0 || !names.every((name) => SECRET.test(name))) {
      throw invalid('RegistryCredentials.secrets', "names of Secrets in Kyverno's namespace", names);
    }
    return new RegistryCredentials({ secrets: [...names] });
  }

  private constructor(private readonly fields: RenderedCredentials | undefined) {}

  /** @internal */
  public _render(): RenderedCredentials | undefined {
    return this.fields;
  }
}

interface RenderedCredentials {
  readonly providers?: Provider[];
  readonly secrets?: string[];
}

const SECRET = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
