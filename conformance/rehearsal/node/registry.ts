import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REGISTRY } from './addresses';
import { type Ground, answers, serve } from './ground';
import { type Image } from './image';
import { fillStorage } from './registry-storage';

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
    return new Registry(storage);
  }

  /** How images are named: `registry.rehearsal.internal`, on port 443. */
  public readonly host = REGISTRY.host;

  private readonly filled = new Set<string>();

  private constructor(private readonly storage: string) {}

  /** Has an image from then on. */
  public fill(image: Image): void {
    if (this.filled.has(image.name)) return;
    fillStorage(this.storage, image);
    this.filled.add(image.name);
  }
}
