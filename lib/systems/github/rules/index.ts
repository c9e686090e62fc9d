import { callerGivesLess } from './caller-gives-less';
import { type Rule } from '../../../audit';
import { accountMalformed } from './account-malformed';
import { actionAbandoned } from './action-abandoned';
import { actionByBranch } from './action-by-branch';
import { actionByTag } from './action-by-tag';
import { actionCompromised } from './action-compromised';
import { actionGone } from './action-gone';
import { addressAsSecret } from './address-as-secret';
import { branchPerCommit } from './branch-per-commit';
import { cacheAmongImages } from './cache-among-images';
import { cacheShared } from './cache-shared';
import { certificateOfLoadBalancer } from './certificate-of-load-balancer';
import { clusterCredentials } from './cluster-credentials-in-ci';
import { commentInList } from './comment-in-list';
import { commentInTagRule } from './comment-in-tag-rule';
import { containerImageFloats } from './container-image-floats';
import { credentialsOnRequests } from './credentials-on-requests';
import { downloadUnpinned } from './download-unpinned';
import { environmentUndefined } from './environment-undefined';
import { experimentalUnread } from './experimental-unread';
import { expressionRefused } from './expression-refused';
import { failureIgnored } from './failure-ignored';
import { forkCodeWithRights } from './fork-code-with-rights';
import { identityOpen } from './identity-open';
import { imageByPosition } from './image-by-position';
import { inputMisspelled } from './input-misspelled';
import { inputRemoved } from './input-removed';
import { jobMadeTwice } from './job-made-twice';
import { jobOfCronJob } from './job-of-cron-job';
import { kustomizeEditAdds } from './kustomize-edit-adds';
import { linterMismatch } from './linter-mismatch';
import { loadsSeveralPlatforms } from './loads-several-platforms';
import { loneDollar } from './lone-dollar';
import { longLivedToken } from './long-lived-token';
import { neededJobMissing } from './needed-job-missing';
import { onePlatformScanned } from './one-platform-scanned';
import { outputMasked } from './output-masked';
import { outputOfManyLines } from './output-of-many-lines';
import { packagesUnwritable } from './packages-unwritable';
import { passwordArgument } from './password-argument';
import { permissionMissing } from './permission-missing';
import { permissionUnused } from './permission-unused';
import { permissionsForAll } from './permissions-for-all';
import { permissionsUnset } from './permissions-unset';
import { pipeHidesFailure } from './pipe-hides-failure';
import { platformsWithoutEmulation } from './platforms-without-emulation';
import { promotionCancelled } from './promotion-cancelled';
import { promotionNotRepeatable } from './promotion-not-repeatable';
import { promotionUnordered } from './promotion-unordered';
import { referenceUndefined } from './reference-undefined';
import { referenceWithoutVersion } from './reference-without-version';
import { registryLoginWithoutCredentials } from './registry-login-without-credentials';
import { reportMayBeMissing } from './report-may-be-missing';
import { repositoryNameInImage } from './repository-name-in-image';
import { requestPublishes } from './request-publishes';
import { retryLosesFailure } from './retry-loses-failure';
import { runnerMissing } from './runner-missing';
import { runtimeRemoved } from './runtime-removed';
import { sarifDropsSeverity } from './sarif-drops-severity';
import { sbomTypeMismatch } from './sbom-type-mismatch';
import { scannedAfterPush } from './scanned-after-push';
import { scannedByTag } from './scanned-by-tag';
import { scansUnpushedImage } from './scans-unpushed-image';
import { secretInAddress } from './secret-in-address';
import { secretsInherited } from './secrets-inherited';
import { sedRewritesAll } from './sed-rewrites-all';
import { shortCommit } from './short-commit';
import { signedBeforeScanned } from './signed-before-scanned';
import { signedByTag } from './signed-by-tag';
import { signingKeyUnused } from './signing-key-unused';
import { straightToProduction } from './straight-to-production';
import { strangerInScript } from './stranger-in-script';
import { substitutionHidesFailure } from './substitution-hides-failure';
import { syncOfAnyRevision } from './sync-of-any-revision';
import { tagLikeNumber } from './tag-like-number';
import { tagRuleNeverFires } from './tag-rule-never-fires';
import { tagUnquoted } from './tag-unquoted';
import { timeLimitMissing } from './time-limit-missing';
import { tokenUnusedByGit } from './token-unused-by-git';
import { toolOfLatest } from './tool-of-latest';
import { trustedActionFloats } from './trusted-action-floats';
import { valueInJson } from './value-in-json';
import { valueInScript } from './value-in-script';
import { versionCommentWrong } from './version-comment-wrong';
import { versionIsBranch } from './version-is-branch';
import { waitForCompletionOnly } from './wait-for-completion-only';
import { workflowBelowFolder } from './workflow-below-folder';
import { workflowCallsItself } from './workflow-calls-itself';
import { workflowRefused } from './workflow-refused';
import { workflowUnreadable } from './workflow-unreadable';
import { jobMayEverything } from './job-may-everything';
import { testsNotAwaited } from './tests-not-awaited';
import { artifactNotAwaited } from './artifact-not-awaited';
import { scanNeverFails } from './scan-never-fails';
import { failureUnseen } from './failure-unseen';
import { checkoutMissing } from './checkout-missing';
import { variableUnset } from './variable-unset';
import { outputMisspelled } from './output-misspelled';
import { startedWorkflowMissing } from './started-workflow-missing';
import { artifactNotFetched } from './artifact-not-fetched';
import { buildUnpushed } from './build-unpushed';
import { ecrLoginMissing } from './ecr-login-missing';
import { programMissing } from './program-missing';
import { tagBesideDigest } from './tag-beside-digest';
import { artifactOfNobody } from './artifact-of-nobody';

