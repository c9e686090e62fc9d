import { type Rule } from '../../../audit';
import { appliedByAdministrator } from './applied-by-administrator';
import { artifactUnverified } from './artifact-unverified';
import { automationWithoutPolicy } from './automation-without-policy';
import { dependencyCycle } from './dependency-cycle';
import { hashTakenAway } from './hash-taken-away';
import { jobRunsAgain } from './job-runs-again';
import { notWaiting } from './not-waiting';
import { nothingPruned } from './nothing-pruned';
import { orderByCommit } from './order-by-commit';
import { orderNotNumeric } from './order-not-numeric';
import { otherNamespace } from './other-namespace';
import { patternUnanchored } from './pattern-unanchored';
import { pushedUnseen } from './pushed-unseen';
import { receiverOpen } from './receiver-open';
import { referenceUnknown } from './reference-unknown';
import { versionNotServed } from './version-not-served';
import { waitedForNothing } from './waited-for-nothing';
import { weightsSetBack } from './weights-set-back';

/** What is checked of Flux' sources, Kustomizations and image automation. */
export const fluxRules: readonly Rule[] = [
  versionNotServed,
  orderByCommit,
  patternUnanchored,
  orderNotNumeric,
  referenceUnknown,
  automationWithoutPolicy,
  jobRunsAgain,
  waitedForNothing,
  notWaiting,
  nothingPruned,
  dependencyCycle,
  pushedUnseen,
  receiverOpen,
  otherNamespace,
  appliedByAdministrator,
  artifactUnverified,
  hashTakenAway,
  weightsSetBack,
];
