import { type Rule } from '../../../audit';
import { accountDefault } from './account-default';
import { bindingExpressionMalformed } from './binding-expression-malformed';
import { bindingParamTwice } from './binding-param-twice';
import { bindingParamUnused } from './binding-param-unused';
import { branchNotFiltered } from './branch-not-filtered';
import { buildContextMoves } from './build-context-moves';
import { builderWithoutRoot } from './builder-without-root';
import { cacheRepositoryTagged } from './cache-repository-tagged';
import { catalogTaskAbandoned } from './catalog-task-abandoned';
import { chainsHintIncomplete } from './chains-hint-incomplete';
import { claimsTogether } from './claims-together';
import { cloneAddressWithoutCredentials } from './clone-address-without-credentials';
import { deletionNotFiltered } from './deletion-not-filtered';
import { dockerConfigUnnamed } from './docker-config-unnamed';
import { emptyDirShared } from './empty-dir-shared';
import { eventFieldUnknown } from './event-field-unknown';
import { failureIgnored } from './failure-ignored';
import { filesLostBetweenSteps } from './files-lost-between-steps';
import { filterMalformed } from './filter-malformed';
import { finallyMisused } from './finally-misused';
import { gateBypassed } from './gate-bypassed';
import { gateSkippable } from './gate-skippable';
import { hubCatalogWrong } from './hub-catalog-wrong';
import { hubClosed } from './hub-closed';
import { imageAbandoned } from './image-abandoned';
import { imageByTag } from './image-by-tag';
import { imageCompromised } from './image-compromised';
import { imagePastItsEnd } from './image-past-its-end';
import { imageUnpinned } from './image-unpinned';
import { interceptorParamUnknown } from './interceptor-param-unknown';
import { interceptorUnknown } from './interceptor-unknown';
import { listenerAccessMissing } from './listener-access-missing';
import { listenerReadsSecrets } from './listener-reads-secrets';
import { listenerUnreachable } from './listener-unreachable';
import { listenerWithoutAccess } from './listener-without-access';
import { listenerWithoutToken } from './listener-without-token';
import { nameDuplicate } from './name-duplicate';
import { nameReserved } from './name-reserved';
import { nameTooLong } from './name-too-long';
import { namespaceOfTekton } from './namespace-of-tekton';
import { outputLost } from './output-lost';
import { paramMissing } from './param-missing';
import { paramTypeMismatch } from './param-type-mismatch';
import { paramUndeclared } from './param-undeclared';
import { paramUnknown } from './param-unknown';
import { paramUnused } from './param-unused';
import { pathHardCoded } from './path-hard-coded';
import { pipeHidesFailure } from './pipe-hides-failure';
import { pipelineMissing } from './pipeline-missing';
import { raceWithoutCgo } from './race-without-cgo';
import { referenceMisspelt } from './reference-misspelt';
import { referenceNotSubstituted } from './reference-not-substituted';
import { registryAccountMalformed } from './registry-account-malformed';
import { registryPasswordExpires } from './registry-password-expires';
import { remoteUnpinned } from './remote-unpinned';
import { requestAboveLimit } from './request-above-limit';
import { resolverParamMissing } from './resolver-param-missing';
import { resolverParamUnknown } from './resolver-param-unknown';
import { resourcesMissing } from './resources-missing';
import { resultTooBig } from './result-too-big';
import { resultUndeclared } from './result-undeclared';
import { resultUnwritten } from './result-unwritten';
import { retriesWithContinue } from './retries-with-continue';
import { scanDatabaseFetched } from './scan-database-fetched';
import { scanNeverFails } from './scan-never-fails';
import { scanReportLost } from './scan-report-lost';
import { scriptGoesOn } from './script-goes-on';
import { scriptInjection } from './script-injection';
import { secretMadeElsewhere } from './secret-made-elsewhere';
import { senderNotChecked } from './sender-not-checked';
import { sshKeyUnnamed } from './ssh-key-unnamed';
import { stepActionMissing } from './step-action-missing';
import { stepRefusedByNamespace } from './step-refused-by-namespace';
import { stepResultUnreadable } from './step-result-unreadable';
import { tagBeforeScan } from './tag-before-scan';
import { taskMissing } from './task-missing';
import { taskOrderBroken } from './task-order-broken';
import { taskResultUnknown } from './task-result-unknown';
import { taskRunSpecUnknown } from './task-run-spec-unknown';
import { tektonRefusedByNamespace } from './tekton-refused-by-namespace';
import { templateObjectUnfit } from './template-object-unfit';
import { templateParamUnbound } from './template-param-unbound';
import { templateParamUnused } from './template-param-unused';
import { timeoutsDisordered } from './timeouts-disordered';
import { tokenMounted } from './token-mounted';
import { triggerRefMissing } from './trigger-ref-missing';
import { volumeUnknown } from './volume-unknown';
import { volumeUnused } from './volume-unused';
import { workingDirMissing } from './working-dir-missing';
import { workspaceMissing } from './workspace-missing';
import { workspaceOptional } from './workspace-optional';
import { workspaceUndeclared } from './workspace-undeclared';
import { workspaceUnknown } from './workspace-unknown';
import { workspaceUnused } from './workspace-unused';
import { runNameFixed } from './run-name-fixed';
import { waitedForMayFail } from './waited-for-may-fail';
import { stepFailureUntold } from './step-failure-untold';
import { volumeUnfilled } from './volume-unfilled';
import { mountMissing } from './mount-missing';
import { checkoutNotAwaited } from './checkout-not-awaited';
import { testsNotAwaited } from './tests-not-awaited';
import { accountMissing } from './account-missing';
import { runWithoutEnd } from './run-without-end';
import { resultOfSkipped } from './result-of-skipped';
import { featureOff } from './feature-off';
import { listenerExposed } from './listener-exposed';
import { listenerPort } from './listener-port';

