import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ENVIRONMENTS_BY } from '../assembly';
import { SEVERITIES } from '../audit';
import { InvalidValue } from '../model';
import { type AuditOptions, FORMATS, auditCommand } from './audit-command';
import { explainCommand } from './explain-command';
import { addPromote } from './promote-command';
import { rulesCommand } from './rules-command';
import { addSeal } from './seal-command';
import { EXIT, type Terminal } from './terminal';
import { ownVersion } from './version';
import { addWait } from './wait-command';

/** Runs the command `slipway` with its arguments, and gives the exit code: 0 clean, 1 findings, 2 usage or unreadable input. */
export async function slipway(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.clean;
  const program = programFor(terminal, (given) => (code = given));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
    terminal.err(`slipway: ${error instanceof InvalidValue ? error.message : reportOf(error)}\n`);
    return EXIT.usage;
  }
}

function programFor(terminal: Terminal, end: (code: number) => void): Command {
  const program = new Command('slipway')
    .description('Audits how services are delivered: pipelines, images, policies, rollouts and the roles between them.')
    .version(ownVersion())
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
  addAudit(program, terminal, end);
  addPromote(program, terminal, end);
  addSeal(program, terminal, end);
  addWait(program, terminal, end);
  program
    .command('explain <rule>')
    .description('say what a rule finds, why it matters and how to repair it, with both examples')
    .action((id: string) => {
      end(explainCommand(id, terminal));
    });
  program
    .command('rules')
    .description('list all rules')
    .addOption(new Option('--format <format>', 'form of the list').choices(['text', 'json']).default('text'))
    .action((options: { readonly format: string }) => {
      end(rulesCommand(options.format, terminal));
    });
  return program;
}

function addAudit(program: Command, terminal: Terminal, end: (code: number) => void): void {
  program
    .command('audit <path...>')
    .description('audit files, everything below folders, or manifests on standard input (-)')
    .addOption(new Option('--format <format>', 'form of the report').choices(FORMATS).default('text'))
    .addOption(new Option('--fail-on <severity>', 'exit with 1 from here on').choices(SEVERITIES).default('error'))
    .addOption(
      new Option('--environments <by>', 'what tells environments apart').choices(ENVIRONMENTS_BY).default('auto'),
    )
    .option('--environment <name=folder>', 'a folder that is an environment (repeatable)', named, new Map())
    .option('--settings <file>', 'the settings (default: slipway.yaml in the first folder, else in the working folder)')
    .option('--no-kustomize', 'judge overlays as they lie there, without building them')
    .action(async (paths: string[], options: AuditOptions) => {
      end(await auditCommand(paths, options, terminal));
    });
}

function named(text: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const [, name, folder] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (name === undefined || folder === undefined) throw new InvalidArgumentError('Write it as name=folder.');
  return new Map([...before, [name, folder]]);
}

function reportOf(error: unknown): string {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `slipway itself failed; please report it\n${said}`;
}