/** The rules for the workflows and actions of GitHub. */
export const githubRules: readonly Rule[] = [
  workflowUnreadable,
  workflowRefused,
  runnerMissing,
  neededJobMissing,
  workflowBelowFolder,
  workflowCallsItself,
  expressionRefused,
  referenceUndefined,
  environmentUndefined,
  actionByBranch,
  actionByTag,
  trustedActionFloats,
  shortCommit,
  actionCompromised,
  actionGone,
  actionAbandoned,
  versionCommentWrong,
  runtimeRemoved,
  containerImageFloats,
  downloadUnpinned,
  referenceWithoutVersion,
  linterMismatch,
  permissionsUnset,
  permissionsForAll,
  permissionMissing,
  permissionUnused,
  forkCodeWithRights,
  credentialsOnRequests,
  requestPublishes,
  strangerInScript,
  valueInScript,
  valueInJson,
  secretInAddress,
  longLivedToken,
  passwordArgument,
  loneDollar,
  tokenUnusedByGit,
  registryLoginWithoutCredentials,
  accountMalformed,
  addressAsSecret,
  outputMasked,
  secretsInherited,
  signedBeforeScanned,
  scannedAfterPush,
  signedByTag,
  scannedByTag,
  scansUnpushedImage,
  loadsSeveralPlatforms,
  platformsWithoutEmulation,
  onePlatformScanned,
  versionIsBranch,
  tagRuleNeverFires,
  commentInList,
  commentInTagRule,
  tagLikeNumber,
  repositoryNameInImage,
  outputOfManyLines,
  cacheAmongImages,
  sarifDropsSeverity,
  reportMayBeMissing,
  signingKeyUnused,
  identityOpen,
  experimentalUnread,
  sbomTypeMismatch,
  substitutionHidesFailure,
  timeLimitMissing,
  promotionUnordered,
  promotionCancelled,
  pipeHidesFailure,
  failureIgnored,
  retryLosesFailure,
  sedRewritesAll,
  imageByPosition,
  promotionNotRepeatable,
  straightToProduction,
  kustomizeEditAdds,
  branchPerCommit,
  tagUnquoted,
  syncOfAnyRevision,
  clusterCredentials,
  certificateOfLoadBalancer,
  jobOfCronJob,
  waitForCompletionOnly,
  cacheShared,
  inputMisspelled,
  inputRemoved,
  toolOfLatest,
  callerGivesLess,
  packagesUnwritable,
  jobMayEverything,
  testsNotAwaited,
  artifactNotAwaited,
  scanNeverFails,
  failureUnseen,
  checkoutMissing,
  variableUnset,
  outputMisspelled,
  startedWorkflowMissing,
  artifactNotFetched,
  buildUnpushed,
  ecrLoginMissing,
  programMissing,
  tagBesideDigest,
  artifactOfNobody,
  jobMadeTwice,
];
