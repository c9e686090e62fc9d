import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Absent, brokenInput, type Engine, type Ruling } from '../engine';
import { type Finished, mustRun, tryFindProgram } from '../command';
import { type Mirror, tryFindMirror } from './mirror';
import { MOTO, Moto } from './moto';
import { Workspace } from './workspace';

const BROKEN = join(__dirname, 'testdata', 'broken');
/** What moto does not play: these are validated, and neither planned nor applied. */
const UNKNOWN_TO_MOTO = ['aws_eks_pod_identity_association'];
const UNREACHABLE = /could not (connect to|query) .*registry|Failed to query available provider packages/i;

/** Terraform with the real AWS provider: validation, then a whole life (plan, apply, plan again, destroy) against moto. */
export const terraform: Engine = {
  name: 'terraform',
  version: 'of this machine',
  async *rulings(output) {
    if (tryFindProgram('terraform') === undefined) throw new Absent('terraform is not on the PATH');
    const mirror = tryFindMirror();
    const version = await versions(mirror);
    const folder = mkdtempSync(join(tmpdir(), 'slipway-terraform-'));
    try {
      if (output.stacks.length === 0)
        yield { judged: '0 stacks', refusals: [], skipped: 'none was synthesized', version };
      for (const stack of output.stacks) {
        const workspace = new Workspace(stack, folder, mirror);
        const valid = await validate(workspace);
        yield { ...valid, version };
        if (valid.refusals.length === 0)
          yield { ...(await live(workspace, folder)), version: `${version}, moto ${MOTO}` };
      }
      for (const name of readdirSync(BROKEN).sort()) {
        const { refusals } = await validate(new Workspace(join(BROKEN, name), folder, mirror));
        const expected = 'expected image_tag_mutability to be one of';
        yield { ...brokenInput(name, expected, refusals), version };
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function versions(mirror: Mirror | undefined): Promise<string> {
  const { terraform_version: version } = JSON.parse(await mustRun('terraform', ['version', '-json'])) as {
    terraform_version: string;
  };
  return `${version}, aws ${mirror?.aws ?? 'as asked for'}`;
}

async function validate(workspace: Workspace): Promise<Ruling> {
  const judged = `stack ${workspace.name}: init, validate`;
  const initialized = await workspace.terraform('init', '-input=false', '-no-color');
  if (UNREACHABLE.test(initialized.stderr))
    throw new Absent('no plugin mirror is here and the registry is out of reach');
  if (initialized.code !== 0) return { judged, refusals: [said('init', initialized)] };
  const validated = await workspace.terraform('validate', '-no-color');
  return { judged, refusals: validated.code === 0 ? [] : [said('validate', validated)] };
}

/** A second plan without changes shows that what came back from the API is what was meant. */
async function live(workspace: Workspace, folder: string): Promise<Ruling> {
  const moto = await Moto.start(folder, workspace.account);
  const judged = `stack ${workspace.name}: plan, apply, plan again, destroy`;
  try {
    workspace.useEndpoint(moto.url);
    workspace.allowDestroy();
    const leftOut = workspace.leaveOut(UNKNOWN_TO_MOTO);
    const options = ['-input=false', '-no-color'];
    const applied = await workspace.terraform('apply', '-auto-approve', ...options);
    if (applied.code !== 0) return { judged, refusals: [said('apply', applied)] };
    const refusals: string[] = [];
    const planned = await workspace.terraform('plan', '-detailed-exitcode', ...options);
    if (planned.code !== 0) refusals.push(`after apply the plan still wants changes:\n${said('plan', planned)}`);
    const destroyed = await workspace.terraform('destroy', '-auto-approve', ...options);
    if (destroyed.code !== 0) refusals.push(said('destroy', destroyed));
    const [summary] = /Apply complete! .*/.exec(applied.stdout) ?? [''];
    const added = /(\d+) added/.exec(summary)?.[0] ?? 'nothing added';
    return { judged: `${judged} (${added}, ${String(leftOut)} unknown to moto left out)`, refusals };
  } finally {
    await moto.stop();
  }
}

function said(command: string, { stdout, stderr }: Finished): string {
  const text = (stderr.trim() === '' ? stdout : stderr).trim().split('\n').slice(-40).join('\n');
  return `terraform ${command}: ${text}`;
}
