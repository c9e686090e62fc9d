import { invalid } from '../../model';

/** A cluster as Argo CD knows it: by the name it is registered under, or by the address of its API server. */
export class Destination {
  /** The cluster that Argo CD runs in. */
  public static readonly inCluster = new Destination({ server: 'https://kubernetes.default.svc' });

  /** A cluster by the name it is registered under. Throws `Destination.named: …`. */
  public static named(name: string): Destination {
    if (!/^[\w.-]+$/.test(name)) throw invalid('Destination.named', 'the name of a registered cluster', name);
    return new Destination({ name });
  }

  /** A cluster by the address of its API server. Throws `Destination.server: …`. */
  public static server(address: string): Destination {
    if (!/^https:\/\/[^\s*]+$/.test(address)) throw invalid('Destination.server', 'an https address', address);
    return new Destination({ server: address });
  }

  private constructor(private readonly cluster: { readonly name: string } | { readonly server: string }) {}

  /** @internal */
  public _render(namespace: string): { readonly name?: string; readonly server?: string; readonly namespace: string } {
    return { ...this.cluster, namespace };
  }
}
