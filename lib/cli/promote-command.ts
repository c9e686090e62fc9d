import { type Command, InvalidArgumentError } from 'commander';
import { Duration, invalid } from '../model';
import {
  type Branch,
  GitBranch,
  GitHubApi,
  GitHubBranch,
  type Promoted,
  type PromotionProps,
  type Proposals,
  PromotionIntent,
  PromotionTarget,
  PullRequests,
  Refusal,
  promote,
  propose,
} from '../promotion';
import { EXIT, type Terminal } from './terminal';

export interface PromoteOptions {
  readonly repo?: string;
  readonly github?: string;
  readonly api?: string;
  readonly branch: string;
  readonly service: string;
  readonly environment: string;
  readonly image: string;
  readonly digest: string;
  readonly source: string;
  readonly commitTime?: string;
  readonly order: number;
  readonly tag?: string;
  readonly run?: string;
  readonly runUrl?: string;
  readonly file: string;
  readonly helm?: string | true;
  readonly value?: string;
  readonly after?: string;
  readonly afterFile?: string;
  readonly allowRollback?: boolean;
  readonly pullRequest?: boolean;
  readonly author: string;
  readonly tries: number;
  readonly deadline: number;
}

/** Declares the command on the program. */
export function addPromote(program: Command, terminal: Terminal, end: (code: number) => void): void {
  const command = program
    .command('promote')
    .description('write the digest of an image to the GitOps repository, by compare-and-swap; prints one line of JSON')
    .option('--repo <address>', 'the GitOps repository, reached with git')
    .option('--github <owner/name>', "the GitOps repository, reached by GitHub's API: commits are signed by GitHub")
    .option('--api <address>', "GitHub's API (default: GITHUB_API_URL, else https://api.github.com)")
    .option('--branch <name>', 'the branch that the cluster follows', 'main');
  addIntent(command);
  addTarget(command);
  command
    .option('--allow-rollback', 'let an older build replace a newer one')
    .option('--pull-request', 'ask for a merge, from one branch a service and environment (needs --github)')
    .option('--author <name <mail>>', 'whom commits made with git are by', 'slipway <slipway@localhost.invalid>')
    .option('--tries <count>', 'how often is tried when others are faster', whole, 12)
    .option('--deadline <seconds>', 'the time after which no further try begins', whole, 120)
    .addHelpText('after', HELP)
    .action(async (options: PromoteOptions) => {
      end(await promoteCommand(options, terminal));
    });
}

function addIntent(command: Command): void {
  command
    .requiredOption('--service <name>', 'the service')
    .requiredOption('--environment <name>', 'the environment that is to run the image')
    .requiredOption('--image <address>', "the image's address, without tag and digest")
    .requiredOption('--digest <digest>', 'the image itself: sha256:…')
    .requiredOption('--source <commit>', 'the commit that it was built from')
    .option('--commit-time <time>', 'when it was committed, for lead times: git log -1 --format=%cI')
    .requiredOption(
      '--order <number>',
      "a number that grows with every build: the run's number, or the commit's time",
      whole,
    )
    .option('--tag <tag>', 'the tag to write beside the digest, as a label')
    .option('--run <name>', 'the run that promotes, for whoever reads the commit')
    .option('--run-url <address>', 'the page of the run');
}

function addTarget(command: Command): void {
  command
    .requiredOption(
      '--file <path>',
      'the file to write, in the GitOps repository; kustomize `images` unless said otherwise',
    )
    .option('--helm [path]', 'the file holds Helm values, the image at this path (default: image)')
    .option('--value <path>', 'the file is any YAML, the image at this path: spec.containers[name=app].image')
    .option('--after <environment>', 'the environment that must run the image already')
    .option('--after-file <path>', 'the file that says so, of the same form');
}

const HELP = `
Exit codes: 0 the branch says so (now, or before), 1 it does not, 2 the command is not understood.
Secrets come from the environment alone: SLIPWAY_TOKEN, else GITHUB_TOKEN with --github. Without a token git
finds its credentials as ever.`;

