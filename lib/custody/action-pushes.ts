import { METADATA, usesAction } from '../systems/github/reading/action-facts';
import { tagRulesIn, tagsOn } from '../systems/github/reading/metadata-tags';
import { linesOf } from '../systems/github/reading/step-values';
import { type StepInFile } from '../systems/github/reading/workflow-file';
import { type PlacedPush } from './ci-job';
import { valueIn } from './job-values';
import { namedImage } from './named-image';
import { OPEN } from './open-text';
import { type PushedName, isByDigest } from './push-commands';
import { type WorkflowRun } from './workflow-runs';

/** Where a step of one of Docker's actions pushes to, with the tags that its run makes. */
export function pushedByAction(run: WorkflowRun, step: StepInFile): readonly PlacedPush[] {
  const names = [
    ...linesOf(step.with['outputs']).flatMap((output) => put(run, step, output)),
    ...entriesOf(step.with['tags']).flatMap((line) => tagged(run, step, valueIn(run, step, line))),
  ];
  const place = step.file.place.at(step.with['tags'] === undefined ? step.path : `${step.path}.with.tags`);
  return (names.length === 0 ? [{ isMark: false }] : names).map((name) => ({ name, place }));
}

/** What an output of BuildKit names. */
function put(run: WorkflowRun, step: StepInFile, output: string): readonly PushedName[] {
  const name = /(?:^|,)"?name=([^,"]+)/.exec(output)?.[1];
  if (name === undefined) return [];
  return [{ ...placed(valueIn(run, step, name)), ...(isByDigest(output) ? { untagged: true } : {}) }];
}

function tagged(run: WorkflowRun, step: StepInFile, line: string): readonly PushedName[] {
  const source = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.tags\s*\}\}$/.exec(line)?.[1];
  if (source === undefined) return [placed(line)];
  const metadata = step.job?.steps.find((one) => one.id === source && usesAction(one, METADATA));
  if (!metadata) return [{ isMark: false }];
  const images = entriesOf(metadata.with['images']).map((one) => valueIn(run, metadata, one).replace(/^name=/, ''));
  const rules = tagRulesIn(valueIn(run, metadata, metadata.with['tags'] ?? BY_DEFAULT));
  const tags = run.refs.flatMap((ref) => tagsAt(rules, ref));
  return images.flatMap((image) =>
    [...new Set(tags)].map((tag) => ({ ...placed(image), ...(tag === undefined ? {} : { tag }) })),
  );
}

const BY_DEFAULT = 'type=schedule\ntype=ref,event=branch\ntype=ref,event=tag\ntype=ref,event=pr';

function tagsAt(rules: ReturnType<typeof tagRulesIn>, ref: string): readonly (string | undefined)[] {
  const [, kind, name = ''] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  if (kind === undefined || name.includes(OPEN)) return [undefined];
  return tagsOn(rules, { event: kind === 'heads' ? 'branch' : 'tag', name, commit: OPEN });
}

function placed(text: string): PushedName {
  const { repository, tag } = namedImage(text);
  return { ...(repository === undefined ? {} : { repository }), ...(tag === undefined ? {} : { tag }), isMark: false };
}

/** The entries of a list input: lines, and parts between commas that are not inside braces. */
function entriesOf(text: string | undefined): readonly string[] {
  return linesOf(text).flatMap((line) =>
    line
      .split(/,(?![^{]*\}\})/)
      .map((one) => one.trim())
      .filter((one) => one !== '' && !one.startsWith('#') && !/^enable=/.test(one)),
  );
}
