import { type Promotion, promotionScript as written } from '../../../tools';
import { type Script, type ScriptValue, sh } from '../script';

/** The promoter's script, with what Tekton puts in its places. */
export function promotionScript(promotion: Promotion<ScriptValue<'step'>>): Script<'step'> {
  return written<ScriptValue<'step'>, Script<'step'>>(sh<'step'>, promotion);
}
