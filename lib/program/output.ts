import { resolve } from 'node:path';
import { type Assembly, type Manifest, toYaml } from '../assembly';
import { type AuditReport, hasErrors } from '../audit';
import { type FileSet, replaceFolder, updateFolder } from './file-set';
import { type SynthResult } from './result';
import { stableJson } from './stable-json';

/** Writes the parts of the assembly that this run is asked for, unless the report has an error. */
export function output(assembly: Assembly, report: AuditReport, terraformManifest: object | undefined): SynthResult {
  if (hasErrors(report)) return { assembly, report, written: [] };
  const targets = targetsOf(process.env);
  const written: string[] = [];
  if (targets.kubernetes !== undefined) {
    const files = manifestFiles(assembly);
    replaceFolder(resolve(targets.kubernetes), files);
    written.push(...paths(targets.kubernetes, files));
  }
  if (targets.terraform !== undefined && terraformManifest !== undefined) {
    const files = terraformFiles(assembly, terraformManifest);
    updateFolder(resolve(targets.terraform), files);
    written.push(...paths(targets.terraform, files));
  }
  if (targets.repositories !== undefined && assembly.files.all.length > 0) {
    const files = new Map(assembly.files.all.map((file) => [`${file.repository}/${file.path}`, file.content]));
    replaceFolder(resolve(targets.repositories), files);
    written.push(...paths(targets.repositories, files));
  }
  return { assembly, report, written };
}

interface Targets {
  readonly kubernetes?: string;
  readonly terraform?: string;
  readonly repositories?: string;
}

/** `cdk8s synth` and `cdktf synth` run the program with the name of their output folder, and own that folder alone. */
function targetsOf(environment: NodeJS.ProcessEnv): Targets {
  const { CDK8S_OUTDIR: kubernetes, CDKTF_OUTDIR: terraform } = environment;
  if (kubernetes) return { kubernetes };
  if (terraform) return { terraform };
  return { kubernetes: 'dist', terraform: 'cdktf.out', repositories: 'repositories' };
}

/** The manifests as files: path relative to the output folder → YAML. */
export function manifestFiles(assembly: Assembly): FileSet {
  const documents = new Map<string, Manifest['object'][]>();
  for (const { object, origin } of assembly.manifests.all) {
    const file = origin.file ?? 'manifests.yaml';
    const list = documents.get(file);
    if (list) list.push(object);
    else documents.set(file, [object]);
  }
  return new Map([...documents].map(([file, objects]) => [file, toYaml(objects)]));
}

function terraformFiles(assembly: Assembly, manifest: object): FileSet {
  const stacks = assembly.terraform.stacks.map(
    (stack) => [`stacks/${stack.name}/cdk.tf.json`, stableJson(stack.json)] as const,
  );
  return new Map([...stacks, ['manifest.json', stableJson(manifest)]]);
}

function paths(folder: string, files: FileSet): string[] {
  return [...files.keys()].map((path) => `${folder}/${path}`);
}
