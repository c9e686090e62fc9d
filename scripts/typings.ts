import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dump } from 'js-yaml';
import { invalid } from '../lib/model/invalid';
import { type Crd, type ProductCrd } from './facts/crd';
import { IMPORTS } from './facts/places';

/**
 * The kinds that constructs make through typed classes, by API group. Where the typings of a kind would be megabytes (the
 * generators of an ApplicationSet, the providers of a SecretStore), its construct writes a plain `ApiObject` instead.
 */
const MADE: Readonly<Record<string, readonly string[]>> = {
  'argocd-image-updater.argoproj.io': ['ImageUpdater'],
  'argoproj.io': ['AnalysisTemplate', 'AppProject', 'Application', 'Rollout'],
  'bitnami.com': ['SealedSecret'],
  'external-secrets.io': ['ExternalSecret'],
  'flagger.app': ['AlertProvider', 'Canary', 'MetricTemplate'],
  'gateway.networking.k8s.io': ['HTTPRoute'],
  'helm.toolkit.fluxcd.io': ['HelmRelease'],
  'image.toolkit.fluxcd.io': ['ImagePolicy', 'ImageRepository', 'ImageUpdateAutomation'],
  'kargo.akuity.io': ['Project', 'ProjectConfig', 'PromotionTask', 'Stage', 'Warehouse'],
  'kustomize.toolkit.fluxcd.io': ['Kustomization'],
  'kyverno.io': ['ClusterPolicy'],
  'monitoring.coreos.com': ['PodMonitor', 'PrometheusRule', 'ServiceMonitor'],
  'networking.istio.io': ['DestinationRule', 'VirtualService'],
  'notification.toolkit.fluxcd.io': ['Alert', 'Provider', 'Receiver'],
  'policies.kyverno.io': ['ImageValidatingPolicy', 'ValidatingPolicy'],
  'promoter.argoproj.io': [
    'ArgoCDCommitStatus',
    'GitRepository',
    'PromotionStrategy',
    'ScmProvider',
    'TimedCommitStatus',
  ],
  'source.toolkit.fluxcd.io': ['GitRepository', 'HelmRepository', 'OCIRepository'],
  'tekton.dev': ['Pipeline', 'PipelineRun', 'StepAction', 'Task'],
  'triggers.tekton.dev': ['EventListener', 'TriggerBinding', 'TriggerTemplate'],
};

const CDK8S = join(dirname(require.resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');

/** Writes the TypeScript of the kinds that constructs make, one file an API group, with `cdk8s import`. */
export function writeTypings(crds: readonly ProductCrd[]): void {
  mkdirSync(IMPORTS, { recursive: true });
  for (const file of readdirSync(IMPORTS)) rmSync(join(IMPORTS, file));
  const work = mkdtempSync(join(tmpdir(), 'imports-'));
  try {
    for (const [group, kinds] of Object.entries(MADE)) {
      const source = join(work, `${group}.yaml`);
      writeFileSync(source, kinds.map((kind) => `---\n${dump(find(crds, group, kind), { noRefs: true })}`).join(''));
      importFrom(source);
    }
  } finally {
    rmSync(work, { recursive: true });
  }
}

function find(crds: readonly ProductCrd[], group: string, kind: string): Crd {
  const found = crds.find(({ crd }) => crd.spec.group === group && crd.spec.names.kind === kind);
  if (!found) throw invalid('MADE', 'kinds with a definition in crds/', `${group} ${kind}`);
  return found.crd;
}

function importFrom(source: string): void {
  const options = ['--language', 'typescript', '--output', IMPORTS, '--no-save', '--no-check-upgrade'];
  execFileSync(process.execPath, [CDK8S, 'import', source, ...options], { stdio: 'pipe' });
}
