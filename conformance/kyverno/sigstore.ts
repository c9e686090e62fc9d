import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SigstoreRoots } from '../../lib/systems/kyverno';
import { builtOnce } from '../cache';
import { mustRun, tryFindProgram } from '../command';
import { Absent } from '../engine';
import { type Claims } from './tokens';

export const FULCIO = '1.8.8';

/** A signature that somebody with such a token makes. */
export interface Order {
  /** Image by digest. */
  readonly image: string;
  readonly claims: Claims;
  readonly predicateType: string;
  readonly predicate: object;
}

/** Stands in a policy for the address on loopback, which is plain HTTP and therefore no mirror to our model. */
const MIRROR = 'https://tuf.localhost';

/** A Sigstore for one call: Fulcio's own code certifies, the signatures are logged, and TUF hands out the keys. */
export class ThrowawaySigstore {
  /** Makes all signatures, and serves the TUF repository until stopped. */
  public static async of(folder: string, orders: readonly Order[]): Promise<ThrowawaySigstore> {
    const module = join(__dirname, 'keyless');
    const built = await builtOnce(`keyless-${FULCIO}`, { module, programs: { keyless: '.' } });
    const config = join(await sourceOfFulcio(module), 'config', 'identity', 'config.yaml');
    const repository = join(folder, 'tuf');
    await mustRun(join(built, 'keyless'), [config, repository], { input: JSON.stringify(orders), timeout: 60 });
    const server = createServer((request, response) => {
      try {
        response.end(readFileSync(join(repository, new URL(request.url ?? '/', 'http://loopback').pathname)));
      } catch {
        response.writeHead(404).end();
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ThrowawaySigstore(server, readFileSync(join(repository, 'root.json'), 'utf8'));
  }

  private constructor(
    private readonly server: Server,
    private readonly root: string,
  ) {}

  public get roots(): SigstoreRoots {
    return SigstoreRoots.tuf({ mirror: MIRROR, root: this.root });
  }

  /** A policy's text with the address at which the TUF repository really is. */
  public reachable(policy: string): string {
    return policy.replaceAll(MIRROR, `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`);
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** Where Go keeps the source of Fulcio; beside it lies how the public one reads the tokens of each issuer. */
async function sourceOfFulcio(module: string): Promise<string> {
  const go = tryFindProgram('go');
  if (go === undefined) throw new Absent('go is not on the PATH');
  const said = await mustRun(go, ['mod', 'download', '-json', 'github.com/sigstore/fulcio'], { cwd: module });
  return (JSON.parse(said) as { Dir: string }).Dir;
}
