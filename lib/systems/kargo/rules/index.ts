import { type Rule } from '../../../audit';
import { freightFromNowhere } from './freight-from-nowhere';
import { freightUnknown } from './freight-unknown';
import { productionAutomatic } from './production-automatic';
import { stageCycle } from './stage-cycle';
import { stageUnverified } from './stage-unverified';
import { statusUnreported } from './status-unreported';
import { tagFilterRefused } from './tag-filter-refused';
import { tagPromoted } from './tag-promoted';
import { writtenByTwo } from './written-by-two';

/** What is checked of Kargo's Stages and Warehouses, and of GitOps Promoter. */
export const kargoRules: readonly Rule[] = [
  freightUnknown,
  stageCycle,
  productionAutomatic,
  writtenByTwo,
  stageUnverified,
  tagFilterRefused,
  tagPromoted,
  freightFromNowhere,
  statusUnreported,
];
