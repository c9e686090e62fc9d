import { type Rule } from '../audit';
import { attestationMissing } from './rules/attestation-missing';
import { builtElsewhere } from './rules/built-elsewhere';
import { fixedTagPushedAgain } from './rules/fixed-tag-pushed-again';
import { issuerUnknown } from './rules/issuer-unknown';
import { nobodySigns } from './rules/nobody-signs';
import { otherImageScanned } from './rules/other-image-scanned';
import { platformNotMade } from './rules/platform-not-made';
import { previewUnpushed } from './rules/preview-unpushed';
import { promotedMarkLost } from './rules/promoted-mark-lost';
import { promotionUnread } from './rules/promotion-unread';
import { pushRefused } from './rules/push-refused';
import { pushUnused } from './rules/push-unused';
import { jobPushRefused } from './rules/job-push-refused';
import { roleForNoJob } from './rules/role-for-no-job';
import { roleForNobody } from './rules/role-for-nobody';
import { roleRefusesJob } from './rules/role-refuses-job';
import { signatureNotAsked } from './rules/signature-not-asked';
import { signerNotTrusted } from './rules/signer-not-trusted';
import { signerShared } from './rules/signer-shared';
import { strangerTrusted } from './rules/stranger-trusted';
import { tagNeverExpires } from './rules/tag-never-expires';
import { testsMayPush } from './rules/tests-may-push';
import { repositoryNotMade } from './rules/repository-not-made';
import { keptTagUnpushed } from './rules/kept-tag-unpushed';
import { commandDeprecated } from './rules/command-deprecated';
import { environmentNotPromoted } from './rules/environment-not-promoted';
import { verifiedAsNobody } from './rules/verified-as-nobody';

/** What can be wrong between systems: each is right by itself, and together they fail. */
export const custodyRules: readonly Rule[] = [
  signerNotTrusted,
  nobodySigns,
  strangerTrusted,
  signatureNotAsked,
  pushRefused,
  roleForNobody,
  pushUnused,
  tagNeverExpires,
  promotedMarkLost,
  fixedTagPushedAgain,
  otherImageScanned,
  builtElsewhere,
  signerShared,
  issuerUnknown,
  attestationMissing,
  promotionUnread,
  roleRefusesJob,
  roleForNoJob,
  jobPushRefused,
  platformNotMade,
  previewUnpushed,
  testsMayPush,
  repositoryNotMade,
  keptTagUnpushed,
  environmentNotPromoted,
  verifiedAsNobody,
  commandDeprecated,
];
