import { BackOff, type BackOffProps } from './back-off';
import { type Branch, type Change } from './branch';
import { type PromotionIntent } from './intent';
import { Refusal } from './refusal';
import { type Applied, type PromotionTarget } from './target';
import { messageOf, tryPromotion } from './trailers';

/** The environment that must run an image before another gets it. */
export interface Predecessor {
  readonly environment: string;
  readonly target: PromotionTarget;
}

export interface PromotionProps extends BackOffProps {
  readonly intent: PromotionIntent;
  readonly target: PromotionTarget;
  /** The environment before this one: it must run the image already. @default the image may be new */
  readonly after?: Predecessor;
  /** Whether an older build may replace a newer one. @default false */
  readonly allowRollback?: boolean;
}

/** How a promotion ended: the branch holds it. */
export interface Promoted {
  /** The digest that was there before; nothing where there was none. */
  readonly from?: string;
  readonly to: string;
  /** The commit that says so; the branch's head where nothing had to change. */
  readonly commit: string;
  readonly changed: boolean;
}

/** A push that gets no clear answer is not for ever the network's fault. */
const MOST_UNCLEAR = 3;

/**
 * Writes an intent to a branch: it reads the branch's head, applies the intent to what it finds, and commits on that very
 * head. Where another was faster it starts over, from the intent and the new head, never from text that was merged. Comes
 * back only when the branch was seen to hold the change, and throws `Refusal` otherwise.
 */
export async function promote(branch: Branch, props: PromotionProps): Promise<Promoted> {
  let last = '';
  const unclear: string[] = [];
  for await (const attempt of new BackOff(props).attempts()) {
    const plan = await planOn(branch, props);
    last = `tried ${attempt === 1 ? 'once' : `${attempt} times`}, last on ${plan.head}`;
    if ('done' in plan) return plan.done;
    const outcome = await branch.commit(plan.change);
    if ('commit' in outcome) return seen(branch, outcome.commit, props, plan.applied);
    if ('unclear' in outcome && unclear.push(outcome.unclear) > MOST_UNCLEAR) {
      throw new Refusal(
        'denied',
        `${props.intent.toString()}: the branch does not take the commit: ${outcome.unclear}`,
      );
    }
  }
  throw new Refusal('lost', `${props.intent.toString()}: other commits were faster at every try: ${last}`);
}

/** What is to be done on a head. */
export type Plan =
  | { readonly head: string; readonly done: Promoted }
  | { readonly head: string; readonly change: Change; readonly applied: Applied };

/** What an intent means for the branch as it is now. Throws `Refusal` where it must not be applied to it. */
export async function planOn(branch: Branch, props: PromotionProps): Promise<Plan> {
  const { intent, target } = props;
  const head = await branch.head();
  const applied = target.apply(await textOf(branch, head, target), intent);
  if (!applied.changed) return { head, done: promoted(props, applied, head) };
  await checkBefore(branch, head, props);
  await checkOrder(branch, head, props);
  const files = [{ path: target.file, text: applied.text }];
  return { head, applied, change: { parent: head, files, message: messageOf(intent) } };
}

async function textOf(branch: Branch, head: string, { file }: PromotionTarget): Promise<string> {
  const text = await branch.read(head, file);
  if (text === undefined) throw new Refusal('target', `${file}: expected a file, got none in ${head}; write it once`);
  return text;
}

function promoted({ intent }: PromotionProps, { from, changed }: Applied, commit: string): Promoted {
  return { ...(from === undefined ? {} : { from }), to: intent.digest.text, commit, changed };
}

/** What an environment gets, the one before it runs: read on the same head, so nothing comes between. */
async function checkBefore(branch: Branch, head: string, { intent, after }: PromotionProps): Promise<void> {
  if (!after) return;
  const runs = after.target.digestIn(await textOf(branch, head, after.target), intent.image);
  if (runs === intent.digest.text) return;
  throw new Refusal(
    'before',
    `${intent.toString()}: ${after.environment} runs ${runs ?? 'no digest'}, not ${intent.digest.text}`,
  );
}

async function checkOrder(
  branch: Branch,
  head: string,
  { intent, target, allowRollback }: PromotionProps,
): Promise<void> {
  if (allowRollback) return;
  const message = await branch.tryLastPromotion(head, target.file, intent);
  const last = message === undefined ? undefined : tryPromotion(message, intent);
  if (last === undefined || last.order <= intent.order) return;
  throw new Refusal(
    'order',
    `${intent.toString()}: number ${last.order} of ${last.commit} is promoted, and this is number ${intent.order}: a newer build was faster`,
  );
}

/** Asks the branch itself: an answer of the server alone is not taken for the change. */
async function seen(branch: Branch, commit: string, props: PromotionProps, applied: Applied): Promise<Promoted> {
  const head = await branch.head();
  if (await branch.includes(head, commit)) return promoted(props, applied, commit);
  throw new Refusal('unseen', `${props.intent.toString()}: the branch is at ${head} and does not hold ${commit}`);
}
