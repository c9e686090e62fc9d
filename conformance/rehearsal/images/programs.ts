import { join } from 'node:path';
import { builtOnce } from '../../cache';
import { mustRun, tryFindProgram } from '../../command';
import { Absent } from '../../engine';
import { KYVERNO } from '../../kyverno/command';
import { PROMETHEUS } from '../../monitoring/promtool';

export const PIPELINES = '1.15.0';
export const TRIGGERS = '0.37.0';
export const GRYPE = '0.110.0';
/** The Syft that this Grype is made with: both then share most of their code. */
export const SYFT = '1.42.3';
export const ORAS = '1.2.3';
export const GOLANGCI_LINT = '2.14.0';

/** Needs no library of the image that it runs in: Tekton copies its entrypoint into every step. */
const STATIC = '-linkmode=external -extldflags=-static';

const PIPELINE_PROGRAMS = ['controller', 'webhook', 'events', 'nop', 'workingdirinit', 'sidecarlogresults'] as const;
const TRIGGERS_PROGRAMS = ['controller', 'webhook', 'interceptors', 'eventlistenersink'] as const;

/** A program of Tekton: the last part of its import path, and where it is built. */
export interface TektonProgram {
  readonly project: 'pipeline' | 'triggers';
  readonly name: string;
  readonly path: string;
}

/** Builds the programs of Tekton Pipelines and Triggers once. */
export async function tektonPrograms(): Promise<readonly TektonProgram[]> {
  const module = join(__dirname, 'tekton');
  const import_ = ({ project, name }: Omit<TektonProgram, 'path'>) => `github.com/tektoncd/${project}/cmd/${name}`;
  const linked = [
    ...PIPELINE_PROGRAMS.map((name) => ({ project: 'pipeline', name }) as const),
    ...TRIGGERS_PROGRAMS.map((name) => ({ project: 'triggers', name }) as const),
  ];
  const programs = Object.fromEntries(linked.map((one) => [`${one.project}-${one.name}`, import_(one)]));
  const name = `rehearsal-tekton-${PIPELINES}-${TRIGGERS}`;
  const folder = await builtOnce(name, { module, programs });
  const entrypoint = { project: 'pipeline', name: 'entrypoint' } as const;
  const still = { module, programs: { entrypoint: import_(entrypoint) }, ldflags: STATIC };
  const copied = join(await builtOnce(`${name}-entrypoint`, still), 'entrypoint');
  return [
    ...linked.map((one) => ({ ...one, path: join(folder, `${one.project}-${one.name}`) })),
    { ...entrypoint, path: copied },
  ];
}

/** Builds Syft and Grype, and what writes Grype's database, once. */
export async function anchorePrograms(): Promise<{
  readonly syft: string;
  readonly grype: string;
  readonly database: string;
}> {
  const folder = await builtOnce(`rehearsal-grype-${GRYPE}`, {
    module: join(__dirname, 'anchore'),
    programs: {
      syft: 'github.com/anchore/syft/cmd/syft',
      grype: 'github.com/anchore/grype/cmd/grype',
      database: './database',
    },
  });
  return { syft: join(folder, 'syft'), grype: join(folder, 'grype'), database: join(folder, 'database') };
}

/** Builds oras once: it puts tags on images that a registry has. */
export async function orasProgram(): Promise<string> {
  const programs = { oras: 'oras.land/oras/cmd/oras' };
  return join(await builtOnce(`rehearsal-oras-${ORAS}`, { module: join(__dirname, 'oras'), programs }), 'oras');
}

/** Builds golangci-lint once. */
export async function golangciLintProgram(): Promise<string> {
  const programs = { 'golangci-lint': 'github.com/golangci/golangci-lint/v2/cmd/golangci-lint' };
  const folder = await builtOnce(`rehearsal-golangci-lint-${GOLANGCI_LINT}`, {
    module: join(__dirname, 'lint'),
    programs,
  });
  return join(folder, 'golangci-lint');
}

/** Builds Prometheus once, with the discovery of Kubernetes and of no cloud. */
export async function prometheusProgram(): Promise<string> {
  const folder = await builtOnce(`rehearsal-prometheus-${PROMETHEUS}`, {
    module: join(__dirname, '..', '..', 'monitoring', 'promtool'),
    programs: { prometheus: 'github.com/prometheus/prometheus/cmd/prometheus' },
    tags: ['remove_all_sd', 'enable_kubernetes_sd'],
  });
  return join(folder, 'prometheus');
}

/** Builds Kyverno's admission controller and what runs before it once, from the modules of its command. */
export async function kyvernoPrograms(): Promise<{ readonly kyverno: string; readonly 'kyverno-init': string }> {
  const folder = await builtOnce(`rehearsal-kyverno-${KYVERNO}`, {
    module: join(__dirname, '..', '..', 'kyverno', 'program'),
    programs: {
      kyverno: 'github.com/kyverno/kyverno/cmd/kyverno',
      'kyverno-init': 'github.com/kyverno/kyverno/cmd/kyverno-init',
    },
  });
  return { kyverno: join(folder, 'kyverno'), 'kyverno-init': join(folder, 'kyverno-init') };
}

/** Where Go keeps the source of a module that one of our modules requires: shipped manifests lie in it. */
export async function sourceOf(required: string, module: string): Promise<string> {
  const go = tryFindProgram('go');
  if (go === undefined) throw new Absent('go is not on the PATH');
  const said = await mustRun(go, ['mod', 'download', '-json', required], { cwd: module });
  return (JSON.parse(said) as { Dir: string }).Dir;
}
