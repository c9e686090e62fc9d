import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

/** What a query is answered with: one value, an empty vector, or no answer at all. */
export type Answer = number | 'no series' | 'out of order';

/** A Prometheus on loopback whose every answer is written down beforehand; each program asks it under a path of its own. */
export class ScriptedPrometheus {
  public static async start(): Promise<ScriptedPrometheus> {
    const prometheus = new ScriptedPrometheus();
    prometheus.server.listen(0, '127.0.0.1');
    await once(prometheus.server, 'listening');
    return prometheus;
  }

  private readonly scripts = new Map<string, Answer[]>();
  private readonly asked = new Map<string, string[]>();
  private readonly server: Server = createServer((request, response) => {
    this.answer(request).then(
      ({ status, body }) => response.writeHead(status, { 'content-type': 'application/json' }).end(body),
      () => response.writeHead(400).end(),
    );
  });

  private constructor() {}

  /** Where a program has to ask: it gets these answers, one after the other, and then the last one for ever. */
  public addressFor(program: string, answers: readonly Answer[]): string {
    this.scripts.set(program, [...answers]);
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/${program}`;
  }

  /** The queries of a program, in order. */
  public queriesOf(program: string): readonly string[] {
    return this.asked.get(program) ?? [];
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage): Promise<{ status: number; body: string }> {
    let form = '';
    for await (const chunk of request.setEncoding('utf8')) form += chunk as string;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://loopback');
    const [, program = ''] = /^\/([^/]+)\/api\/v1\/query$/.exec(pathname) ?? [];
    const query = new URLSearchParams(form).get('query') ?? searchParams.get('query') ?? '';
    this.asked.set(program, [...this.queriesOf(program), query]);
    const script = this.scripts.get(program) ?? [];
    return render((script.length > 1 ? script.shift() : script[0]) ?? 'out of order');
  }
}

function render(answer: Answer): { status: number; body: string } {
  if (answer === 'out of order') return { status: 503, body: '' };
  const now = Date.now() / 1000;
  const result = answer === 'no series' ? [] : [{ metric: {}, value: [now, String(answer)] }];
  return { status: 200, body: JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }) };
}
