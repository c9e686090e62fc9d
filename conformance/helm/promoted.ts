import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { ImageRepository } from '../../lib/model';
import { PROMOTER_VARIABLES, promoterScript } from '../../lib/tools';
import { mustRun } from '../command';

export const DIGEST = `sha256:${'5'.repeat(64)}`;
export const COMMITTED = '2026-08-14T09:30:00Z';

/** Lets the promoter itself write what each environment runs, and lays its files beside the output. */
export async function promote(root: string, environments: readonly string[]): Promise<void> {
  const bare = join(root, 'gitops.git');
  const service = 'order-service';
  const repository = ImageRepository.ecr({ account: '111122223333', region: 'eu-west-1', name: service });
  await mustRun('git', ['init', '--quiet', '--bare', '--initial-branch=main', bare]);
  const first = 'commit refs/heads/main\ncommitter a <a@localhost.invalid> 1700000000 +0000\ndata 1\na\n';
  await mustRun('git', ['fast-import', '--quiet'], { cwd: bare, input: first });
  for (const environment of environments) {
    const folder = `promoted/${environment}/${service}`;
    const script = promoterScript({ service, environment, repository, url: `file://${bare}`, folder });
    await mustRun('sh', ['-c', script], {
      env: {
        [PROMOTER_VARIABLES.image]: `${repository.address}@${DIGEST}`,
        [PROMOTER_VARIABLES.commit]: '1'.repeat(40),
        [PROMOTER_VARIABLES.time]: COMMITTED,
      },
    });
  }
  const checkout = join(root, 'gitops');
  await mustRun('git', ['clone', '--quiet', bare, checkout]);
  cpSync(join(checkout, 'promoted'), join(root, 'promoted'), { recursive: true });
}
