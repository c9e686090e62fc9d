import { mustRun } from '../command';
import { type Engine, type Ruling, brokenInput } from '../engine';
import { GitServer } from './git-server';
import { type Fault, GitHubServer } from './github-server';
import { type Judged, type Work, faultsOf, fileOf, textOf } from './load';
import { type Tally, runWriters } from './writers';

const WRITERS = 20;
/** How many promotions there are in all; 10,000 take seven minutes on two cores. */
const ALL = Number(process.env.SLIPWAY_PROMOTIONS ?? 2_000);
/** Every push is a conversation of a dozen processes, so git gets the smaller part. */
const BY_GIT = Math.ceil(ALL / 10);

/** Twenty writers of one branch, killed at random moments: none of their promotions may be lost, doubled or untidy. */
export const promotion: Engine = {
  name: 'promotion',
  version: 'git of the machine; GitHub as it answers',
  async *rulings() {
    const version = (await mustRun('git', ['--version'])).trim();
    yield { ...(await underLoad(BY_GIT, loadGit)), version };
    yield await underLoad(ALL - BY_GIT, loadGitHub);
    yield await racing();
    yield broken();
  },
};

interface Loaded {
  readonly what: string;
  readonly tally: Tally;
  readonly history: readonly Judged[];
}

type Load = (services: readonly string[], each: number) => Promise<Loaded>;

async function underLoad(count: number, load: Load): Promise<Ruling> {
  const services = Array.from({ length: WRITERS }, (_, i) => `service-${i}`);
  const each = Math.ceil(count / WRITERS);
  const { what, tally, history } = await load(services, each);
  const orders = Array.from({ length: each }, (_, i) => i + 1);
  const wanted = new Map(services.map((service) => [service, orders]));
  const faults = [...tally.faults, ...faultsOf(history, wanted)];
  const kills = tally.kills > 0 ? [] : ['nobody was killed: nothing is shown'];
  console.error(
    `  ${what}: ${tally.promoted} answers, ${tally.kills} kills, refused ${JSON.stringify([...tally.refused])}`,
  );
  return {
    judged: `${WRITERS} writers, ${each * WRITERS} promotions ${what}, with kills`,
    refusals: [...faults, ...kills],
  };
}

function filesOf(services: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(services.map((service) => [fileOf(service), textOf(service, 0)]));
}

const loadGit: Load = async (services, each) => {
  const server = await GitServer.start(filesOf(services));
  try {
    const works = services.map((service) => ({ service, first: 1, last: each, step: 1, pause: 800, git: server.url }));
    const tally = await runWriters(works, { life: 60_000 });
    return { what: 'by git push', tally, history: await server.history() };
  } finally {
    server.stop();
  }
};

const loadGitHub: Load = async (services, each) => {
  const server = await GitHubServer.start(filesOf(services), faults(0.01));
  try {
    const works = services.map((service) => ({
      service,
      first: 1,
      last: each,
      step: 1,
      pause: 500,
      github: server.address,
    }));
    const tally = await runWriters(works, { life: 60_000 });
    return { what: "by GitHub's API", tally, history: judged(server) };
  } finally {
    await server.stop();
  }
};

/** Some requests get no answer, before or after they did their work, or the one of a gateway. */
function faults(share: number): () => Fault {
  const kinds: readonly Fault[] = ['lost before', 'lost after', 'unavailable'];
  return () => (Math.random() < share ? (kinds[Math.floor(Math.random() * kinds.length)] ?? 'none') : 'none');
}

function judged(server: GitHubServer): readonly Judged[] {
  return server.history().map(({ message, files }) => ({ message, text: (service) => files.get(fileOf(service)) }));
}

/** Two writers of one file, one with the odd builds, one with the even: whoever comes late is refused. */
async function racing(): Promise<Ruling> {
  const service = 'raced';
  const server = await GitHubServer.start(filesOf([service]));
  try {
    const shared = { service, last: 400, step: 2, pause: 40, github: server.address, mayBeOvertaken: true };
    const works: readonly Work[] = [
      { ...shared, first: 1 },
      { ...shared, first: 2 },
    ];
    const tally = await runWriters(works, {});
    const overtaken = tally.refused.get('order') ?? 0;
    const landed = server.history().length - 1;
    const sum =
      overtaken + landed === shared.last ? [] : [`${landed} landed and ${overtaken} were refused of ${shared.last}`];
    return {
      judged: `2 writers of one file, ${shared.last} builds: the newer wins`,
      refusals: [...tally.faults, ...faultsOf(judged(server), new Map()), ...sum],
    };
  } finally {
    await server.stop();
  }
}

/** The judge itself: histories with one promotion lost, doubled, out of order, or with a comment changed. */
function broken(): Ruling {
  const good = (order: number): Judged => ({
    message: `Promote\n\nPromoted-Service: a\nSource-Order: ${order}`,
    text: (service) => textOf(service, order),
  });
  const untidy = { ...good(2), text: () => textOf('a', 2).replace('# end', '#end') };
  const wanted = new Map([['a', [1, 2]]]);
  const histories = [[good(1)], [good(1), good(2), good(2)], [good(2), good(1)], [good(1), untidy]];
  const said = histories.map((history) => faultsOf(history, wanted).join()).join('; ');
  return brokenInput(
    'a promotion lost, doubled, turned back, untidy',
    'a: lost 2; a: doubled; a: went back; a 2: other bytes',
    [said],
  );
}
