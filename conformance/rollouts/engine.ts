import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokenIn } from '../broken';
import { brokenInput, counted, type Engine } from '../engine';
import { clusterPrograms, ROLLOUTS } from '../kubernetes/programs';
import { placeOf, readManifests } from '../output';
import { isRollout, lint } from './lint';

const TESTDATA = join(__dirname, 'testdata');

/** What `kubectl argo rollouts lint` says of every Rollout. */
export const rollouts: Engine = {
  name: 'rollouts',
  version: ROLLOUTS,
  async *rulings(output) {
    const { rolloutsCommand } = await clusterPrograms();
    const folder = mkdtempSync(join(tmpdir(), 'slipway-rollouts-'));
    try {
      const found = output.manifests.filter(isRollout);
      const refusals: string[] = [];
      let judged = 0;
      for (const rollout of found) {
        const others = output.manifests.filter(({ environment }) => environment === rollout.environment);
        const said = await lint(rolloutsCommand, folder, rollout, others);
        refusals.push(...said.map((text) => `${placeOf(rollout)}: ${text}`));
        judged += 1;
      }
      yield {
        judged: `${String(judged)} Rollouts with their Services: lint`,
        refusals: [...counted(judged, found.length), ...refusals],
        ...(found.length === 0 && { skipped: 'none was synthesized' }),
      };
      for (const { name, path, expected } of brokenIn(TESTDATA)) {
        const manifests = readManifests(TESTDATA, path);
        const [rollout] = manifests.filter(isRollout);
        if (rollout === undefined) throw new Error(`${path} holds no Rollout`);
        yield brokenInput(name, expected, await lint(rolloutsCommand, folder, rollout, manifests));
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
