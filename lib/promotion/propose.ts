import { BackOff } from './back-off';
import { type Branch, type Proposals } from './branch';
import { type Promoted, type PromotionProps, planOn } from './promote';
import { type PullRequest, type PullRequests } from './pull-requests';
import { Refusal } from './refusal';
import { tryPromotion } from './trailers';

/** How a proposal ended: the pull request waits, or there is nothing to ask for. */
export interface Proposed extends Promoted {
  /** The pull request that is open; nothing where the branch says it already. */
  readonly pullRequest?: PullRequest;
}

/** The one branch of a service and environment: a newer proposal takes the place of the one before it. */
export function proposalBranch(service: string, environment: string): string {
  return `promote/${environment}/${service}`;
}

/**
 * Writes an intent to the branch of its service and environment and asks for a merge. The branch always stands one commit
 * before the head of the branch that the cluster follows, and is moved only from where it was seen: so what is reviewed is
 * what was written, and a slow old run cannot take the place of a newer one. Throws `Refusal` otherwise.
 */
export async function propose(
  branch: Branch & Proposals,
  requests: PullRequests,
  props: PromotionProps,
): Promise<Proposed> {
  const { intent, target, allowRollback } = props;
  const name = proposalBranch(intent.service, intent.environment);
  for await (const attempt of new BackOff(props).attempts()) {
    const plan = await planOn(branch, props);
    if ('done' in plan) return plan.done;
    const tip = await branch.tryTip(name);
    const waiting = tip === undefined ? undefined : await branch.tryLastPromotion(tip, target.file, intent);
    const before = waiting === undefined ? undefined : tryPromotion(waiting, intent);
    if (!allowRollback && before !== undefined && before.order > intent.order) {
      throw new Refusal(
        'order',
        `${intent.toString()}: number ${before.order} waits in ${name}, and this is number ${intent.order}`,
      );
    }
    const isThere = tip !== undefined && (await branch.read(tip, target.file)) === plan.applied.text;
    const current = isThere && (await branch.includes(tip, plan.head));
    const outcome = current ? { commit: tip } : await branch.propose(name, tip, plan.change);
    if ('commit' in outcome) {
      const pullRequest = await requests.ask(name, plan.change.message);
      const { from } = plan.applied;
      return {
        ...(from === undefined ? {} : { from }),
        to: intent.digest.text,
        commit: outcome.commit,
        changed: !current,
        pullRequest,
      };
    }
    if ('unclear' in outcome && attempt > 3) throw new Refusal('denied', `${intent.toString()}: ${outcome.unclear}`);
  }
  throw new Refusal('lost', `${intent.toString()}: ${name} was moved by others at every try`);
}
