import { join } from 'node:path';
import { GATEWAY_API_PLUGIN } from '../../../lib/systems/rollouts/gateway-api-router';
import { mustRun } from '../../command';
import { Daemon, freePort } from '../../daemon';
import { ApiServer } from '../../kubernetes/api-server';
import { type Api, messageOf } from '../../kubernetes/api';
import { defineKinds } from '../../kubernetes/custom-resources';
import { clusterPrograms } from '../../kubernetes/programs';
import { Submission } from '../../kubernetes/submission';
import { type KubernetesObject } from '../../output';
import { type Act } from './interventions';
import { SERVICE } from './trial';

/** An API server with a real rollouts-controller. Nothing else runs there: no pods, no load balancer, no mesh. */
export class Cluster {
  public static async start(gatewayApiPlugin?: string): Promise<Cluster> {
    const { rolloutsController, rolloutsCommand } = await clusterPrograms();
    const server = await ApiServer.start();
    try {
      // The controller looks for Istio's kinds and for its plugins once, when it starts.
      await defineKinds(server.api, new Set(['argoproj.io', 'networking.istio.io', 'gateway.networking.k8s.io']));
      if (gatewayApiPlugin !== undefined) await configurePlugin(new Submission(server.api), gatewayApiPlugin);
      const [metrics, health] = [await freePort(), await freePort()];
      const args = [
        ...['--kubeconfig', server.kubeconfig(), '--leader-elect=false', '--loglevel=warn'],
        ...['--ingress-api-version=networking/v1', '--istio-api-version=v1'],
        ...[`--metricsPort=${String(metrics)}`, `--healthzPort=${String(health)}`, '--qps=500', '--burst=1000'],
      ];
      const log = join(server.folder, 'rollouts-controller.log');
      const ready = async () => (await fetch(`http://127.0.0.1:${String(health)}/healthz`)).ok;
      // A plugin is a program of its own, and reads the environment.
      const env = { NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1', KUBECONFIG: server.kubeconfig() };
      const controller = await Daemon.start(rolloutsController, args, { log, ready, env, cwd: server.folder });
      return new Cluster(server, controller, rolloutsCommand);
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  private readonly submission: Submission;

  private constructor(
    private readonly server: ApiServer,
    private readonly controller: Daemon,
    private readonly rolloutsCommand: string,
  ) {
    this.submission = new Submission(server.api);
  }

  /** Applies objects in their order, and makes their namespaces before. */
  public async apply(objects: readonly KubernetesObject[]): Promise<void> {
    const manifests = objects.map((object) => ({ object, text: JSON.stringify(object), file: '', environment: '' }));
    await this.submission.makeNamespaces(manifests);
    for (const manifest of manifests) await this.submission.apply(manifest);
  }

  /** Does with the Rollout of a namespace what a person would do by `kubectl argo rollouts`. */
  public async act(does: Act, namespace: string): Promise<void> {
    const config = ['--kubeconfig', this.server.kubeconfig()];
    await mustRun(this.rolloutsCommand, [does, ...SUBJECT[does], SERVICE, '-n', namespace, ...config], { timeout: 60 });
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

/** What some commands take before the name. */
const SUBJECT: Readonly<Record<Act, readonly string[]>> = { abort: [], promote: [], undo: [], retry: ['rollout'] };

/** The ConfigMap in which the controller looks for its plugins. */
async function configurePlugin(submission: Submission, program: string): Promise<void> {
  // The plugin asks the API server five times a second by default, too seldom for pauses of seconds.
  const args = ['-kubeClientQPS=500', '-kubeClientBurst=1000'];
  const plugins = [{ name: GATEWAY_API_PLUGIN, location: `file://${program}`, args }];
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'argo-rollouts-config', namespace: 'argo-rollouts' },
    data: { trafficRouterPlugins: JSON.stringify(plugins) },
  };
  const manifest = { object, text: JSON.stringify(object), file: '', environment: '' };
  await submission.makeNamespaces([manifest]);
  await submission.apply(manifest);
}
