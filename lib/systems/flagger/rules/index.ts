import { type Rule } from '../../../audit';
import { durationIsMean } from './duration-is-mean';
import { gatewayMissing } from './gateway-missing';
import { generatedRendered } from './generated-rendered';
import { ingressMissesApex } from './ingress-misses-apex';
import { intervalNotKept } from './interval-not-kept';
import { noTrafficMade } from './no-traffic-made';
import { nothingJudges } from './nothing-judges';
import { providerRetired } from './provider-retired';
import { queryUnreadable } from './query-unreadable';
import { replicasPinned } from './replicas-pinned';
import { selectorLabelUnknown } from './selector-label-unknown';
import { targetMissing } from './target-missing';
import { targetShared } from './target-shared';
import { templateMissing } from './template-missing';
import { thresholdInWrongUnit } from './threshold-in-wrong-unit';
import { thresholdMissing } from './threshold-missing';
import { weightPastMaximum } from './weight-past-maximum';
import { weightsDoNotRise } from './weights-do-not-rise';
import { weightsNotSplit } from './weights-not-split';

/** What is checked of Flagger's Canaries and their metrics. */
export const flaggerRules: readonly Rule[] = [
  templateMissing,
  noTrafficMade,
  ingressMissesApex,
  generatedRendered,
  targetShared,
  replicasPinned,
  intervalNotKept,
  durationIsMean,
  providerRetired,
  gatewayMissing,
  weightsDoNotRise,
  weightPastMaximum,
  targetMissing,
  selectorLabelUnknown,
  weightsNotSplit,
  thresholdMissing,
  thresholdInWrongUnit,
  nothingJudges,
  queryUnreadable,
];
