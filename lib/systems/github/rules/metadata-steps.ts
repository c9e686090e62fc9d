import { type Assembly } from '../../../assembly';
import { type Problem } from '../../../audit';
import { METADATA, usesAction } from '../reading/action-facts';
import { type TagRule, tagRulesIn } from '../reading/metadata-tags';
import { type StepInFile } from '../reading/workflow-file';
import { eachStep } from './places';

/** What a rule says of every step of docker/metadata-action and the tags that it makes. */
export function eachMetadata(
  assembly: Assembly,
  judge: (step: StepInFile, rules: readonly TagRule[], text: string) => readonly Problem[],
): Problem[] {
  return eachStep(assembly, (step) => {
    const text = step.with['tags'];
    return text === undefined || !usesAction(step, METADATA) ? [] : judge(step, tagRulesIn(text), text);
  });
}
