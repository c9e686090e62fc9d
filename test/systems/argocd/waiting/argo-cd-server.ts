import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

/** What the server does with one question: an Application's status, no answer at all, or a status code. */
export type Answer = object | 'hangs' | number;

/** An Argo CD that answers as it is told, question by question, and goes on with the last answer. */
export class ArgoCdServer {
  public static readonly TOKEN = 'token-of-the-test';

  public static async start(answers: readonly Answer[]): Promise<ArgoCdServer> {
    const server = new ArgoCdServer(answers);
    await new Promise<void>((resolve) => server.http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  /** Path and query of every question. */
  public readonly asked: string[] = [];
  private readonly http: Server;

  private constructor(private readonly answers: readonly Answer[]) {
    this.http = createServer((request, response) => {
      const answer = this.answers[Math.min(this.asked.push(request.url ?? ''), this.answers.length) - 1];
      if (request.headers.authorization !== `Bearer ${ArgoCdServer.TOKEN}`) return response.writeHead(401).end('{}');
      if (answer === 'hangs') return undefined;
      if (typeof answer === 'number') return response.writeHead(answer).end('{}');
      return response
        .writeHead(200, { 'content-type': 'application/json', connection: 'close' })
        .end(JSON.stringify({ status: answer }));
    });
  }

  public get address(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }
}
