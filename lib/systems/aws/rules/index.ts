import { type Rule } from '../../../audit';
import { absentClaimPasses } from './absent-claim-passes';
import { accountIdShort } from './account-id-short';
import { allTagsNeeded } from './all-tags-needed';
import { anyBranchAssumes } from './any-branch-assumes';
import { anybodyAssumes } from './anybody-assumes';
import { anyNotLast } from './any-not-last';
import { anyPodAssumes } from './any-pod-assumes';
import { anyRepositoryAssumes } from './any-repository-assumes';
import { anyWorkflowAssumes } from './any-workflow-assumes';
import { associationRefused } from './association-refused';
import { audienceOpen } from './audience-open';
import { becomesAnyRole } from './becomes-any-role';
import { exclusionUnknown } from './exclusion-unknown';
import { keptForEverByCount } from './kept-for-ever-by-count';
import { lifecycleMissing } from './lifecycle-missing';
import { lifecycleRefused } from './lifecycle-refused';
import { loginMissing } from './login-missing';
import { managedPolicyBroad } from './managed-policy-broad';
import { namesakeAssumes } from './namesake-assumes';
import { neighbourAssumes } from './neighbour-assumes';
import { oneSubjectForm } from './one-subject-form';
import { priorityShared } from './priority-shared';
import { promotedImageDeleted } from './promoted-image-deleted';
import { providerTwice } from './provider-twice';
import { providerUnusable } from './provider-unusable';
import { pusherDeletes } from './pusher-deletes';
import { pushEverywhere } from './push-everywhere';
import { pushIncomplete } from './push-incomplete';
import { repositoryPublic } from './repository-public';
import { ruleUnreachable } from './rule-unreachable';
import { scanOff } from './scan-off';
import { tagMutable } from './tag-mutable';
import { untaggedTwice } from './untagged-twice';
import { wildcardTakenLiterally } from './wildcard-taken-literally';
import { deletedWithImages } from './deleted-with-images';
import { newestAloneKept } from './newest-alone-kept';
import { anyAccountAssumes } from './any-account-assumes';
import { podsNotNamed } from './pods-not-named';
import { pushWithoutLogin } from './push-without-login';

/** The mistakes that can be seen in the Terraform of a delivery: registry, trust and permissions. */
export const awsRules: readonly Rule[] = [
  tagMutable,
  scanOff,
  exclusionUnknown,
  lifecycleMissing,
  repositoryPublic,
  lifecycleRefused,
  priorityShared,
  anyNotLast,
  untaggedTwice,
  allTagsNeeded,
  ruleUnreachable,
  promotedImageDeleted,
  keptForEverByCount,
  anybodyAssumes,
  neighbourAssumes,
  wildcardTakenLiterally,
  absentClaimPasses,
  oneSubjectForm,
  audienceOpen,
  anyBranchAssumes,
  namesakeAssumes,
  anyWorkflowAssumes,
  anyRepositoryAssumes,
  providerUnusable,
  providerTwice,
  anyPodAssumes,
  associationRefused,
  accountIdShort,
  managedPolicyBroad,
  pushEverywhere,
  pusherDeletes,
  becomesAnyRole,
  loginMissing,
  pushIncomplete,
  deletedWithImages,
  newestAloneKept,
  anyAccountAssumes,
  podsNotNamed,
  pushWithoutLogin,
];
