import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DaemonOptions } from '../../daemon';
import { type Authority, type Issued, type Subject, pemOf } from './authority';
import { API_SERVER } from './addresses';
import { type Door } from './door';
import { type Enclosure } from './enclosure';
import { type NodePrograms } from './programs';

/** What every part of the node stands on. */
export interface Ground {
  /** Holds every file of the node; the same path inside and outside. */
  readonly folder: string;
  readonly enclosure: Enclosure;
  readonly door: Door;
  readonly programs: NodePrograms;
  /** The company's authority, which servers are trusted by. */
  readonly company: Authority;
  /** The cluster's own authority, which clients of the API server are known by. */
  readonly clients: Authority;
}

/** Starts a server program of the node, with its log in the node's folder. */
export async function serve(
  { enclosure, folder }: Ground,
  program: string,
  args: readonly string[],
  ready: DaemonOptions['ready'],
): Promise<void> {
  await enclosure.daemon(program, args, { log: join(folder, `${program}.log`), ready, within: 120 });
}

/** Readiness of a server: it answers a URL with 200. */
export const answers =
  ({ door }: Ground, url: string) =>
  async (): Promise<boolean> =>
    (await door.request({ url, timeout: 5 })).status === 200;

/** Issues a client's certificate and writes its kubeconfig; returns the path of the latter. */
export async function kubeconfigFor({ folder, clients, company }: Ground, subject: Subject): Promise<string> {
  const issued = await clients.issue(folder, subject);
  const path = `${issued.certificate.slice(0, -'.pem'.length)}.kubeconfig`;
  writeFileSync(path, kubeconfig(subject.name, issued, company), { mode: 0o600 });
  return path;
}

function kubeconfig(user: string, { certificate, key }: Issued, company: Authority): string {
  const data = (path: string) => Buffer.from(pemOf(path)).toString('base64');
  const cluster = { server: `https://${API_SERVER}`, 'certificate-authority-data': data(company.certificate) };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'rehearsal', cluster }],
    users: [{ name: user, user: { 'client-certificate-data': data(certificate), 'client-key-data': data(key) } }],
    contexts: [{ name: 'rehearsal', context: { cluster: 'rehearsal', user } }],
    'current-context': 'rehearsal',
  });
}

/** Folder of volume plugins, of which there are none. */
export const pluginsOf = (folder: string): string => join(folder, 'volume-plugins');
