import { type Fault, GitHubServer } from '../../conformance/promotion/github-server';
import { faultsOf, fileOf, intentOf, targetOf, textOf } from '../../conformance/promotion/load';
import { Duration } from '../../lib/model';
import { GitHubApi, GitHubBranch, Refusal, promote } from '../../lib/promotion';

/** Numbers that look random and are the same in every run. */
function* noise(seed: number): Generator<number> {
  for (let state = seed; ; state = (state * 48_271) % 2_147_483_647) yield state / 2_147_483_647;
}

test('six writers of one branch, on a network that loses answers: nothing lost, nothing doubled, no other byte changed', async () => {
  const services = Array.from({ length: 6 }, (_, i) => `service-${i}`);
  const orders = [1, 2, 3, 4];
  const chance = noise(20_261_121);
  const kinds: readonly Fault[] = ['lost before', 'lost after', 'unavailable'];
  const fault = (): Fault => {
    const drawn = Number(chance.next().value);
    return drawn < 0.03 ? (kinds[Math.floor(drawn * 100)] ?? 'none') : 'none';
  };
  const files = Object.fromEntries(services.map((service) => [fileOf(service), textOf(service, 0)]));
  const server = await GitHubServer.start(files, fault);
  const api = new GitHubApi({ address: server.address, token: GitHubServer.TOKEN });
  const branch = new GitHubBranch(api, { repository: 'acme/gitops', branch: 'main' });
  /** Started again when it fails, as a run is by hand. */
  const write = async (service: string, order: number): Promise<void> => {
    const props = { intent: intentOf(service, order), target: targetOf(service), first: Duration.millis(4), tries: 30 };
    try {
      await promote(branch, props);
    } catch (error) {
      if (!(error instanceof Refusal) || !['denied', 'lost'].includes(error.reason)) throw error;
      await write(service, order);
    }
  };
  await Promise.all(
    services.map(async (service) => {
      for (const order of orders) await write(service, order);
    }),
  );
  const history = server.history();
  await server.stop();
  const judged = history.map((commit) => ({
    message: commit.message,
    text: (service: string) => commit.files.get(fileOf(service)),
  }));
  expect(faultsOf(judged, new Map(services.map((service) => [service, orders])))).toEqual([]);
  expect(history).toHaveLength(1 + services.length * orders.length);
}, 30_000);
