/** A controller of the delivery whose metrics the alerts of this room read: where its metrics Service is found. */
export class Controller {
  /** The controller of Tekton Pipelines, as its release manifest installs it. */
  public static tekton(namespace = 'tekton-pipelines'): Controller {
    const labels = { 'app.kubernetes.io/name': 'controller', 'app.kubernetes.io/part-of': 'tekton-pipelines' };
    return new Controller('tekton-pipelines-controller', namespace, 'http-metrics', labels);
  }

  /** The controller of Argo Rollouts, as its release manifest installs it. */
  public static argoRollouts(namespace = 'argo-rollouts'): Controller {
    return new Controller('argo-rollouts', namespace, 'metrics', { 'app.kubernetes.io/name': 'argo-rollouts-metrics' });
  }

  /** The application controller of Argo CD, as its release manifest installs it. */
  public static argoCd(namespace = 'argocd'): Controller {
    return new Controller('argocd-application-controller', namespace, 'metrics', {
      'app.kubernetes.io/name': 'argocd-metrics',
    });
  }

  private constructor(
    public readonly name: string,
    public readonly namespace: string,
    /** The name of the port of its metrics Service. */
    public readonly port: string,
    /** The labels of its metrics Service. */
    public readonly labels: Readonly<Record<string, string>>,
  ) {}
}
