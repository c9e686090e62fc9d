import { type ImageRepository, invalid } from '../../../model';
import { configureAwsCredentials, ecrLogin, login } from '../actions';
import { github } from '../contexts';
import { type Text } from '../expression';
import { run } from '../run-step';
import { bash } from '../script';
import { type Step } from '../step';

/** An AWS role as far as a job must know it: a `CiRole` is one. */
export interface AssumedRole {
  readonly arn: string;
}

/** What a job does to the images of a registry. */
export type RegistryUse = 'reads' | 'writes';

/** A place for images as jobs see it. */
export interface ImagePlace {
  /** `registry/path`, without tag and digest. */
  readonly address: Text;
  /** The steps after which docker, cosign and scanners get in. */
  readonly login: (use: RegistryUse) => readonly Step[];
}

/** How jobs get into the registry; nothing that opens it is kept anywhere. */
export class RegistryLogin {
  /** Amazon ECR through a role that trusts the workflow's tokens. Throws `RegistryLogin.ecr: …` for another registry. */
  public static ecr(repository: ImageRepository, role: AssumedRole): RegistryLogin {
    if (!repository.ecr) throw invalid('RegistryLogin.ecr', 'a repository of Amazon ECR', repository.address);
    const { account, region } = repository.ecr;
    return new RegistryLogin(repository, () => ecrSteps({ account, region, role }), role);
  }

  /** GitHub's own registry, with the token of the run. Throws `RegistryLogin.gitHub: …` for another registry. */
  public static gitHub(repository: ImageRepository): RegistryLogin {
    if (repository.registry !== 'ghcr.io') {
      throw invalid('RegistryLogin.gitHub', 'a repository of ghcr.io', repository.address);
    }
    return new RegistryLogin(repository, gitHubSteps);
  }

  private constructor(
    /** Where the images are kept. */
    public readonly repository: ImageRepository,
    private readonly steps: (use: RegistryUse) => readonly Step[],
    /** The role that jobs assume; nothing where the token of the run is enough. */
    public readonly role?: AssumedRole,
  ) {}

  /** @internal */
  public get _place(): ImagePlace {
    return { address: this.repository.address, login: this.steps };
  }
}

/** A token that says who the job is becomes the role, and the role a password of twelve hours. */
export function ecrSteps(props: {
  readonly account: string;
  readonly region: string;
  readonly role: AssumedRole;
}): readonly Step[] {
  return [
    configureAwsCredentials.step({
      name: 'Assume the role of the registry',
      with: {
        'aws-region': props.region,
        'role-to-assume': props.role.arn,
        'allowed-account-ids': [props.account],
      },
    }),
    ecrLogin.step({ name: 'Log in to the registry' }),
  ];
}

/** The action asks for the right to write; who only reads logs in by hand. */
export function gitHubSteps(use: RegistryUse): readonly Step[] {
  if (use === 'writes') {
    return [
      login.step({
        name: 'Log in to the registry',
        with: { registry: 'ghcr.io', username: github.actor, password: github.token },
      }),
    ];
  }
  return [
    run({
      name: 'Log in to the registry',
      permissions: { packages: 'read' },
      env: { GH_TOKEN: github.token },
      script: bash`printf %s "\${GH_TOKEN}" | docker login --username ${github.actor} --password-stdin ghcr.io`,
    }),
  ];
}
