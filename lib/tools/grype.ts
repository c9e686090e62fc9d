import { PINS } from './pins';
import { type Severity } from './severity';
import { Tool } from './tool';
import { joined, type Word } from './word';

/** Grype. It reads registry credentials from the docker configuration alone. */
export const tool = Tool.pinned(PINS.grype, { program: '/grype', shell: 'none', user: 0 });

export interface GateProps<R = never> {
  /** The image, by digest. */
  readonly image: Word<R>;
  /** The least severity that fails. */
  readonly failOn: Severity;
  /** Whether vulnerabilities that nobody has mended yet are left out. */
  readonly ignoreUnfixed: boolean;
  /** The file for the report in SARIF form; it is written before the gate fails. */
  readonly sarif: Word<R>;
}

/** Prints what it finds, writes it to a file, and exits with 2 where there is something bad enough. */
export function gate<R = never>(props: GateProps<R>): readonly Word<R>[] {
  return [
    ...['--from', 'registry', '--output', 'table', '--output', joined<R>('sarif=', props.sarif)],
    ...['--fail-on', props.failOn, ...(props.ignoreUnfixed ? ['--only-fixed'] : [])],
    props.image,
  ];
}

/**
 * The environment in which Grype works for any user: `folder` is writable and holds its database, `databases` is the
 * address below which a mirror has `v6/latest.json`, and Anchore's own where it is left out.
 */
export function environment(folder: string, databases?: string): Readonly<Record<string, string>> {
  return {
    ...(databases === undefined ? {} : { GRYPE_DB_UPDATE_URL: databases }),
    GRYPE_DB_CACHE_DIR: `${folder}/grype`,
    TMPDIR: folder,
    GRYPE_CHECK_FOR_APP_UPDATE: 'false',
  };
}
