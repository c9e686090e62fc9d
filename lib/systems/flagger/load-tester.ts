import { dnsLabel } from '../../model';

/** Flagger's load tester: the Service that runs the commands of load and smoke tests, and keeps gates. */
export class LoadTester {
  /** The one that Flagger's own charts install as `flagger-loadtester`. Throws `LoadTester.…`. */
  public static in(namespace: string, name = 'flagger-loadtester'): LoadTester {
    return new LoadTester(dnsLabel('LoadTester.namespace', namespace), dnsLabel('LoadTester.name', name));
  }

  private constructor(
    /** The namespace that its requests come from. */
    public readonly namespace: string,
    private readonly name: string,
  ) {}

  /** Where commands are run. */
  public get url(): string {
    return `http://${this.name}.${this.namespace}/`;
  }

  /** A gate that people open with a call of `/gate/open`, and that is closed until then. */
  public get gateUrl(): string {
    return `${this.url}gate/check`;
  }

  /** The switch that people turn with a call of `/rollback/open`, to take a release back. */
  public get rollbackUrl(): string {
    return `${this.url}rollback/check`;
  }
}
