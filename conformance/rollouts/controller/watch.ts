import { setTimeout as wait } from 'node:timers/promises';
import { type Cluster } from './cluster';
import { type Glance, type ObservedReplicaSet } from './observed';

const EVERY = 120;

/** Looks at the whole cluster many times a second, and stands for everything below a ReplicaSet while it does. */
export class Watch {
  private readonly listeners = new Set<(glance: Glance) => void>();
  private running = true;
  private readonly done: Promise<void>;

  /** `isReady` says whether the pods of a ReplicaSet become ready. */
  public constructor(
    private readonly cluster: Cluster,
    private readonly isReady: (replicaSet: ObservedReplicaSet) => boolean,
  ) {
    this.done = this.look();
    this.done.catch(() => undefined); // it is told when the watch is stopped; until then the trials time out
  }

  /** Calls back with every glance until the callback gives something. Throws after so many seconds without. */
  public until<T>(seconds: number, what: string, find: (glance: Glance) => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(late);
        this.listeners.delete(listener);
      };
      const listener = (glance: Glance): void => {
        const found = find(glance);
        if (found === undefined) return;
        end();
        resolve(found);
      };
      const late = setTimeout(() => {
        end();
        reject(new Error(`${what}: not seen within ${String(seconds)} s`));
      }, seconds * 1000);
      this.listeners.add(listener);
    });
  }

  public async stop(): Promise<void> {
    this.running = false;
    await this.done;
  }

  private async look(): Promise<void> {
    while (this.running) {
      const glance = await this.glance();
      for (const listener of [...this.listeners]) listener(glance);
      await Promise.all(glance.replicaSets.map((replicaSet) => this.play(replicaSet)));
      await wait(EVERY);
    }
  }

  private async glance(): Promise<Glance> {
    const [rollouts, replicaSets, services, virtualServices, httpRoutes, ingresses] = await Promise.all([
      this.cluster.list<Glance['rollouts'][number]>('apis/argoproj.io/v1alpha1', 'rollouts'),
      this.cluster.list<ObservedReplicaSet>('apis/apps/v1', 'replicasets'),
      this.cluster.list<Glance['services'][number]>('api/v1', 'services'),
      this.cluster.list<Glance['virtualServices'][number]>('apis/networking.istio.io/v1', 'virtualservices'),
      this.cluster.list<Glance['httpRoutes'][number]>('apis/gateway.networking.k8s.io/v1', 'httproutes'),
      this.cluster.list<Glance['ingresses'][number]>('apis/networking.k8s.io/v1', 'ingresses'),
    ]);
    return { rollouts, replicaSets, services, virtualServices, httpRoutes, ingresses };
  }

  private async play(replicaSet: ObservedReplicaSet): Promise<void> {
    const { metadata, spec, status } = replicaSet;
    if (status?.observedGeneration === metadata.generation && status?.replicas === spec.replicas) return;
    const ready = this.isReady(replicaSet) ? spec.replicas : 0;
    await this.cluster.reportPods(metadata.namespace, metadata.name, {
      replicas: spec.replicas,
      readyReplicas: ready,
      availableReplicas: ready,
      observedGeneration: metadata.generation,
    });
  }
}
