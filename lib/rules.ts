import { type Rule } from './audit';
import { custodyRules } from './custody';
import { awsRules } from './systems/aws/rules';
import { kubernetesRules } from './systems/kubernetes/rules';
import { kyvernoRules } from './systems/kyverno/rules';
import { rolloutRules } from './systems/rollouts/rules';
import { tektonRules } from './systems/tekton/rules';

/** Every rule of slipway, in the order in which a report names them. */
export const allRules: readonly Rule[] = [
  ...kubernetesRules,
  ...tektonRules,
  ...rolloutRules,
  ...kyvernoRules,
  ...awsRules,
  ...custodyRules,
];
