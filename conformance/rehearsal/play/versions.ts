import { COSIGN } from '../../kyverno/registry';
import { KYVERNO } from '../../kyverno/command';
import { KUBERNETES, ROLLOUTS } from '../../kubernetes/programs';
import { PROMETHEUS } from '../../monitoring/promtool';
import { GRYPE, PIPELINES, SYFT, TRIGGERS } from '../images/programs';

/** What the play runs on. */
export function versions(): Readonly<Record<string, string>> {
  return {
    Kubernetes: KUBERNETES,
    'Tekton Pipelines': PIPELINES,
    'Tekton Triggers': TRIGGERS,
    'Argo Rollouts': ROLLOUTS,
    Kyverno: KYVERNO,
    Prometheus: PROMETHEUS,
    cosign: COSIGN,
    Syft: SYFT,
    Grype: GRYPE,
  };
}
