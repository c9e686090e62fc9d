import { join } from 'node:path';
import { builtOnce } from '../cache';
import { run } from '../command';

/** The release of Prometheus whose grammar the library reads by: Go counts it as v0.315. */
export const PROMETHEUS = '3.15.0';

/** Builds promtool once, without the clouds in which a Prometheus looks for targets: they are most of the code. */
export async function promtool(): Promise<string> {
  const folder = await builtOnce(`prometheus-${PROMETHEUS}`, {
    module: join(__dirname, 'promtool'),
    programs: { promtool: 'github.com/prometheus/prometheus/cmd/promtool' },
    tags: ['remove_all_sd'],
  });
  return join(folder, 'promtool');
}

/** What promtool says against something; nothing where it accepts it. */
export async function refusals(program: string, args: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await run(program, args, { timeout: 300 });
  return code === 0 ? [] : [`${stdout}${stderr}`.trim()];
}
