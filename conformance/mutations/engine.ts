import { judge } from '../../mutations/judgement';
import { OPERATORS, WORKFLOW_OPERATORS } from '../../mutations/operators';
import { surveyOrderService } from '../../mutations/survey-order-service';
import { SURVIVORS } from '../../mutations/survivors';
import { type Engine, type Ruling, brokenInput } from '../engine';

/** The audit itself, judged by faults that are put into the order-service's delivery, one at a time. */
export const mutations: Engine = {
  name: 'mutations',
  version: `${OPERATORS.length + WORKFLOW_OPERATORS.length} kinds of fault`,
  async *rulings(): AsyncGenerator<Ruling> {
    const outcomes = await Promise.resolve(surveyOrderService());
    const { mutants, caught, unexplained, outdated } = judge(outcomes, SURVIVORS);
    yield {
      judged: `${mutants} faults, ${caught} caught, the others with a reason`,
      refusals: [...unexplained, ...outdated.map(({ operator, reason }) => `nothing lives on: ${operator}: ${reason}`)],
    };
    yield brokenInput('no reasons at all', ':', judge(outcomes, []).unexplained);
  },
};
