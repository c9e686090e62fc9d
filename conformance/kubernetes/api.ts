import { request } from 'node:https';

/** An answer of the API server. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** Texts of the Warning headers, which kubectl prints. */
  readonly warnings: readonly string[];
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Path with query. */
  readonly path: string;
  /** @default - no body */
  readonly body?: string;
  /** @default application/yaml */
  readonly type?: string;
}

/** Talks to an API server on loopback in plain HTTP: manifests are sent as they are written, not as a client reads them. */
export class Api {
  public constructor(
    public readonly port: number,
    private readonly token: string,
  ) {}

  public call({ method, path, body, type }: Call): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': type ?? 'application/yaml' };
    return new Promise((resolve, reject) => {
      // The certificate was made by the server a moment ago, for this run alone.
      const options = { host: '127.0.0.1', port: this.port, method, path, headers, rejectUnauthorized: false };
      const sent = request(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: text, warnings: warningsOf(response.headers.warning) });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** Reads an object that must be there. */
  public async get<T>(path: string): Promise<T> {
    const answer = await this.call({ method: 'GET', path });
    if (answer.status !== 200) throw new Error(`GET ${path}: ${String(answer.status)} ${messageOf(answer)}`);
    return JSON.parse(answer.body) as T;
  }
}

/** What the server says in an answer that is a Status, or the text itself. */
export function messageOf({ body }: Answer): string {
  try {
    return (JSON.parse(body) as { message?: string }).message ?? body;
  } catch {
    return body;
  }
}

/** A Warning header is `299 - "text"`; Node joins several with a comma. */
function warningsOf(header: string | undefined): readonly string[] {
  return [...(header ?? '').matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text ?? '');
}
