import { problem, type Rule } from '../../../audit';
import { programOf, tryPurpose } from '../../../shell';
import { type ContainerInPlace, tektonContainers } from '../container-in-place';
import { commandsOf } from '../step-script';
import { textsIn } from '../substitution';
import { example, oneStep } from './examples';

const scanning = (...flags: readonly string[]): object =>
  oneStep({ command: ['trivy', 'image', '--exit-code', '1', ...flags], args: ['ghcr.io/acme/api:1'] });

export const scanDatabaseFetched: Rule = {
  id: 'TKN151',
  severity: 'advice',
  title: 'a scan fetches its database from the internet in every run',
  why: 'the public registries limit how often they are asked: on a busy day the scan fails, and with it every release',
  repair: 'keep the cache on a volume (--cache-dir), or fetch from a mirror (--db-repository)',
  reference: 'https://trivy.dev/latest/docs/configuration/db/',
  good: example(scanning('--db-repository', 'registry.example.com/trivy-db')),
  bad: example(scanning()),
  check: (assembly) =>
    tektonContainers(assembly).flatMap((place) => {
      const { field, commands } = commandsOf(place.container);
      const scans = commands.some((command) => programOf(command) === 'trivy' && tryPurpose(command) === 'scan');
      if (!scans || DATABASE.test(textOf(place))) return [];
      const message = `${place.title} fetches the database of trivy anew in each run`;
      return problem(place.manifest, message, 'add --cache-dir or --db-repository', `${place.path}.${field}`);
    }),
};

/** What tells trivy where its database is, as a flag or in the environment. */
const DATABASE =
  /--cache-dir|--db-repository|--skip-db-update|--server|TRIVY_(CACHE_DIR|DB_REPOSITORY|SKIP_DB_UPDATE|SERVER)/;

/** Another step of the task may fetch it, and the default folder may be a volume. */
function textOf({ task, container }: ContainerInPlace): string {
  const containers = task ? task.steps.map((step) => step.container) : [container];
  const mounts = containers.some((one) =>
    (one.volumeMounts ?? []).some(({ mountPath }) => /trivy|\.cache/.test(mountPath)),
  );
  return [...(mounts ? ['--cache-dir'] : []), ...textsIn(containers, '').map(({ text }) => text)].join('\n');
}
