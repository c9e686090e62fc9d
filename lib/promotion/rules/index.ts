import { type Rule } from '../../audit';
import { everyTagRewritten } from './every-tag-rewritten';
import { everythingStaged } from './everything-staged';
import { imageByPosition } from './image-by-position';
import { kustomizeEdits } from './kustomize-edits';
import { productionBeforeStaging } from './production-before-staging';
import { promotedFileSynthesized } from './promoted-file-synthesized';
import { pushFailureLost } from './push-failure-lost';
import { pushForced } from './push-forced';
import { rivalPromoter } from './rival-promoter';
import { secondRunFails } from './second-run-fails';
import { selectionUnchecked } from './selection-unchecked';
import { tokenInScript } from './token-in-script';
import { twoPromoters } from './two-promoters';

/** What can be wrong with how an environment is told what to run. */
export const promotionRules: readonly Rule[] = [
  pushFailureLost,
  everyTagRewritten,
  imageByPosition,
  selectionUnchecked,
  kustomizeEdits,
  secondRunFails,
  everythingStaged,
  pushForced,
  twoPromoters,
  promotedFileSynthesized,
  rivalPromoter,
  productionBeforeStaging,
  tokenInScript,
];
