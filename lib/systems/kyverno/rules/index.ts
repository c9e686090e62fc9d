import { type Rule } from '../../../audit';
import { allowListOpen } from './allow-list-open';
import { anyStatementSigns } from './any-statement-signs';
import { attestorUnused } from './attestor-unused';
import { autogenOff } from './autogen-off';
import { callerUnbound } from './caller-unbound';
import { clusterPolicyRetired } from './cluster-policy-retired';
import { digestWrittenInAudit } from './digest-written-in-audit';
import { ephemeralContainersOpen } from './ephemeral-containers-open';
import { expressionOpen } from './expression-open';
import { extensionsIgnored } from './extensions-ignored';
import { imageNotAllowed } from './image-not-allowed';
import { initContainersOpen } from './init-containers-open';
import { onlyReported } from './only-reported';
import { openWhenAway } from './open-when-away';
import { otherImagesOpen } from './other-images-open';
import { patternAccountMalformed } from './pattern-account-malformed';
import { patternTakesNeighbours } from './pattern-takes-neighbours';
import { rolloutNotJudged } from './rollout-not-judged';
import { rolloutUnverified } from './rollout-unverified';
import { selectsNothing } from './selects-nothing';
import { signatureFormUnread } from './signature-form-unread';
import { signerIncomplete } from './signer-incomplete';
import { signersInOneAttestor } from './signers-in-one-attestor';
import { subjectWildcard } from './subject-wildcard';
import { subjectWildcardOpen } from './subject-wildcard-open';
import { webhookShared } from './webhook-shared';
import { admitsEverything } from './admits-everything';
import { celNameUndeclared } from './cel-name-undeclared';
import { attestationUnused } from './attestation-unused';
import { operationNotJudged } from './operation-not-judged';
import { bracketsUnbalanced } from './brackets-unbalanced';
import { namespaceUnknown } from './namespace-unknown';
import { digestNotAsked } from './digest-not-asked';
import { waysDiffer } from './ways-differ';
import { containersOfNothing } from './containers-of-nothing';
import { workloadsNotWatched } from './workloads-not-watched';

/** What can be wrong with the policies of Kyverno. */
export const kyvernoRules: readonly Rule[] = [
  webhookShared,
  autogenOff,
  ephemeralContainersOpen,
  rolloutNotJudged,
  rolloutUnverified,
  selectsNothing,
  subjectWildcard,
  expressionOpen,
  signerIncomplete,
  signersInOneAttestor,
  extensionsIgnored,
  anyStatementSigns,
  clusterPolicyRetired,
  signatureFormUnread,
  digestWrittenInAudit,
  onlyReported,
  openWhenAway,
  otherImagesOpen,
  initContainersOpen,
  callerUnbound,
  patternTakesNeighbours,
  allowListOpen,
  subjectWildcardOpen,
  attestorUnused,
  imageNotAllowed,
  patternAccountMalformed,
  admitsEverything,
  celNameUndeclared,
  attestationUnused,
  operationNotJudged,
  bracketsUnbalanced,
  namespaceUnknown,
  digestNotAsked,
  waysDiffer,
  containersOfNothing,
  workloadsNotWatched,
];
