import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Finished, run } from '../command';
import { type Mirror } from './mirror';

/** The parts of a synthesized stack that must be read to run it somewhere else. */
interface Stack {
  readonly provider?: { readonly aws?: readonly AwsProvider[] };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Resource>>>>;
}
interface AwsProvider {
  readonly alias?: string;
  readonly allowed_account_ids?: readonly string[];
}
interface Located {
  readonly type: string;
  readonly id: string;
  readonly resource: Resource;
}
interface Resource {
  readonly lifecycle?: { readonly prevent_destroy?: boolean };
}

const SERVICES = [
  'cloudwatchlogs',
  'dynamodb',
  'ecr',
  'ecrpublic',
  'events',
  'iam',
  'kms',
  's3',
  'sns',
  'sqs',
  'ssm',
  'sts',
];

/** A copy of one stack, with the settings beside it that make it run against a stand-in for AWS. The stack itself stays as it is. */
export class Workspace {
  public readonly name: string;
  private readonly stack: Stack;
  private readonly env: Readonly<Record<string, string>>;

  public constructor(source: string, parent: string, mirror: Mirror | undefined) {
    this.name = basename(source);
    this.folder = join(parent, this.name);
    this.env = { CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_CLI_CONFIG_FILE: join(parent, 'terraform.rc') };
    this.stack = JSON.parse(readFileSync(join(source, 'cdk.tf.json'), 'utf8')) as Stack;
    mkdirSync(this.folder, { recursive: true });
    cpSync(source, this.folder, { recursive: true });
    writeFileSync(this.env.TF_CLI_CONFIG_FILE ?? '', cliConfig(mirror));
    this.override('terraform', { terraform: { backend: { local: { path: 'judged.tfstate' } }, ...pinned(mirror) } });
  }

  private readonly folder: string;

  /** The account that the stack is meant for, as far as it says so. */
  public get account(): string | undefined {
    return this.stack.provider?.aws?.flatMap((provider) => provider.allowed_account_ids ?? [])[0];
  }

  /** Points every AWS provider at a stand-in. */
  public useEndpoint(url: string): void {
    const settings = {
      access_key: 'testing',
      secret_key: 'testing',
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
      s3_use_path_style: true,
      endpoints: [Object.fromEntries(SERVICES.map((service) => [service, url]))],
    };
    const providers = this.stack.provider?.aws ?? [{}];
    this.override('endpoints', {
      provider: { aws: providers.map(({ alias }) => ({ ...(alias !== undefined && { alias }), ...settings })) },
    });
  }

  /** Lifts the protection from protected resources; without it they are not destroyed here either. */
  public allowDestroy(): void {
    this.overrideResources('destroy', ({ resource }) => resource.lifecycle?.prevent_destroy === true, {
      lifecycle: { prevent_destroy: false },
    });
  }

  /** Keeps resources of some types from being made, and says how many: the stand-in has no such thing. */
  public leaveOut(types: readonly string[]): number {
    return this.overrideResources('left-out', ({ type }) => types.includes(type), { count: 0 });
  }

  private overrideResources(name: string, which: (one: Located) => boolean, content: object): number {
    const chosen = Object.entries(this.stack.resource ?? {})
      .flatMap(([type, named]) => Object.entries(named).map(([id, resource]) => ({ type, id, resource })))
      .filter(which);
    const resource: Record<string, Record<string, object>> = {};
    for (const { type, id } of chosen) resource[type] = { ...resource[type], [id]: content };
    if (chosen.length > 0) this.override(name, { resource });
    return chosen.length;
  }

  public terraform(...args: readonly string[]): Promise<Finished> {
    return run('terraform', args, { cwd: this.folder, env: this.env, timeout: 600 });
  }

  private override(name: string, content: object): void {
    writeFileSync(join(this.folder, `${name}_override.tf.json`), JSON.stringify(content, null, 2));
  }
}

function cliConfig(mirror: Mirror | undefined): string {
  if (mirror === undefined) return '';
  return `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror.folder)}\n  }\n}\n`;
}

/** A mirror may hold another provider than the one that the stack asks for: what is there judges. */
function pinned(mirror: Mirror | undefined): object {
  return mirror === undefined ? {} : { required_providers: { aws: { source: 'hashicorp/aws', version: mirror.aws } } };
}
