import { type Rule } from '../../../audit';
import { assumeRoleWithoutToken } from './assume-role-without-token';
import { deployInterrupted } from './deploy-interrupted';
import { deploysSideBySide } from './deploys-side-by-side';
import { dindPrivileged } from './dind-privileged';
import { dindWithoutTls } from './dind-without-tls';
import { fileUnreadable } from './file-unreadable';
import { foreignSyntax } from './foreign-syntax';
import { identityInMergeRequest } from './identity-in-merge-request';
import { imageByTag } from './image-by-tag';
import { imagePastItsEnd } from './image-past-its-end';
import { imageUnscanned } from './image-unscanned';
import { imageUnsigned } from './image-unsigned';
import { includeUnpinned } from './include-unpinned';
import { keywordUnknown } from './keyword-unknown';
import { needAbsent } from './need-absent';
import { needUnknown } from './need-unknown';
import { neverInterrupted } from './never-interrupted';
import { onlyExcept } from './only-except';
import { passwordOnCommandLine } from './password-on-command-line';
import { pipelinesTwice } from './pipelines-twice';
import { programMissing } from './program-missing';
import { registryPathForeign } from './registry-path-foreign';
import { secretInFile } from './secret-in-file';
import { signedBeforeScanned } from './signed-before-scanned';
import { signedByTag } from './signed-by-tag';
import { signingInChild } from './signing-in-child';
import { signingWithoutToken } from './signing-without-token';
import { stageUnknown } from './stage-unknown';
import { tokenInAddress } from './token-in-address';
import { variableRemoved } from './variable-removed';

/** The mistakes that can be seen in pipelines of GitLab. */
export const gitlabRules: readonly Rule[] = [
  foreignSyntax,
  keywordUnknown,
  variableRemoved,
  registryPathForeign,
  dindWithoutTls,
  dindPrivileged,
  onlyExcept,
  pipelinesTwice,
  imageByTag,
  passwordOnCommandLine,
  tokenInAddress,
  needUnknown,
  stageUnknown,
  signingWithoutToken,
  signingInChild,
  assumeRoleWithoutToken,
  secretInFile,
  identityInMergeRequest,
  imageUnscanned,
  imageUnsigned,
  deploysSideBySide,
  neverInterrupted,
  deployInterrupted,
  signedBeforeScanned,
  signedByTag,
  includeUnpinned,
  programMissing,
  needAbsent,
  fileUnreadable,
  imagePastItsEnd,
];
