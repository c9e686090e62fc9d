import { rolloutRules } from '../../../lib/systems/rollouts/rules';
import { example } from '../../../lib/systems/rollouts/rules/examples';
import { messagesOf } from '../../rule-examples';

/** What one rule says of some objects. */
export function messages(id: string, ...objects: readonly object[]): readonly string[] {
  return messagesOf(rolloutRules, id, example(...objects));
}
