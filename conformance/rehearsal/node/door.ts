import { readFileSync } from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import { type Socket, isIP } from 'node:net';
import { connect } from 'node:tls';
import { type Issued } from './authority';

export interface Question {
  /** @default GET */
  readonly method?: string;
  /** Its host may be any name that the cluster's DNS knows. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** The certificate that the client shows. @default - none */
  readonly client?: Issued;
  /** Seconds until the answer must be there. @default 30 */
  readonly timeout?: number;
}

export interface Reply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** The way into the node's network for a program outside: HTTP through the proxy that listens on a Unix socket. */
export class Door {
  public constructor(
    private readonly socketPath: string,
    /** Path of the certificate that servers inside are trusted by. */
    private readonly authority: string,
  ) {}

  /** Asks a server inside. */
  public async request(question: Question): Promise<Reply> {
    const { url, method = 'GET', headers, body, client, timeout = 30 } = question;
    const { protocol, hostname, port, host } = new URL(url);
    const secure = protocol === 'https:';
    const inner = await this.tunnel(`${hostname}:${port === '' ? (secure ? '443' : '80') : port}`);
    const connection = secure
      ? connect({ socket: inner, host: hostname, ...nameOf(hostname), ...this.trust(client) })
      : inner;
    const options = { method, headers: { host, ...headers }, createConnection: () => connection };
    return new Promise((resolve, reject) => {
      // A TLS socket that fails before HTTP is spoken tells only itself.
      connection.on('error', reject);
      const sent = (secure ? https : http).request(url, options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => {
          connection.destroy();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      });
      sent.setTimeout(timeout * 1000, () => sent.destroy(new Error(`${url}: no answer in ${String(timeout)} s`)));
      sent.on('error', reject);
      sent.end(body);
    });
  }

  private trust(client: Issued | undefined): object {
    const ca = readFileSync(this.authority);
    return client === undefined
      ? { ca }
      : { ca, cert: readFileSync(client.certificate), key: readFileSync(client.key) };
  }

  private tunnel(target: string): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const asked = http.request({ socketPath: this.socketPath, method: 'CONNECT', path: target, agent: false });
      asked.on('error', reject);
      asked.on('connect', (answer, socket: Socket, head) => {
        if (answer.statusCode === 200) resolve(socket);
        else {
          socket.destroy();
          reject(new Error(`${target}: ${head.toString('utf8').trim()}`));
        }
      });
      asked.end();
    });
  }
}

/** An address is no name that a server could choose its certificate by. */
const nameOf = (host: string): { readonly servername?: string } => (isIP(host) === 0 ? { servername: host } : {});
