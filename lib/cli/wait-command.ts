import { type Command, InvalidArgumentError } from 'commander';
import { Duration, invalid } from '../model';
import { ArgoCdApi, Awaited, NotLetIn, waitFor } from '../systems/argocd/waiting';
import { EXIT, type Terminal } from './terminal';

export interface WaitOptions {
  readonly server: string;
  readonly application: string;
  readonly namespace?: string;
  readonly commit?: string;
  readonly digest?: string;
  readonly deadline: number;
  readonly every: number;
  readonly patience: number;
}

/** Declares the command on the program. */
export function addWait(program: Command, terminal: Terminal, end: (code: number) => void): void {
  program
    .command('wait')
    .description('wait until an Application of Argo CD has applied a commit or an image, and is healthy with it')
    .requiredOption('--server <address>', 'the address of Argo CD')
    .requiredOption('--application <name>', 'the Application')
    .option('--namespace <name>', 'the namespace of the Application (default: that of Argo CD)')
    .option('--commit <commit>', 'the commit of the GitOps repository, 40 hex digits')
    .option('--digest <digest>', 'the image that has to run: sha256:…')
    .option('--deadline <seconds>', 'when waiting ends; a canary may pause for long', seconds, 1800)
    .option('--every <seconds>', 'the time between two questions', seconds, 5)
    .option('--patience <seconds>', 'how long it may be degraded', seconds, 60)
    .addHelpText('after', HELP)
    .action(async (options: WaitOptions) => {
      end(await waitCommand(options, terminal));
    });
}

const HELP = `
Exit codes: 0 it has arrived, 1 the sync failed or it is degraded, 2 the command is not understood or Argo CD does not
let us in, 3 the deadline is over. The token comes from the environment alone: ARGOCD_AUTH_TOKEN.`;

/** Between what was asked and its end nothing was found wrong: it is merely late. */
const LATE = 3;

/** Waits and prints how it ended. Throws `InvalidValue` for options that contradict each other. */
async function waitCommand(options: WaitOptions, terminal: Terminal): Promise<number> {
  const { server, application, namespace } = options;
  const token = terminal.environment['ARGOCD_AUTH_TOKEN'];
  if (!token) throw invalid('slipway wait', 'a token in ARGOCD_AUTH_TOKEN', undefined);
  const awaited = awaitedBy(options);
  const api = new ArgoCdApi({
    address: addressOf(server),
    token,
    application,
    ...(namespace === undefined ? {} : { namespace }),
  });
  try {
    const ended = await waitFor({
      api,
      awaited,
      deadline: Duration.seconds(options.deadline),
      every: Duration.seconds(options.every),
      patience: Duration.seconds(options.patience),
      tell: (text) => terminal.err(`slipway: ${application}: ${text}\n`),
    });
    terminal.out(`${JSON.stringify({ application, awaited: awaited.text, ...ended })}\n`);
    return { arrived: EXIT.clean, failed: EXIT.findings, late: LATE }[ended.state];
  } catch (error) {
    if (!(error instanceof NotLetIn)) throw error;
    terminal.err(`slipway: ${error.message}\n`);
    return EXIT.usage;
  }
}

function awaitedBy({ commit, digest }: WaitOptions): Awaited {
  if (commit !== undefined && digest === undefined) return Awaited.commit(commit);
  if (digest !== undefined && commit === undefined) return Awaited.image(digest);
  throw invalid('slipway wait', 'one of --commit and --digest', commit ?? digest);
}

/** A token is sent along: over http only where it does not leave the machine. */
function addressOf(server: string): string {
  if (/^https:\/\/[^/@\s]+(\/\S*)?$/.test(server) || /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(server))
    return server;
  throw invalid('slipway wait --server', 'an https address without credentials', server.replace(/\/\/[^/]*@/, '//…@'));
}

function seconds(text: string): number {
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(text)) throw new InvalidArgumentError('Write a number of seconds.');
  return Number(text);
}
