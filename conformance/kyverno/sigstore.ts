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

const MODULE = join(__dirname, 'keyless');

/** Builds the program that is a Sigstore once: for one call, or as a server. */
export async function throwawaySigstore(): Promise<string> {
  return join(await builtOnce(`keyless-${FULCIO}`, { module: MODULE, programs: { keyless: '.' } }), 'keyless');
}

/** A Sigstore for one call: Fulcio's own code certifies, the signatures are logged, and TUF hands out the keys. */
export class ThrowawaySigstore {
  /** Makes all signatures, and serves the TUF repository until stopped. */
  public static async of(folder: string, orders: readonly Order[]): Promise<ThrowawaySigstore> {
    const program = await throwawaySigstore();
    const config = join(await sourceOfFulcio(MODULE), 'config', 'identity', 'config.yaml');
    const repository = join(folder, 'tuf');
    await mustRun(program, [config, repository], { input: JSON.stringify(orders), timeout: 60 });
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
