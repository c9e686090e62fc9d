import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { webIdentityRequest } from '../../../../lib/systems/aws/trust';
import { madeOnce } from '../../../cache';
import { mustRun, run } from '../../../command';
import { Absent } from '../../../engine';
import { type AppliedRole } from './applied';

/** A simulator of IAM by people who do not know slipway. */
export const SIMULATOR = { name: '@cloud-copilot/iam-simulate', version: '0.1.173' } as const;

const PROGRAM = join(__dirname, 'judge.mjs');

/** What the simulator says of one token. */
export interface Simulated {
  readonly result: string;
  /** For each statement of the policy, the condition keys that the token does not meet. */
  readonly unmet: readonly (readonly string[])[];
}

/** Asks the simulator whether a role lets tokens of an OIDC provider in, each given by its claims. Throws `Absent` where it cannot be had. */
export async function simulated(
  { arn, trust }: AppliedRole,
  provider: string,
  tokens: readonly Readonly<Record<string, string>>[],
): Promise<readonly Simulated[]> {
  const asked = tokens.map((claims) => webIdentityRequest(provider, claims).context);
  const input = JSON.stringify({ trust, role: arn, provider, tokens: asked });
  return JSON.parse(await mustRun(process.execPath, [await installed()], { input })) as readonly Simulated[];
}

async function installed(): Promise<string> {
  const folder = await madeOnce(`iam-simulate-${SIMULATOR.version}`, [PROGRAM], async (unfinished) => {
    writeFileSync(join(unfinished, 'package.json'), '{ "private": true }');
    const simulator = `${SIMULATOR.name}@${SIMULATOR.version}`;
    const install = ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', simulator];
    const { code, stderr } = await run('npm', install, { cwd: unfinished });
    if (code !== 0) throw new Absent(`npm cannot install ${simulator}: ${stderr.trim()}`);
    copyFileSync(PROGRAM, join(unfinished, 'judge.mjs'));
  });
  return join(folder, 'judge.mjs');
}
