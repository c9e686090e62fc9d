import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtOnce } from '../cache';
import { type Finished, run } from '../command';
import { type KubernetesObject } from '../output';

export const KYVERNO = '1.19.0';

/**
 * Kyverno fetches the images of a pod at the same time and notes them in one map without a lock (`AddImages` in the
 * `imagedataloader` of its SDK): now and then Go ends it for that. Such an end is no verdict, and is asked again.
 */
const RACE = 'fatal error: concurrent map';
const ATTEMPTS = 5;

/** Counts of the command's last line; a policy that it silently ignored leaves them all at 0. */
export interface Counts {
  readonly pass: number;
  readonly fail: number;
  readonly error: number;
  /** Everything that the command printed. */
  readonly text: string;
}

interface Report {
  readonly results?: readonly { readonly result: string; readonly resources: readonly { readonly name: string }[] }[];
}

/** `kyverno apply`, one policy a call: two image policies that match one resource can block each other for ever. */
export class KyvernoCommand {
  public static async build(folder: string): Promise<KyvernoCommand> {
    const programs = { kyverno: 'github.com/kyverno/kyverno/cmd/cli/kubectl-kyverno' };
    const built = await builtOnce(`kyverno-${KYVERNO}`, { module: join(__dirname, 'program'), programs });
    return new KyvernoCommand(join(built, 'kyverno'), folder);
  }

  private constructor(
    private readonly program: string,
    private readonly folder: string,
  ) {}

  /** Applies the text of a policy to resources; the namespaces give their labels to selectors. */
  public async apply(
    policy: string,
    resources: readonly KubernetesObject[],
    namespaces: readonly KubernetesObject[],
  ): Promise<Counts> {
    const finished = await this.run(policy, resources, namespaces, []);
    return { ...countsIn(finished.stdout), text: `${finished.stdout}${finished.stderr}`.trim() };
  }

  /** The answer on each resource by its name: `pass`, `fail` or `error`. */
  public async verdicts(policy: string, resources: readonly KubernetesObject[]): Promise<ReadonlyMap<string, string>> {
    const { stdout, stderr } = await this.run(policy, resources, [], ['--policy-report', '--output-format', 'json']);
    const start = stdout.indexOf('{');
    if (start < 0) throw new Error(`the command reports nothing: ${stdout}${stderr}`.trim());
    const { results = [] } = JSON.parse(stdout.slice(start)) as Report;
    return new Map(results.flatMap(({ result, resources }) => resources.map(({ name }) => [name, result] as const)));
  }

  private async run(
    policy: string,
    resources: readonly KubernetesObject[],
    namespaces: readonly KubernetesObject[],
    flags: readonly string[],
  ): Promise<Finished> {
    // The command ignores policies whose file does not end with .yaml, without a word and with exit code 0.
    const [policyFile, resourceFile, valuesFile] = ['policy.yaml', 'resources.yaml', 'values.yaml'].map((name) =>
      join(this.folder, name),
    ) as [string, string, string];
    writeFileSync(policyFile, policy);
    writeFileSync(resourceFile, resources.map((resource) => JSON.stringify(resource)).join('\n---\n'));
    writeFileSync(valuesFile, JSON.stringify(valuesOf(namespaces)));
    const crds = join(__dirname, '..', '..', 'crds', 'argo-rollouts', 'rollouts.argoproj.io.yaml');
    const args = ['apply', policyFile, '--resource', resourceFile, '-f', valuesFile, '--crd-paths', crds];
    // Below the home folder lies what earlier runs have learnt of roots of trust.
    const env = { HOME: this.folder };
    const ask = (): Promise<Finished> =>
      run(this.program, [...args, '--registry', '--remove-color', ...flags], { env, timeout: 120 });
    let finished = await ask();
    for (let more = ATTEMPTS - 1; more > 0 && finished.stderr.includes(RACE); more--) finished = await ask();
    return finished;
  }
}

function valuesOf(namespaces: readonly KubernetesObject[]): object {
  const selectors = namespaces.map(({ metadata }) => {
    const { name = '', labels } = metadata as { name?: string; labels?: Readonly<Record<string, string>> };
    return { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } };
  });
  const values = { apiVersion: 'cli.kyverno.io/v1alpha1', kind: 'Values', metadata: { name: 'values' } };
  return { ...values, namespaceSelector: selectors };
}

function countsIn(text: string): Omit<Counts, 'text'> {
  const [, pass = '0', fail = '0', error = '0'] = /pass: (\d+), fail: (\d+), .*error: (\d+)/.exec(text) ?? [];
  return { pass: Number(pass), fail: Number(fail), error: Number(error) };
}
