import { type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type CommandOptions, type Finished } from '../../command';
import { type Daemon, type DaemonOptions } from '../../daemon';
import { API_SERVER, NODE, REGISTRY } from './addresses';
import { Authority, type Issued } from './authority';
import { ISSUER, auditLogOf, startApiServer, startControllers } from './control-plane';
import { NameServer } from './dns';
import { Door, type Question, type Reply } from './door';
import { Enclosure } from './enclosure';
import { Footprint } from './footprint';
import { furnish } from './furnish';
import { Guard } from './guard';
import { type Ground, kubeconfigFor } from './ground';
import { type Image, imageOnce } from './image';
import { demandNetwork } from './kernel';
import { Inventory } from './inventory';
import { baseObjects } from './objects';
import { demandPrivileges } from './privileges';
import { type NodePrograms, nodePrograms } from './programs';
import { Registry } from './registry';
import { startContainerd, startKubelet } from './worker';

export interface NodeOptions {
  /** Images that the registry holds from the start. @default - none */
  readonly images?: readonly Image[];
}

/** The image that holds a pod's namespaces. */
const SANDBOX = 'library/pause:1';

/**
 * A real Kubernetes cluster of one node, with a registry, in namespaces of its own: no route leads out of it, and nothing
 * of it stays when it is stopped or this process is told to end. A crash leaves a folder and a cgroup, which the next
 * start removes. Several can run beside each other.
 */
export class Node {
  /** Starts a node, in less than a minute when its programs are built. Throws `Absent` where this machine cannot run one. */
  public static async start(options: NodeOptions = {}): Promise<Node> {
    await demandPrivileges();
    const programs = await nodePrograms();
    await demandNetwork(programs.env);
    const company = await Authority.once();
    const before = await Inventory.take(programs.env);
    const footprint = Footprint.make();
    const guard = new Guard(footprint);
    try {
      const ground = await enclose(footprint, programs, company);
      const admin = await ground.clients.issue(footprint.folder, ADMIN);
      const node = new Node(ground, footprint, guard, before, admin, await kubeconfigFor(ground, ADMIN));
      await node.boot(options.images ?? []);
      return node;
    } catch (error) {
      footprint.remove();
      guard.release();
      throw error;
    }
  }

  /** The address under which the API server issues tokens and shows the keys to verify them, to everybody. */
  public readonly issuer = ISSUER;

  private started: { readonly registry: Registry; readonly names: NameServer } | undefined;

  private constructor(
    private readonly ground: Ground,
    private readonly footprint: Footprint,
    private readonly guard: Guard,
    private readonly before: Inventory,
    private readonly admin: Issued,
    /** Path of a kubeconfig of an administrator, for programs inside. */
    public readonly kubeconfig: string,
  ) {}

  /** Holds every file of the node, and is gone with it; the same path inside and outside. */
  public get folder(): string {
    return this.footprint.folder;
  }

  /** Path of the certificate that all servers inside are trusted by. */
  public get authority(): string {
    return this.ground.company.certificate;
  }

  /** Path of the API server's log of all changes, one JSON object a line. */
  public get auditLog(): string {
    return auditLogOf(this.folder);
  }

  public get registry(): Registry {
    return this.parts.registry;
  }

  /** Makes a name resolve in pods and on the node; without an address it gets one of its own on the node, and returns it. */
  public addHost(name: string, address?: string): Promise<string> {
    return this.parts.names.add(name, address);
  }

  /** Issues a server's certificate for a host, trusted by all who trust the company's authority. */
  public certificate(host: string): Promise<Issued> {
    return this.ground.company.issue(this.folder, { name: host, hosts: [host] });
  }

  /** Runs a program on the node to its end. */
  public enter(program: string, args: readonly string[], options?: CommandOptions): Promise<Finished> {
    return this.ground.enclosure.run(program, args, options);
  }

  /** Starts a server program on the node, which ends with the node at the latest. */
  public daemon(program: string, args: readonly string[], options: DaemonOptions): Promise<Daemon> {
    return this.ground.enclosure.daemon(program, args, options);
  }

  /** Starts a program on the node and returns at once, to read what it prints as it comes. */
  public spawn(program: string, args: readonly string[]): ChildProcess {
    return this.ground.enclosure.spawn(program, args);
  }

  /** Runs kubectl as an administrator; a refusal is an answer. */
  public tryKubectl(args: readonly string[], options?: CommandOptions): Promise<Finished> {
    return this.enter('kubectl', ['--kubeconfig', this.kubeconfig, ...args], options);
  }

