import { type Rule } from '../../../audit';
import { albActionMissing } from './alb-action-missing';
import { albNeedsNodePort } from './alb-needs-node-port';
import { albValueUnknown } from './alb-value-unknown';
import { claimedTwice } from './claimed-twice';
import { gatewayMissing } from './gateway-missing';
import { ingressNginxRetired } from './ingress-nginx-retired';
import { ingressWithoutClass } from './ingress-without-class';
import { listenerClosed } from './listener-closed';
import { listenerOfOtherHosts } from './listener-of-other-hosts';
import { portMissing } from './port-missing';
import { serviceMissing } from './service-missing';
import { weightsAllZero } from './weights-all-zero';
import { weightsDoNotAddUp } from './weights-do-not-add-up';

/** What is checked of the routes that bring callers to Services. */
export const routingRules: readonly Rule[] = [
  serviceMissing,
  portMissing,
  claimedTwice,
  gatewayMissing,
  listenerOfOtherHosts,
  listenerClosed,
  weightsDoNotAddUp,
  weightsAllZero,
  ingressNginxRetired,
  ingressWithoutClass,
  albValueUnknown,
  albActionMissing,
  albNeedsNodePort,
];
