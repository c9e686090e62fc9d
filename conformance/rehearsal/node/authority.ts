import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeOnce } from '../../cache';
import { mustRun } from '../../command';
import { nodePackages } from './packages';

/** Paths of a certificate and its key. */
export interface Issued {
  readonly certificate: string;
  readonly key: string;
}

export interface Subject {
  /** The common name: a host, or the user that a client is. */
  readonly name: string;
  /** The groups of a client. @default - none */
  readonly groups?: readonly string[];
  /** Host names and IP addresses that a server answers as. @default - none, it is a client */
  readonly hosts?: readonly string[];
}

/** A throwaway certificate authority. */
export class Authority {
  /** The company's authority: made once, so that images which trust it can be made before a node runs. */
  public static async once(): Promise<Authority> {
    return new Authority(await madeOnce('rehearsal-authority', [], makeAuthority));
  }

  /** An authority that only one node knows. */
  public static async make(folder: string): Promise<Authority> {
    mkdirSync(folder);
    await makeAuthority(folder);
    return new Authority(folder);
  }

  private constructor(private readonly folder: string) {}

  /** Path of the authority's own certificate. */
  public get certificate(): string {
    return join(this.folder, 'ca.pem');
  }

  /** Issues a certificate into a folder, as files named after its subject. */
  public async issue(folder: string, { name, groups = [], hosts = [] }: Subject): Promise<Issued> {
    const base = join(folder, name.replaceAll(/[^a-z0-9.-]/g, '-'));
    const [certificate, key, config] = [`${base}.pem`, `${base}.key`, `${base}.conf`];
    const names = hosts.map((host) => (/^[0-9.]+$/.test(host) ? `IP:${host}` : `DNS:${host}`));
    const leaf = ['basicConstraints = critical, CA:FALSE', 'keyUsage = critical, digitalSignature'];
    const usage = names.length === 0 ? ['clientAuth'] : ['serverAuth', 'clientAuth'];
    leaf.push(`extendedKeyUsage = ${usage.join(', ')}`);
    if (names.length > 0) leaf.push(`subjectAltName = ${names.join(', ')}`);
    const subject = [`CN = ${name}`, ...groups.map((group, at) => `${String(at)}.O = ${group}`)];
    writeFileSync(config, request(subject, leaf));
    const signer = ['-CA', this.certificate, '-CAkey', join(this.folder, 'ca.key')];
    await openssl(config, [...signer, '-keyout', key, '-out', certificate]);
    return { certificate, key };
  }
}

/** The text of a certificate, for places that want the text. */
export const pemOf = (path: string): string => readFileSync(path, 'utf8');

const SELF_MADE = [
  ...['req', '-x509', '-batch', '-days', '3650', '-noenc'],
  ...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
];

async function makeAuthority(folder: string): Promise<void> {
  const config = join(folder, 'ca.conf');
  const extensions = ['basicConstraints = critical, CA:TRUE', 'keyUsage = critical, keyCertSign, cRLSign'];
  writeFileSync(config, request(['CN = Rehearsal authority'], [...extensions, 'subjectKeyIdentifier = hash']));
  await openssl(config, ['-keyout', join(folder, 'ca.key'), '-out', join(folder, 'ca.pem')]);
}

async function openssl(config: string, args: readonly string[]): Promise<void> {
  const { env } = await nodePackages();
  await mustRun('openssl', [...SELF_MADE, '-config', config, ...args], { env });
}

/** OpenSSL's configuration of one request; its section of extensions replaces the default one. */
function request(subject: readonly string[], extensions: readonly string[]): string {
  const head = ['[req]', 'prompt = no', 'distinguished_name = subject', 'x509_extensions = extensions'];
  return [...head, '[subject]', ...subject, '[extensions]', ...extensions, ''].join('\n');
}
