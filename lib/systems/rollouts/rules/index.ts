import { type Rule } from '../../../audit';
import { activeIsPreview } from './active-is-preview';
import { addressMissing } from './address-missing';
import { addressUnusable } from './address-unusable';
import { analysisNeverEnds } from './analysis-never-ends';
import { analysisRunsTwice } from './analysis-runs-twice';
import { argumentMissing } from './argument-missing';
import { argumentUndeclared } from './argument-undeclared';
import { argumentUnused } from './argument-unused';
import { backgroundBarelyMeasures } from './background-barely-measures';
import { backgroundCounts } from './background-counts';
import { backgroundNeverStarts } from './background-never-starts';
import { conditionMissing } from './condition-missing';
import { conditionNeverWorks } from './condition-never-works';
import { conditionsLeaveAGap } from './conditions-leave-a-gap';
import { countInQuotes } from './count-in-quotes';
import { deadlineDoesNotAbort } from './deadline-does-not-abort';
import { deadlineTooShort } from './deadline-too-short';
import { destinationRuleMissing } from './destination-rule-missing';
import { dynamicScaleAbort } from './dynamic-scale-abort';
import { dynamicScaleDelayed } from './dynamic-scale-delayed';
import { emptyAnswerIsError } from './empty-answer-is-error';
import { exceptionMatchesNothing } from './exception-matches-nothing';
import { failuresAddUp } from './failures-add-up';
import { gateCannotClose } from './gate-cannot-close';
import { headerWithoutValue } from './header-without-value';
import { historyTooShort } from './history-too-short';
import { ingressMissesService } from './ingress-misses-service';
import { jobTriesAgain } from './job-tries-again';
import { jobWithoutDeadline } from './job-without-deadline';
import { limitsContradict } from './limits-contradict';
import { metricNameTwice } from './metric-name-twice';
import { mirrorWithoutMatch } from './mirror-without-match';
import { nanDecides } from './nan-decides';
import { noRoomToExchange } from './no-room-to-exchange';
import { numeratorAbsent } from './numerator-absent';
import { oldVersionGone } from './old-version-gone';
import { oneFailureAborts } from './one-failure-aborts';
import { outageAborts } from './outage-aborts';
import { pauseWithoutEnd } from './pause-without-end';
import { podTemplateMissing } from './pod-template-missing';
import { providerNotOne } from './provider-not-one';
import { querySelectsNobody } from './query-selects-nobody';
import { queryUnreadable } from './query-unreadable';
import { routeMissesService } from './route-misses-service';
import { routeMissing } from './route-missing';
import { routerCannot } from './router-cannot';
import { routerNeeded } from './router-needed';
import { routerObjectNotOne } from './router-object-not-one';
import { routerRetired } from './router-retired';
import { routerWithoutServices } from './router-without-services';
import { selectorMissing } from './selector-missing';
import { serviceMissesPods } from './service-misses-pods';
import { serviceMissing } from './service-missing';
import { serviceWithoutPorts } from './service-without-ports';
import { signalJudgedTwice } from './signal-judged-twice';
import { stepNotOneKind } from './step-not-one-kind';
import { stepValueRefused } from './step-value-refused';
import { strategyNotOne } from './strategy-not-one';
import { templateMissing } from './template-missing';
import { templateTwice } from './template-twice';
import { timeUnreadable } from './time-unreadable';
import { versionsNotToldApart } from './versions-not-told-apart';
import { virtualServiceMixed } from './virtual-service-mixed';
import { weightNotHeld } from './weight-not-held';
import { weightRounded } from './weight-rounded';
import { weightsBeginShared } from './weights-begin-shared';
import { windowBeforeStart } from './window-before-start';
import { windowBeforeWeight } from './window-before-weight';
import { weightFalls } from './weight-falls';
import { canaryWithoutSteps } from './canary-without-steps';
import { rangeHoldsTooLittle } from './range-holds-too-little';
import { canaryTakesHours } from './canary-takes-hours';
import { peakAboveQuota } from './peak-above-quota';

/** What is checked of Rollouts, their routers and their analyses. */
export const rolloutRules: readonly Rule[] = [
  selectorMissing,
  strategyNotOne,
  stepNotOneKind,
  analysisNeverEnds,
  templateMissing,
  serviceMissing,
  serviceMissesPods,
  serviceWithoutPorts,
  routerWithoutServices,
  activeIsPreview,
  routeMissing,
  routeMissesService,
  virtualServiceMixed,
  destinationRuleMissing,
  ingressMissesService,
  routerObjectNotOne,
  routerRetired,
  routerNeeded,
  routerCannot,
  stepValueRefused,
  weightRounded,
  weightNotHeld,
  pauseWithoutEnd,
  deadlineDoesNotAbort,
  deadlineTooShort,
  oldVersionGone,
  dynamicScaleDelayed,
  dynamicScaleAbort,
  noRoomToExchange,
  countInQuotes,
  templateTwice,
  backgroundNeverStarts,
  historyTooShort,
  podTemplateMissing,
  weightsBeginShared,
  headerWithoutValue,
  mirrorWithoutMatch,
  limitsContradict,
  providerNotOne,
  metricNameTwice,
  timeUnreadable,
  queryUnreadable,
  argumentUndeclared,
  argumentMissing,
  argumentUnused,
  emptyAnswerIsError,
  nanDecides,
  numeratorAbsent,
  versionsNotToldApart,
  querySelectsNobody,
  windowBeforeWeight,
  windowBeforeStart,
  backgroundCounts,
  backgroundBarelyMeasures,
  gateCannotClose,
  failuresAddUp,
  conditionsLeaveAGap,
  jobWithoutDeadline,
  jobTriesAgain,
  addressUnusable,
  addressMissing,
  exceptionMatchesNothing,
  conditionNeverWorks,
  conditionMissing,
  outageAborts,
  rangeHoldsTooLittle,
  oneFailureAborts,
  analysisRunsTwice,
  signalJudgedTwice,
  weightFalls,
  canaryWithoutSteps,
  canaryTakesHours,
  peakAboveQuota,
];
