import { slack } from '../actions';
import { failure } from '../condition';
import { github, secret } from '../contexts';
import { DeploymentEnvironment } from '../deployment-environment';
import { text } from '../expression';
import { Job } from '../job';
import { type PlacedJob } from '../placed-job';
import { Runner } from '../runner';
import { type KeptToken } from './codecov';

/** Where a failed release is told of. */
export class Slack {
  /** The channel of an incoming webhook; its address is a secret of an environment. */
  public static webhook(address: KeptToken): Slack {
    return new Slack(address);
  }

  private constructor(private readonly address: KeptToken) {}

  /** @internal */
  public _job(service: string, after: readonly PlacedJob[]): Job {
    const run = text`${github.serverUrl}/${github.repository}/actions/runs/${github.runId}`;
    return new Job('notify', {
      name: 'Notify',
      runsOn: Runner.ubuntu,
      after,
      if: failure(),
      environment: DeploymentEnvironment.of(this.address.environment),
      steps: [
        slack.step({
          name: 'Tell Slack',
          with: {
            webhook: secret(this.address.secret),
            'webhook-type': 'incoming-webhook',
            payload: { text: text`The release of ${service} failed at ${github.sha}: ${run}` },
          },
        }),
      ],
    });
  }
}
