import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Daemon } from '../../daemon';
import { throwawaySigstore } from '../../kyverno/sigstore';
import { type Node } from '../node/node';

const HOST = 'sigstore.rehearsal.internal';

/** The audience of the tokens that signers show. */
const AUDIENCE = 'sigstore';

/**
 * A Sigstore of the company's own, on one host of the node: Fulcio's own service, which trusts the tokens of the cluster,
 * a log of certificates, a log of signatures, and a TUF mirror of the keys. Its logs keep nothing: every entry is proven
 * as the only one of its tree.
 */
export class Sigstore {
  public static async start(node: Node): Promise<Sigstore> {
    const [program, address] = [await throwawaySigstore(), await node.addHost(HOST)];
    const [folder, config] = [join(node.folder, 'sigstore'), join(node.folder, 'fulcio.json')];
    mkdirSync(folder);
    const issuer = { IssuerURL: node.issuer, ClientID: AUDIENCE, Type: 'kubernetes' };
    writeFileSync(config, JSON.stringify({ OIDCIssuers: { [node.issuer]: issuer } }));
    const { certificate, key } = await node.certificate(HOST);
    const daemon = await node.daemon(program, ['serve', config, folder, `${address}:443`, certificate, key], {
      log: join(node.folder, 'sigstore.log'),
      ready: async () => (await node.request({ url: `https://${HOST}/root.json` })).status === 200,
    });
    return new Sigstore(folder, daemon);
  }

  /** The address of Fulcio, of Rekor, and of the TUF mirror. */
  public readonly url = `https://${HOST}`;

  private constructor(
    private readonly folder: string,
    private readonly daemon: Daemon,
  ) {}

  /** What a verifier trusts to begin with: the first root of the TUF repository. */
  public get tufRoot(): string {
    return readFileSync(join(this.folder, 'tuf', 'root.json'), 'utf8');
  }

  /** What cosign takes as `--trusted-root`: whose certificates and logs to believe. */
  public get trustedRoot(): string {
    return readFileSync(join(this.folder, 'trusted_root.json'), 'utf8');
  }

  /** What cosign takes as `--signing-config`: whom to ask for a certificate, and where to log. */
  public get signingConfig(): string {
    const since = { start: '2020-01-01T00:00:00Z' };
    const service = { url: this.url, majorApiVersion: 1, validFor: since, operator: 'rehearsal' };
    return JSON.stringify({
      mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
      caUrls: [service],
      rekorTlogUrls: [service],
      rekorTlogConfig: { selector: 'ANY' },
    });
  }

  /** Ends it: from then on nobody gets a certificate. */
  public stop(): Promise<void> {
    return this.daemon.stop();
  }
}
