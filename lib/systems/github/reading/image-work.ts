import { readOnce } from '../../../assembly';
import { bakesImages, buildsImage, usesAction, TRIVY } from './action-facts';
import { lookupOn, type Occasion } from './reach';
import { type ScriptCommand, tryScript } from './step-script';
import { linesOf, resolved, tryFlag } from './step-values';
import { type StepInFile, type WorkflowFile } from './workflow-file';

/** What a step does to an image. */
export interface ImageWork {
  readonly step: StepInFile;
  readonly does: 'build' | 'push' | 'scan' | 'sign' | 'attest';
  /** The image as it is named, with the values of `env` put in; nothing where it is not named. */
  readonly image?: string;
  /** The field that says so. */
  readonly field: string;
  /** A distinctive word of the command, for its line. */
  readonly word?: RegExp;
}

/** What the steps of a file do to images, in their order. */
export const imageWorkOf = readOnce<readonly ImageWork[], WorkflowFile>(({ steps }) => steps.flatMap(workOf));

function workOf(step: StepInFile): readonly ImageWork[] {
  const given = (key: string): string | undefined => {
    const value = step.with[key];
    return value === undefined ? undefined : resolved(step, value);
  };
  if (buildsImage(step)) {
    const [image] = linesOf(given('tags'));
    const pushes = mayPush(step) ? [work(step, 'push', 'with.push', image)] : [];
    return [work(step, 'build', 'with', image), ...pushes];
  }
  if (bakesImages(step))
    return [work(step, 'build', 'with'), ...(mayPush(step) ? [work(step, 'push', 'with.push')] : [])];
  if (usesAction(step, TRIVY)) {
    const type = given('scan-type') ?? 'image';
    return type === 'image' ? [work(step, 'scan', 'with.image-ref', given('image-ref'))] : [];
  }
  if (usesAction(step, 'anchore/scan-action'))
    return given('image') === undefined ? [] : [work(step, 'scan', 'with.image', given('image'))];
  return (tryScript(step)?.commands ?? []).flatMap((command) => commandWork(step, command));
}

function work(step: StepInFile, does: ImageWork['does'], field: string, image?: string, word?: RegExp): ImageWork {
  return { step, does, field, ...(image === undefined ? {} : { image }), ...(word === undefined ? {} : { word }) };
}

function mayPush({ with: given }: StepInFile): boolean {
  if (/push=true|type=registry/.test(given['outputs'] ?? '')) return true;
  return given['push'] !== undefined && tryFlag(given['push']) !== false;
}

/** Whether a build pushes its image on an occasion; `undefined` where that cannot be told. */
export function pushesOn({ with: given }: StepInFile, occasion: Occasion): boolean | undefined {
  if (/push=true|type=registry/.test(given['outputs'] ?? '')) return true;
  if ((given['outputs'] ?? '').includes('${{')) return undefined;
  return tryFlag(given['push'], lookupOn(occasion));
}

const COMMANDS: readonly { readonly is: RegExp; readonly does: readonly ImageWork['does'][] }[] = [
  { is: /^cosign sign( |$)/, does: ['sign'] },
  { is: /^cosign attest( |$)/, does: ['attest'] },
  { is: /^notation sign( |$)/, does: ['sign'] },
  { is: /^trivy (.* )?image( |$)/, does: ['scan'] },
  { is: /^grype /, does: ['scan'] },
  { is: /^(docker|podman|buildah) (image )?push( |$)/, does: ['push'] },
  { is: /^docker (buildx )?build .*--push( |$)/, does: ['build', 'push'] },
  { is: /^(docker|podman) (buildx )?build( |$)/, does: ['build'] },
  { is: /^buildah (bud|build)( |$)/, does: ['build'] },
];

function commandWork(step: StepInFile, command: ScriptCommand): readonly ImageWork[] {
  const line = [command.program, ...command.args].join(' ');
  const found = COMMANDS.find(({ is }) => is.test(line));
  if (!found) return [];
  const verb = found.does.includes('scan') ? command.program : `${command.program}\\s.*${found.does.at(-1) ?? ''}`;
  const word = found.does.includes('build') ? undefined : new RegExp(`\\b${verb}\\b`);
  const image = imageOf(command.args);
  return found.does.map((does) => work(step, does, 'run', image, word));
}

/** The last argument that can be an image: neither a flag nor the value of one. */
function imageOf(args: readonly string[]): string | undefined {
  const tagged = args.findIndex((word) => /^(-t|--tag)$/.test(word));
  if (tagged >= 0) return args[tagged + 1];
  const named = args.filter(
    (word) => /[/:@]/.test(word) && !word.startsWith('-') && !/^(https?:|file:|<|\.)/.test(word),
  );
  return named.at(-1);
}
