import { type Operator } from './operator';
import { OPERATORS, WORKFLOW_OPERATORS } from './operators';
import { orderService } from './order-service';
import { orderServiceOnGitHub } from './order-service-on-github';
import { type Outcome, survey } from './survey';

/** Puts the faults of all operators that are `asked` for into the order-service: as its cluster builds it, and as GitHub Actions does. */
export function surveyOrderService(asked: (operator: Operator) => boolean = () => true): readonly Outcome[] {
  return [
    ...survey(orderService(), OPERATORS.filter(asked)),
    ...survey(orderServiceOnGitHub(), WORKFLOW_OPERATORS.filter(asked)),
  ];
}
