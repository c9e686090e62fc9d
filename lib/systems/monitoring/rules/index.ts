import { type Rule } from '../../../audit';
import { alertAtOnce } from './alert-at-once';
import { alertLabelChanges } from './alert-label-changes';
import { alertSaysTooLittle } from './alert-says-too-little';
import { expressionUnreadable } from './expression-unreadable';
import { hashNotWritten } from './hash-not-written';
import { labelSummedAway } from './label-summed-away';
import { labelUnknown } from './label-unknown';
import { labelValueUnknown } from './label-value-unknown';
import { labelsNotHonored } from './labels-not-honored';
import { metricUnknown } from './metric-unknown';
import { monitorPortMissing } from './monitor-port-missing';
import { monitorSelectsNothing } from './monitor-selects-nothing';
import { quantileOfEachSeries } from './quantile-of-each-series';
import { quantileWithoutBounds } from './quantile-without-bounds';
import { rateOfGauge } from './rate-of-gauge';
import { ratioOfItself } from './ratio-of-itself';
import { ruleRefused } from './rule-refused';
import { rulesNotLoaded } from './rules-not-loaded';

/** What is checked of alerts, recordings, and the monitors that feed them. */
export const monitoringRules: readonly Rule[] = [
  expressionUnreadable,
  metricUnknown,
  labelUnknown,
  labelValueUnknown,
  rateOfGauge,
  ratioOfItself,
  quantileWithoutBounds,
  quantileOfEachSeries,
  alertAtOnce,
  alertSaysTooLittle,
  rulesNotLoaded,
  monitorSelectsNothing,
  monitorPortMissing,
  hashNotWritten,
  labelSummedAway,
  alertLabelChanges,
  labelsNotHonored,
  ruleRefused,
];
