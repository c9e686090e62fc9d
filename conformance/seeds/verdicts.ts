import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryFindProgram } from '../command';
import { ApiServer } from '../kubernetes/api-server';
import { defineKinds } from '../kubernetes/custom-resources';
import { podsOf } from '../kubernetes/pods';
import { clusterPrograms } from '../kubernetes/programs';
import { Submission } from '../kubernetes/submission';
import { KyvernoCommand } from '../kyverno/command';
import { groupOf, type Manifest } from '../output';
import { isRollout, lint } from '../rollouts/lint';
import { Judge } from '../tekton/verdict';
import { tryFindMirror } from '../terraform/mirror';
import { Workspace } from '../terraform/workspace';
import { SEEDS, seedFiles } from './seeds';

/** What one engine says of one object, by itself. */
export interface Said {
  /** The object: file, kind and name. */
  readonly of: string;
  readonly engine: string;
  /** Its refusal in its own words; nothing where it accepts the object. */
  readonly refusal?: string;
}

/** An object of the articles, as the table names it. */
export function nameOf({ file, object }: Manifest): string {
  return `${file} ${object.kind} ${object.metadata?.name ?? '(no name)'}`;
}

/** The admission code of Tekton on each of its objects. */
export async function saidByTekton(manifests: readonly Manifest[]): Promise<readonly Said[]> {
  const judge = await Judge.build('1.15.0-0.37.0');
  const tekton = manifests.filter((one) => /(^|\.)tekton\.dev$/.test(groupOf(one)));
  const said: Said[] = [];
  for (const file of new Set(tekton.map((one) => one.file))) {
    const verdicts = await judge.ask({ files: [join(SEEDS, file)], contracts: {} });
    for (const { check, kind, name, accepted, message } of verdicts) {
      if (check !== 'admission') continue;
      said.push({
        of: `${file} ${kind} ${name}`,
        engine: 'Tekton admission',
        ...refused(accepted ? undefined : message),
      });
    }
  }
  return said;
}

/** A kube-apiserver with the schemas of every kind, asked strictly. */
export async function saidByCluster(manifests: readonly Manifest[]): Promise<readonly Said[]> {
  const server = await ApiServer.start();
  try {
    await defineKinds(server.api, new Set(manifests.map(groupOf)));
    const submission = new Submission(server.api);
    await submission.makeNamespaces(manifests.filter(({ object }) => object.metadata !== undefined));
    const said: Said[] = [];
    for (const one of manifests) {
      const answers = await submission.judge(asServed(one));
      const refusals = answers.filter((text) => !text.startsWith('warning:'));
      said.push({ of: nameOf(one), engine: 'kube-apiserver', ...refused(refusals[0]) });
    }
    return said;
  } finally {
    await server.stop();
  }
}

/** Istio serves its kinds under older versions too, of which the schemas here have one; and a document may lack its metadata. */
function asServed({ object, text }: Manifest): Pick<Manifest, 'object' | 'text'> {
  const served = { ...object, metadata: object.metadata ?? {} };
  if (object.apiVersion !== 'networking.istio.io/v1alpha3') return { object: served, text };
  const apiVersion = 'networking.istio.io/v1';
  return { object: { ...served, apiVersion }, text: text.replace(object.apiVersion, apiVersion) };
}

/** `kubectl argo rollouts lint` on each Rollout, with what lies in its article. */
export async function saidByLint(manifests: readonly Manifest[]): Promise<readonly Said[]> {
  const { rolloutsCommand } = await clusterPrograms();
  return within(async (folder) => {
    const said: Said[] = [];
    for (const rollout of manifests.filter(isRollout)) {
      const others = manifests.filter(({ environment }) => environment === rollout.environment);
      const [text] = await lint(rolloutsCommand, folder, rollout, others);
      said.push({ of: nameOf(rollout), engine: 'argo rollouts lint', ...refused(text) });
    }
    return said;
  });
}

/** Kyverno's command on each policy, against the workloads of its article. */
export async function saidByKyverno(manifests: readonly Manifest[]): Promise<readonly Said[]> {
  return within(async (folder) => {
    const command = await KyvernoCommand.build(folder);
    const said: Said[] = [];
    for (const policy of manifests.filter((one) => groupOf(one) === 'kyverno.io')) {
      const beside = manifests.filter(({ environment }) => environment === policy.environment);
      const resources = beside.filter((one) => podsOf(one).length > 0).flatMap((one) => [one.object, ...podsOf(one)]);
      const { pass, fail, error, text } = await command.apply(policy.text, resources, []);
      const judged = pass + fail + error;
      const nothing = judged === 0 ? undefined : text.split('\n')[0];
      said.push({
        of: nameOf(policy),
        engine: `kyverno apply (${String(judged)} answers on ${String(resources.length)} objects)`,
        ...refused(error > 0 ? nothing : undefined),
      });
    }
    return said;
  });
}

/** `terraform validate` with the real AWS provider on each file of Terraform. */
export async function saidByTerraform(): Promise<readonly Said[]> {
  if (tryFindProgram('terraform') === undefined) return [];
  return within(async (parent) => {
    const said: Said[] = [];
    for (const file of seedFiles().filter((one) => one.endsWith('.tf.json'))) {
      const source = join(parent, 'sources', file.replaceAll('/', '-'));
      mkdirSync(source, { recursive: true });
      writeFileSync(join(source, 'cdk.tf.json'), readFileSync(join(SEEDS, file)));
      const workspace = new Workspace(source, parent, tryFindMirror());
      const initialized = await workspace.terraform('init', '-input=false', '-no-color');
      const validated = initialized.code === 0 ? await workspace.terraform('validate', '-no-color') : initialized;
      const text = `${validated.stderr}${validated.stdout}`.trim();
      said.push({ of: file, engine: 'terraform validate', ...refused(validated.code === 0 ? undefined : text) });
    }
    return said;
  });
}

async function within<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-seeds-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function refused(text: string | undefined): Pick<Said, 'refusal'> {
  return text === undefined ? {} : { refusal: text };
}
