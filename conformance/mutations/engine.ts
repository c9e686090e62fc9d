import { OPERATORS } from '../../mutations/operators';
import { orderService } from '../../mutations/order-service';
import { judge } from '../../mutations/judgement';
import { survey } from '../../mutations/survey';
import { SURVIVORS } from '../../mutations/survivors';
import { type Engine, type Ruling, brokenInput } from '../engine';

/** The audit itself, judged by faults that are put into what apps/main.ts renders, one at a time. */
export const mutations: Engine = {
  name: 'mutations',
  version: `${OPERATORS.length} kinds of fault`,
  async *rulings(): AsyncGenerator<Ruling> {
    const outcomes = await Promise.resolve(survey(orderService(), OPERATORS));
    const { mutants, caught, unexplained, outdated } = judge(outcomes, SURVIVORS);
    yield {
      judged: `${mutants} faults, ${caught} caught, the others with a reason`,
      refusals: [...unexplained, ...outdated.map(({ operator, reason }) => `nothing lives on: ${operator}: ${reason}`)],
    };
    yield brokenInput('no reasons at all', ':', judge(outcomes, []).unexplained);
  },
};
