import { join } from 'node:path';
import { Daemon, freePort } from '../../daemon';
import { ApiServer } from '../../kubernetes/api-server';
import { type Api, messageOf } from '../../kubernetes/api';
import { defineKinds } from '../../kubernetes/custom-resources';
import { clusterPrograms } from '../../kubernetes/programs';
import { Submission } from '../../kubernetes/submission';
import { type KubernetesObject } from '../../output';

/** An API server with a real rollouts-controller. Nothing else runs there: no pods, no load balancer, no mesh. */
export class Cluster {
  public static async start(): Promise<Cluster> {
    const { rolloutsController } = await clusterPrograms();
    const server = await ApiServer.start();
    try {
      // The controller looks for Istio's kinds once, when it starts.
      await defineKinds(server.api, new Set(['argoproj.io', 'networking.istio.io']));
      const [metrics, health] = [await freePort(), await freePort()];
      const args = [
        ...['--kubeconfig', server.kubeconfig(), '--leader-elect=false', '--loglevel=warn'],
        ...['--ingress-api-version=networking/v1', '--istio-api-version=v1'],
        ...[`--metricsPort=${String(metrics)}`, `--healthzPort=${String(health)}`, '--qps=500', '--burst=1000'],
      ];
      const log = join(server.folder, 'rollouts-controller.log');
      const ready = async () => (await fetch(`http://127.0.0.1:${String(health)}/healthz`)).ok;
      const env = { NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
      return new Cluster(server, await Daemon.start(rolloutsController, args, { log, ready, env }));
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  private readonly submission: Submission;

  private constructor(
    private readonly server: ApiServer,
    private readonly controller: Daemon,
  ) {
    this.submission = new Submission(server.api);
  }

  /** Applies objects in their order, and makes their namespaces before. */
  public async apply(objects: readonly KubernetesObject[]): Promise<void> {
    const manifests = objects.map((object) => ({ object, text: JSON.stringify(object), file: '', environment: '' }));
    await this.submission.makeNamespaces(manifests);
    for (const manifest of manifests) await this.submission.apply(manifest);
  }

  /** Reads all objects of a kind, in one namespace or in all. */
  public async list<T>(api: string, kinds: string, namespace?: string): Promise<readonly T[]> {
    const place = namespace === undefined ? '' : `namespaces/${namespace}/`;
    return (await this.api.get<{ items: readonly T[] }>(`/${api}/${place}${kinds}`)).items;
  }

  /** Writes the status of a ReplicaSet, as the controller of ReplicaSets would. */
  public async reportPods(namespace: string, name: string, status: object): Promise<void> {
    const answer = await this.api.call({
      method: 'PATCH',
      path: `/apis/apps/v1/namespaces/${namespace}/replicasets/${name}/status`,
      type: 'application/merge-patch+json',
      body: JSON.stringify({ status }),
    });
    // The controller may have deleted it a moment ago.
    if (answer.status >= 400 && answer.status !== 404) throw new Error(`ReplicaSet ${name}: ${messageOf(answer)}`);
  }

  public async stop(): Promise<void> {
    await this.controller.stop();
    await this.server.stop();
  }

  private get api(): Api {
    return this.server.api;
  }
}
