import { join } from 'node:path';
import { builtOnce } from '../cache';
import { mustRun } from '../command';
import { Daemon, freePort } from '../daemon';

export const COSIGN = '3.1.2';

/** Builds cosign, and a registry that knows what belongs to an image, once. */
export async function signingPrograms(): Promise<{ readonly registry: string; readonly cosign: string }> {
  const folder = await builtOnce(`cosign-${COSIGN}`, {
    module: join(__dirname, 'signing'),
    programs: { registry: '.', cosign: 'github.com/sigstore/cosign/v3/cmd/cosign' },
  });
  return { registry: join(folder, 'registry'), cosign: join(folder, 'cosign') };
}

/** A registry on loopback, with images made on the fly and the command that signs them. */
export class SigningRegistry {
  public static async start(folder: string): Promise<SigningRegistry> {
    const { registry: program, cosign } = await signingPrograms();
    const host = `127.0.0.1:${String(await freePort())}`;
    const ready = async () => (await fetch(`http://${host}/v2/`)).ok;
    const daemon = await Daemon.start(program, ['serve', host], { log: join(folder, 'registry.log'), ready });
    return new SigningRegistry(host, program, cosign, folder, daemon);
  }

  private constructor(
    public readonly host: string,
    private readonly program: string,
    private readonly cosign: string,
    private readonly folder: string,
    private readonly daemon: Daemon,
  ) {}

  /** Pushes an image and returns its digest; other tags have other contents. */
  public async push(path: string, tag: string): Promise<string> {
    return (await mustRun(this.program, ['push', `${this.host}/${path}:${tag}`, `${path}:${tag}`])).trim();
  }

  /** Makes a key pair: files `name.key` and `name.pub` in the folder. */
  public async makeKey(name: string): Promise<void> {
    await this.run(['generate-key-pair', '--output-key-prefix', name]);
  }

  /** Signs an image as cosign 3 does, in a bundle; or the old way, beside the image under a tag made of its digest. */
  public async sign(image: string, key: string, form: 'bundle' | 'legacy' = 'bundle'): Promise<void> {
    const bundle = `--new-bundle-format=${String(form === 'bundle')}`;
    await this.run(['sign', '--yes', '--key', `${key}.key`, ...OFFLINE, bundle, image]);
  }

  /** Attests a statement of a type about an image. */
  public async attest(image: string, key: string, type: string, predicate: string): Promise<void> {
    const what = ['--type', type, '--predicate', predicate];
    await this.run(['attest', '--yes', '--key', `${key}.key`, ...OFFLINE, '--new-bundle-format=true', ...what, image]);
  }

  public async stop(): Promise<void> {
    await this.daemon.stop();
  }

  private async run(args: readonly string[]): Promise<void> {
    await mustRun(this.cosign, args, { cwd: this.folder, env: { COSIGN_PASSWORD: '' }, timeout: 60 });
  }
}

const OFFLINE = ['--use-signing-config=false', '--tlog-upload=false'];