/** Promotes and prints how it ended. Throws `InvalidValue` for options that contradict each other. */
async function promoteCommand(options: PromoteOptions, terminal: Terminal): Promise<number> {
  const props = propsOf(options);
  const work = workOf(options, terminal);
  try {
    const ended = await work(props);
    const { service, environment, file } = options;
    terminal.out(`${JSON.stringify({ service, environment, file, ...ended })}\n`);
    return EXIT.clean;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    terminal.err(`slipway: ${error.message}\n`);
    return EXIT.findings;
  }
}

function propsOf(options: PromoteOptions): PromotionProps {
  const { source: commit, after, afterFile, allowRollback = false, tries, deadline } = options;
  if ((after === undefined) !== (afterFile === undefined)) {
    throw invalid('slipway promote', '--after and --after-file together', after ?? afterFile);
  }
  return {
    intent: PromotionIntent.of({ ...options, commit }),
    target: targetOf(options.file, options),
    allowRollback,
    tries,
    deadline: Duration.seconds(deadline),
    ...(after === undefined || afterFile === undefined
      ? {}
      : { after: { environment: after, target: targetOf(afterFile, options) } }),
  };
}

function targetOf(file: string, { helm, value }: PromoteOptions): PromotionTarget {
  if (helm !== undefined && value !== undefined) throw invalid('slipway promote', 'one of --helm and --value', value);
  if (value !== undefined) return PromotionTarget.value(file, value);
  if (helm === undefined) return PromotionTarget.kustomize(file);
  return helm === true ? PromotionTarget.helmValues(file) : PromotionTarget.helmValues(file, helm);
}

type Work = (props: PromotionProps) => Promise<Promoted>;

function workOf(options: PromoteOptions, { environment }: Terminal): Work {
  const { repo, github, branch, pullRequest = false } = options;
  const own = environment['SLIPWAY_TOKEN'];
  if ((repo === undefined) === (github === undefined))
    throw invalid('slipway promote', '--repo or --github', repo ?? github);
  if (github === undefined) {
    if (pullRequest) throw invalid('slipway promote', '--github with --pull-request', repo);
    const props = {
      url: addressOf(repo ?? ''),
      branch,
      author: authorOf(options.author),
      environment,
      token: own || undefined,
    };
    return (promotion) => GitBranch.use(props, (opened) => promote(opened, promotion));
  }
  const token = own || environment['GITHUB_TOKEN'];
  if (!token) throw invalid('slipway promote', 'a token in SLIPWAY_TOKEN or GITHUB_TOKEN', undefined);
  if (!/^[\w-]+\/[\w.-]+$/.test(github)) throw invalid('slipway promote --github', 'owner/name', github);
  const api = new GitHubApi({ address: options.api ?? environment['GITHUB_API_URL'], token });
  const opened: Branch & Proposals = new GitHubBranch(api, { repository: github, branch });
  if (!pullRequest) return (promotion) => promote(opened, promotion);
  return (promotion) => propose(opened, new PullRequests(api, { repository: github, base: branch }), promotion);
}

/** A secret in an address ends up in logs, and an address that begins with a dash is an option to git. */
function addressOf(url: string): string {
  if (url.startsWith('-') || /^https?:\/\/[^/]*@/.test(url)) {
    throw invalid(
      'slipway promote --repo',
      'an address without credentials',
      url.replace(/\/\/[^/]*@/, '//…@'),
      'put the token into SLIPWAY_TOKEN',
    );
  }
  return url;
}

function authorOf(text: string): { readonly name: string; readonly email: string } {
  const [, name, email] = /^([^<>\n]+?) <([^<>\s]+)>$/.exec(text) ?? [];
  if (name === undefined || email === undefined) throw invalid('slipway promote --author', 'Name <mail>', text);
  return { name, email };
}

function whole(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
}
