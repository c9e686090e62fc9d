import { groupOf, type KubernetesObject, type Manifest } from '../output';
import { type Answer, type Api, messageOf } from './api';

interface Served {
  readonly resources: readonly { readonly name: string; readonly kind: string; readonly namespaced: boolean }[];
}

/** Sends manifests to an API server, each as the text it is. */
export class Submission {
  private readonly served = new Map<string, Promise<Served | undefined>>();

  public constructor(private readonly api: Api) {}

  /** Lets the server judge a manifest without keeping it; returns what it refuses or warns of. */
  public async judge({ object, text }: Pick<Manifest, 'object' | 'text'>): Promise<readonly string[]> {
    const path = await this.collection(object);
    if (path === undefined) return [`the server serves no ${object.apiVersion} ${object.kind}`];
    const query = 'dryRun=All&fieldValidation=Strict&fieldManager=conformance';
    const answer = await this.api.call({ method: 'POST', path: `${path}?${query}`, body: text });
    return [
      ...(answer.status === 201 ? [] : [messageOf(answer)]),
      ...answer.warnings.map((text) => `warning: ${text}`),
    ];
  }

  /** Really makes a manifest true, as a GitOps controller does: what others have written into other fields stays. */
  public async apply({ object, text }: Pick<Manifest, 'object' | 'text'>): Promise<void> {
    const { kind, metadata } = object;
    const path = `${(await this.collection(object)) ?? ''}/${metadata.name ?? ''}?fieldManager=conformance&force=true`;
    const answer = await this.api.call({ method: 'PATCH', path, body: text, type: 'application/apply-patch+yaml' });
    if (answer.status >= 400) throw new Error(`${kind} ${metadata.name ?? ''}: ${messageOf(answer)}`);
  }

  /** Really makes the namespaces of an environment: as their documents say, or bare where only a name is used. */
  public async makeNamespaces(manifests: readonly Manifest[]): Promise<void> {
    const documents = manifests.filter((one) => one.object.kind === 'Namespace' && groupOf(one) === '');
    const texts = new Map(documents.map(({ object, text }) => [object.metadata.name ?? '', text]));
    for (const { object } of manifests) {
      const { namespace } = object.metadata;
      if (namespace === undefined || texts.has(namespace)) continue;
      texts.set(namespace, JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }));
    }
    for (const [name, body] of texts) {
      const path = `/api/v1/namespaces/${name}?fieldManager=conformance&force=true`;
      const answer = await this.api.call({ method: 'PATCH', path, body, type: 'application/apply-patch+yaml' });
      // A namespace that the server refuses is reported where its document is judged.
      if (answer.status >= 500) throw new Error(`namespace ${name}: ${messageOf(answer)}`);
    }
  }

  private async collection({ apiVersion, kind, metadata }: KubernetesObject): Promise<string | undefined> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const found = (await this.discover(root))?.resources.find((one) => one.kind === kind && !one.name.includes('/'));
    if (found === undefined) return undefined;
    return found.namespaced
      ? `${root}/namespaces/${metadata.namespace ?? 'default'}/${found.name}`
      : `${root}/${found.name}`;
  }

  private discover(root: string): Promise<Served | undefined> {
    const known = this.served.get(root);
    if (known !== undefined) return known;
    const asked = this.api.call({ method: 'GET', path: root }).then(readServed);
    this.served.set(root, asked);
    return asked;
  }
}

function readServed(answer: Answer): Served | undefined {
  return answer.status === 200 ? (JSON.parse(answer.body) as Served) : undefined;
}