/** What can be wrong with Tasks, Pipelines, runs and triggers, in the order of the ids. */
export const tektonRules: readonly Rule[] = [
  referenceMisspelt,
  paramUndeclared,
  workspaceUndeclared,
  resultUndeclared,
  taskResultUnknown,
  stepResultUnreadable,
  referenceNotSubstituted,
  paramUnused,
  workspaceUnused,
  resultUnwritten,
  volumeUnused,
  paramUnknown,
  paramMissing,
  paramTypeMismatch,
  taskMissing,
  pipelineMissing,
  stepActionMissing,
  workspaceMissing,
  workspaceUnknown,
  workspaceOptional,
  taskOrderBroken,
  finallyMisused,
  taskRunSpecUnknown,
  catalogTaskAbandoned,
  resolverParamMissing,
  resolverParamUnknown,
  hubCatalogWrong,
  hubClosed,
  remoteUnpinned,
  imageUnpinned,
  imageCompromised,
  imageAbandoned,
  scriptInjection,
  pipeHidesFailure,
  failureIgnored,
  scriptGoesOn,
  raceWithoutCgo,
  pathHardCoded,
  outputLost,
  workingDirMissing,
  scanNeverFails,
  filesLostBetweenSteps,
  dockerConfigUnnamed,
  sshKeyUnnamed,
  cacheRepositoryTagged,
  chainsHintIncomplete,
  buildContextMoves,
  registryPasswordExpires,
  registryAccountMalformed,
  imageByTag,
  gateBypassed,
  gateSkippable,
  timeoutsDisordered,
  retriesWithContinue,
  stepRefusedByNamespace,
  namespaceOfTekton,
  tektonRefusedByNamespace,
  resourcesMissing,
  requestAboveLimit,
  accountDefault,
  tokenMounted,
  nameDuplicate,
  nameReserved,
  volumeUnknown,
  nameTooLong,
  emptyDirShared,
  claimsTogether,
  resultTooBig,
  waitedForMayFail,
  stepFailureUntold,
  builderWithoutRoot,
  scanDatabaseFetched,
  scanReportLost,
  tagBeforeScan,
  secretMadeElsewhere,
  imagePastItsEnd,
  volumeUnfilled,
  mountMissing,
  checkoutNotAwaited,
  testsNotAwaited,
  accountMissing,
  runWithoutEnd,
  resultOfSkipped,
  featureOff,
  triggerRefMissing,
  templateParamUnbound,
  bindingParamUnused,
  templateParamUnused,
  bindingExpressionMalformed,
  eventFieldUnknown,
  deletionNotFiltered,
  filterMalformed,
  branchNotFiltered,
  senderNotChecked,
  interceptorUnknown,
  interceptorParamUnknown,
  templateObjectUnfit,
  bindingParamTwice,
  cloneAddressWithoutCredentials,
  listenerAccessMissing,
  listenerWithoutAccess,
  listenerReadsSecrets,
  listenerWithoutToken,
  listenerUnreachable,
  runNameFixed,
  listenerExposed,
  listenerPort,
];
