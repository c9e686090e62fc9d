import { checkout, codecov, downloadArtifact } from '../actions';
import { fromThisRepository, secret } from '../contexts';
import { DeploymentEnvironment } from '../deployment-environment';
import { Job } from '../job';
import { type PlacedJob } from '../placed-job';
import { Runner } from '../runner';
import { COVERAGE_REPORT } from './language-job';

/** Where a token is kept: a secret of one environment, which no other job can read. */
export interface KeptToken {
  /** The name of the secret. */
  readonly secret: string;
  /** The environment that has it. */
  readonly environment: string;
}

/** How the coverage of the tests gets to Codecov. */
export class Codecov {
  /** By a token that says who the job is: nothing is kept anywhere. */
  public static byIdentity(): Codecov {
    return new Codecov();
  }

  /** By the upload token of the repository. */
  public static byToken(token: KeptToken): Codecov {
    return new Codecov(token);
  }

  private constructor(private readonly token?: KeptToken) {}

  /** A job of its own: no test runs where the token is. Pull requests from forks are left out. @internal */
  public _job(test: PlacedJob, file: string): Job {
    const { token } = this;
    return new Job('coverage', {
      name: 'Coverage',
      runsOn: Runner.ubuntu,
      after: [test],
      if: fromThisRepository,
      ...(token === undefined ? {} : { environment: DeploymentEnvironment.of(token.environment) }),
      steps: [
        checkout.step({ name: 'Check out' }),
        downloadArtifact.step({ name: 'Get the coverage', with: { name: COVERAGE_REPORT } }),
        codecov.step({
          name: 'Send the coverage',
          with: { files: [file], ...(token === undefined ? { use_oidc: true } : { token: secret(token.secret) }) },
        }),
      ],
    });
  }
}
