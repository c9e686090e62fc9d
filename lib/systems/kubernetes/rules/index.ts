import { type Rule } from '../../../audit';
import { autoscalerBounds } from './autoscaler-bounds';
import { autoscalerWithoutRequest } from './autoscaler-without-request';
import { autoscalerWithoutTarget } from './autoscaler-without-target';
import { budgetBlocksDrains } from './budget-blocks-drains';
import { budgetWithoutPods } from './budget-without-pods';
import { imageByTag } from './image-by-tag';
import { imageLatest } from './image-latest';
import { imageUnreadable } from './image-unreadable';
import { jobKeptForEver } from './job-kept-for-ever';
import { jobTriedAgain } from './job-tried-again';
import { keyUnknown } from './key-unknown';
import { kustomizationFileMissing } from './kustomization-file-missing';
import { kustomizationLeavesOut } from './kustomization-leaves-out';
import { nameInvalid } from './name-invalid';
import { namespaceMadeElsewhere } from './namespace-made-elsewhere';
import { namespaceMissing } from './namespace-missing';
import { namespaceWithoutPodSecurity } from './namespace-without-pod-security';
import { networkPolicyWithoutPods } from './network-policy-without-pods';
import { objectTwice } from './object-twice';
import { podRefusedByNamespace } from './pod-refused-by-namespace';
import { preStopImpossible } from './pre-stop-impossible';
import { probePortUnknown } from './probe-port-unknown';
import { referenceUnknown } from './reference-unknown';
import { registryAccountMalformed } from './registry-account-malformed';
import { replicasSetTwice } from './replicas-set-twice';
import { requestAboveLimit } from './request-above-limit';
import { resourcesMissing } from './resources-missing';
import { secretInPlainText } from './secret-in-plain-text';
import { secretMadeElsewhere } from './secret-made-elsewhere';
import { selectorMissesTemplate } from './selector-misses-template';
import { servedWithoutReadiness } from './served-without-readiness';
import { serviceWithoutPods } from './service-without-pods';
import { serviceWithoutPorts } from './service-without-ports';
import { targetPortNameUnknown } from './target-port-name-unknown';
import { targetPortUndeclared } from './target-port-undeclared';
import { workloadsOverlap } from './workloads-overlap';
import { roleMadeElsewhere } from './role-made-elsewhere';
import { roleAllowsEverything } from './role-allows-everything';
import { policyPortUndeclared } from './policy-port-undeclared';
import { policyOpen } from './policy-open';
import { spreadMissesPods } from './spread-misses-pods';
import { tokenWithoutRights } from './token-without-rights';
import { stopsAtOnce } from './stops-at-once';
import { oneReplica } from './one-replica';

/** What is judged of Kubernetes' own kinds, in the order of the ids. */
export const kubernetesRules: readonly Rule[] = [
  imageLatest,
  imageByTag,
  imageUnreadable,
  podRefusedByNamespace,
  namespaceWithoutPodSecurity,
  secretInPlainText,
  resourcesMissing,
  requestAboveLimit,
  serviceWithoutPods,
  targetPortNameUnknown,
  targetPortUndeclared,
  servedWithoutReadiness,
  selectorMissesTemplate,
  probePortUnknown,
  preStopImpossible,
  autoscalerWithoutTarget,
  autoscalerWithoutRequest,
  autoscalerBounds,
  replicasSetTwice,
  budgetWithoutPods,
  budgetBlocksDrains,
  networkPolicyWithoutPods,
  referenceUnknown,
  keyUnknown,
  secretMadeElsewhere,
  namespaceMadeElsewhere,
  objectTwice,
  nameInvalid,
  namespaceMissing,
  kustomizationFileMissing,
  kustomizationLeavesOut,
  workloadsOverlap,
  serviceWithoutPorts,
  registryAccountMalformed,
  jobTriedAgain,
  jobKeptForEver,
  roleMadeElsewhere,
  roleAllowsEverything,
  policyPortUndeclared,
  policyOpen,
  spreadMissesPods,
  tokenWithoutRights,
  stopsAtOnce,
  oneReplica,
];