  /** Runs kubectl as an administrator, which must succeed, and returns what it printed. */
  public async kubectl(args: readonly string[], options?: CommandOptions): Promise<string> {
    const { code, stdout, stderr } = await this.tryKubectl(args, options);
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: exit ${String(code)}\n${stderr.trim()}`);
    return stdout;
  }

  /** Applies documents of YAML or JSON, with strict fields. */
  public async apply(text: string): Promise<void> {
    await this.kubectl(['apply', '--server-side', '--validate=strict', '--filename', '-'], { input: text });
  }

  /** Asks a server inside: a pod's Service by its name, a host that was added, or the node itself. */
  public request(question: Question): Promise<Reply> {
    return this.ground.door.request(question);
  }

  /** Asks the API server as an administrator. */
  public api(path: string, question: Omit<Question, 'url' | 'client'> = {}): Promise<Reply> {
    return this.request({ ...question, url: `https://${API_SERVER}${path}`, client: this.admin });
  }

  /** Ends everything; throws when anything of the node is still to be seen on the machine. */
  public async stop(): Promise<void> {
    const left = this.footprint.remove();
    this.guard.release();
    const now = await Inventory.take(this.ground.programs.env);
    const found = [...left, ...now.since(this.before)];
    if (found.length > 0) throw new Error(`the node left behind:\n${found.join('\n')}`);
  }

  private get parts(): { readonly registry: Registry; readonly names: NameServer } {
    if (this.started === undefined) throw new Error('the node is not ready yet');
    return this.started;
  }

  private async boot(images: readonly Image[]): Promise<void> {
    const { ground } = this;
    const layers = [{ files: { pause: ground.programs.pause } }];
    const sandbox = await imageOnce({ name: SANDBOX, layers, entrypoint: ['/pause'] });
    const [names, registry] = await Promise.all([
      this.bootCluster(),
      startRegistry(ground, [sandbox, ...images]),
      startContainerd(ground, `${REGISTRY.host}/${SANDBOX}`),
    ]);
    await startKubelet(ground, this.footprint.cgroup);
    await this.untilReady();
    this.started = { names, registry };
  }

  private async bootCluster(): Promise<NameServer> {
    await startApiServer(this.ground, () => this.isServing());
    const [names] = await Promise.all([this.bootNames(), startControllers(this.ground)]);
    return names;
  }

  private async bootNames(): Promise<NameServer> {
    await this.apply(baseObjects(this.folder));
    return NameServer.start(this.ground);
  }

  /** The start hooks are done, which make the usual roles and the usual namespaces. */
  private async isServing(): Promise<boolean> {
    const answers = await Promise.all(['/readyz', '/api/v1/namespaces/default'].map((path) => this.api(path)));
    return answers.every(({ status }) => status === 200);
  }

  /** Ready to run a pod of the default account. */
  private async untilReady(): Promise<void> {
    const deadline = performance.now() + 120_000;
    while (!(await this.isReady())) {
      if (performance.now() > deadline) throw new Error(`the node is not ready:\n${await this.describe()}`);
      await wait(100);
    }
  }

  private async isReady(): Promise<boolean> {
    const account = await this.api('/api/v1/namespaces/default/serviceaccounts/default');
    const { status, body } = await this.api(`/api/v1/nodes/${NODE.name}`);
    if (account.status !== 200 || status !== 200) return false;
    const node = JSON.parse(body) as { status: { conditions?: readonly { type: string; status: string }[] } };
    return node.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
  }

  private async describe(): Promise<string> {
    return (await this.tryKubectl(['describe', 'nodes'])).stdout;
  }
}

const ADMIN = { name: 'administrator', groups: ['system:masters'] };

/** Opens the namespaces and puts into them what all programs of the node stand on. */
async function enclose(footprint: Footprint, programs: NodePrograms, company: Authority): Promise<Ground> {
  const { folder } = footprint;
  const trust = { SSL_CERT_FILE: company.certificate, GIT_SSL_CAINFO: company.certificate };
  const enclosure = await Enclosure.open(folder, programs.hold, { ...programs.env, ...trust });
  footprint.hold(enclosure.holder);
  await furnish(enclosure, folder);
  const clients = await Authority.make(join(folder, 'clients'));
  return { folder, enclosure, door: new Door(enclosure.door, company.certificate), programs, company, clients };
}

async function startRegistry(ground: Ground, images: readonly Image[]): Promise<Registry> {
  const registry = await Registry.start(ground);
  for (const image of images) registry.fill(image);
  return registry;
}
