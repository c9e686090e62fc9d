import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CLUSTER_DOMAIN, DNS, FIRST_HOST } from './addresses';
import { hostsOf } from './furnish';
import { type Ground, kubeconfigFor, serve } from './ground';

/** The DNS of the cluster and of the node: Services, and hosts that are added by hand. */
export class NameServer {
  /** Starts CoreDNS; its role in the API server must be there. */
  public static async start(ground: Ground): Promise<NameServer> {
    const { folder } = ground;
    const kubeconfig = await kubeconfigFor(ground, { name: NameServer.user });
    const config = join(folder, 'Corefile');
    writeFileSync(
      config,
      [
        '.:53 {',
        `  bind ${DNS.address}`,
        '  errors',
        `  hosts ${hostsOf(folder)} {\n    reload 100ms\n    ttl 5\n    fallthrough\n  }`,
        `  kubernetes ${CLUSTER_DOMAIN} {\n    kubeconfig ${kubeconfig}\n    ttl 5\n  }`,
        '}\n',
      ].join('\n'),
    );
    const server = new NameServer(ground);
    const ready = () => server.knows(`kubernetes.default.svc.${CLUSTER_DOMAIN}`);
    await serve(ground, 'coredns', ['-conf', config], ready);
    return server;
  }

  /** The user that CoreDNS is to the API server. */
  public static readonly user = 'system:coredns';

  private hosts = FIRST_HOST;

  private constructor(private readonly ground: Ground) {}

  /** Gives a host an address on the node, its own one by default, and returns the address when the name resolves. */
  public async add(name: string, given?: string): Promise<string> {
    const address = given ?? (await this.nextAddress());
    const file = hostsOf(this.ground.folder);
    writeFileSync(file, `${readFileSync(file, 'utf8')}${address} ${name}\n`); // in place: the file is mounted
    const deadline = performance.now() + 10_000;
    while (!(await this.knows(name))) {
      if (performance.now() > deadline) throw new Error(`the cluster's DNS does not answer for ${name}`);
      await wait(50);
    }
    return address;
  }

  private async nextAddress(): Promise<string> {
    const address = `10.99.0.${String(this.hosts++)}`;
    const { code, stderr } = await this.ground.enclosure.run('busybox', [
      'ip',
      'addr',
      'add',
      `${address}/32`,
      'dev',
      'lo',
    ]);
    if (code !== 0) throw new Error(`${address} cannot be added: ${stderr.trim()}`);
    return address;
  }

  private async knows(name: string): Promise<boolean> {
    return (await this.ground.enclosure.run('busybox', ['nslookup', '-type=a', name, DNS.address])).code === 0;
  }
}
