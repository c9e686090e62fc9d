import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REGISTRY } from './addresses';
import { type Ground, answers, serve } from './ground';
import { type Image } from './image';

/** The team's private registry, under one name for pods and for the node, over TLS of the company's authority. */
export class Registry {
  public static async start(ground: Ground): Promise<Registry> {
    const { folder, company } = ground;
    const { certificate, key } = await company.issue(folder, { name: REGISTRY.host, hosts: [REGISTRY.host] });
    const [config, storage] = [join(folder, 'registry.json'), join(folder, 'registry')];
    mkdirSync(storage);
    const settings = {
      version: 0.1,
      log: { level: 'warn', accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: storage }, delete: { enabled: true } },
      http: { addr: `${REGISTRY.address}:443`, tls: { certificate, key } },
    };
    writeFileSync(config, JSON.stringify(settings)); // YAML takes JSON as it is
    await serve(ground, 'docker-registry', ['serve', config], answers(ground, `https://${REGISTRY.host}/v2/`));
    return new Registry(ground);
  }

  /** How images are named: `registry.rehearsal.internal`, on port 443. */
  public readonly host = REGISTRY.host;

  private readonly pushed = new Map<string, string>();

  private constructor(private readonly ground: Ground) {}

  /** Digests of what was pushed from here, by the name it was pushed as. */
  public get digests(): ReadonlyMap<string, string> {
    return this.pushed;
  }

  /** Pushes an image and returns its digest. */
  public async push({ archive, name }: Image): Promise<string> {
    const { code, stdout, stderr } = await this.ground.enclosure.run('push', [archive, `${this.host}/${name}`]);
    if (code !== 0) throw new Error(`${name} cannot be pushed: ${stderr.trim()}`);
    const digest = stdout.trim();
    this.pushed.set(name, digest);
    return digest;
  }
}
