import { type Rule } from './audit';
import { custodyRules } from './custody';
import { promotionRules } from './promotion/rules';
import { argoCdRules } from './systems/argocd/rules';
import { awsRules } from './systems/aws/rules';
import { dockerfileRules } from './systems/dockerfile/rules';
import { flaggerRules } from './systems/flagger/rules';
import { fluxRules } from './systems/flux/rules';
import { githubRules } from './systems/github/rules';
import { gitlabRules } from './systems/gitlab/rules';
import { kargoRules } from './systems/kargo/rules';
import { kubernetesRules } from './systems/kubernetes/rules';
import { kyvernoRules } from './systems/kyverno/rules';
import { monitoringRules } from './systems/monitoring/rules';
import { rolloutRules } from './systems/rollouts/rules';
import { routingRules } from './systems/routing/rules';
import { secretsRules } from './systems/secrets/rules';
import { tektonRules } from './systems/tekton/rules';

/** Every rule of slipway, in the order in which a report names them. */
export const allRules: readonly Rule[] = [
  ...kubernetesRules,
  ...tektonRules,
  ...rolloutRules,
  ...routingRules,
  ...kyvernoRules,
  ...awsRules,
  ...dockerfileRules,
  ...flaggerRules,
  ...fluxRules,
  ...kargoRules,
  ...monitoringRules,
  ...secretsRules,
  ...githubRules,
  ...gitlabRules,
  ...argoCdRules,
  ...custodyRules,
  ...promotionRules,
];
