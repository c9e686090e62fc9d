import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PolicyDocument } from '../../../../lib/systems/aws/policy-document';
import { Absent } from '../../../engine';
import { tryFindProgram } from '../../../command';
import { tryFindMirror } from '../../../terraform/mirror';
import { Moto } from '../../../terraform/moto';
import { Workspace } from '../../../terraform/workspace';
import { ACCOUNT, gitHubProgram } from './program';

/** A role as the API of IAM tells of it. */
export interface AppliedRole {
  readonly arn: string;
  readonly trust: PolicyDocument;
}

/**
 * Lets Terraform make the registry of the order-service and the role of its workflows in a stand-in for AWS, and reads
 * the role back from its API. Throws `Absent` without Terraform, its provider or the stand-in.
 */
export async function appliedRole(): Promise<AppliedRole> {
  if (tryFindProgram('terraform') === undefined) throw new Absent('terraform is not on the PATH');
  const folder = mkdtempSync(join(tmpdir(), 'slipway-role-'));
  try {
    const workspace = new Workspace(written(folder), join(folder, 'applied'), tryFindMirror());
    const moto = await Moto.start(folder, ACCOUNT);
    try {
      workspace.useEndpoint(moto.url);
      for (const command of ['init', 'apply -auto-approve']) {
        const args = [...command.split(' '), '-input=false', '-no-color'];
        const { code, stdout, stderr } = await workspace.terraform(...args);
        if (code !== 0) throw new Error(`terraform ${command}: exit ${String(code)}\n${stdout}${stderr}`.trim());
      }
      return await readBack(moto.url, 'order-service-release');
    } finally {
      await moto.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the stack as it was synthesized, and returns its folder. */
function written(folder: string): string {
  const [stack] = gitHubProgram().assemble().terraform.stacks;
  if (stack === undefined) throw new Error('the delivery has no stack');
  const path = join(folder, stack.name);
  mkdirSync(path);
  writeFileSync(join(path, 'cdk.tf.json'), JSON.stringify(stack.json));
  return path;
}

/** The stand-in asks nobody who they are; the header only says which service is meant. */
const HEADERS = {
  'content-type': 'application/x-www-form-urlencoded',
  authorization:
    'AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none',
};

async function readBack(url: string, name: string): Promise<AppliedRole> {
  const body = new URLSearchParams({ Action: 'GetRole', Version: '2010-05-08', RoleName: name });
  const answer = await fetch(url, { method: 'POST', headers: HEADERS, body: body.toString() });
  const xml = await answer.text();
  const field = (tag: string): string => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? '';
  if (!answer.ok || field('Arn') === '') throw new Error(`GetRole: ${String(answer.status)} ${xml}`);
  const trust = JSON.parse(decodeURIComponent(field('AssumeRolePolicyDocument'))) as PolicyDocument;
  return { arn: field('Arn'), trust };
}
