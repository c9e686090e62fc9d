import { setTimeout as wait } from 'node:timers/promises';
import { type Branch, GitBranch, GitHubApi, GitHubBranch, Refusal, promote } from '../../lib/promotion';
import { GitHubServer } from './github-server';
import { type Said, type Work, intentOf, targetOf } from './load';

/** Promotes one build after the other and says so; leaves with 1 where one was refused. */
async function main(work: Work): Promise<number> {
  const { service, first, last, step, pause } = work;
  const say = (said: Said): void => void process.stdout.write(`${JSON.stringify(said)}\n`);
  return opened(work, async (branch) => {
    let code = 0;
    for (let order = first; order <= last; order += step) {
      await wait(Math.random() * pause);
      try {
        const { changed } = await promote(branch, { intent: intentOf(service, order), target: targetOf(service) });
        say({ order, changed });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        say({ order, refused: `${error.reason}: ${error.message}` });
        code = 1;
        if (!(work.mayBeOvertaken && error.reason === 'order')) return code;
      }
    }
    return code;
  });
}

function opened<T>({ git, github = '' }: Work, use: (branch: Branch) => Promise<T>): Promise<T> {
  const author = { name: 'writer', email: 'writer@localhost.invalid' };
  if (git !== undefined) return GitBranch.use({ url: git, branch: 'main', author, environment: process.env }, use);
  const api = new GitHubApi({ address: github, token: GitHubServer.TOKEN });
  return use(new GitHubBranch(api, { repository: 'acme/gitops', branch: 'main' }));
}

main(JSON.parse(process.argv[2] ?? '') as Work).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 3;
  },
);
