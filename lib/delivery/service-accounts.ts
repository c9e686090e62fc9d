import { type Construct } from 'constructs';
import { ServiceAccount } from '../systems/kubernetes';

/** Whom the tasks of a service's pipeline run as: each has the rights of its own work, and no other task has them. */
export class BuildAccounts {
  /** Runs the service's own code: its tests may do what they like, so it may do nothing. */
  public readonly test: string;
  /** Pushes images. */
  public readonly build: string;
  /** Signs. Whoever runs as this account is whom the cluster trusts. */
  public readonly sign: string;
  /** Marks images as promoted. */
  public readonly promote: string;

  public constructor(scope: Construct, service: string) {
    const account = (work: string): string =>
      new ServiceAccount(scope, `${work}-account`, { name: `${service}-${work}` }).name;
    this.test = account('test');
    this.build = account('build');
    this.sign = account('sign');
    this.promote = account('promote');
  }
}
