import { type Toolbox } from '../../../tools';
import { type ImageRef } from '../reference';
import { type ResultFile } from '../result';
import { sh } from '../script';
import { Step } from '../step';

/**
 * The last step of a task that judges or signs an image: it hands the image on as a result. Whoever takes the image from
 * there runs after the task, and not at all where it failed or was skipped.
 */
export function handOn(tools: Toolbox, image: ImageRef<'step'>, result: ResultFile<'image', 'step'>): Step {
  return Step.script({
    name: 'hand-on',
    image: tools.tool('git').image,
    resources: { memory: '64Mi' },
    script: sh`printf %s ${image} > ${result.path}`,
  });
}
