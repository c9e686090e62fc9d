import { PINS } from './pins';
import { Tool } from './tool';
import { joined, type Word } from './word';

/** Syft. It reads registry credentials from the docker configuration alone. */
export const tool = Tool.pinned(PINS.syft, { program: '/syft', shell: 'none', user: 0 });

export interface ScanProps<R = never> {
  /** The image, by digest. */
  readonly image: Word<R>;
  /** The form of the bill of materials. */
  readonly format: 'spdx-json' | 'cyclonedx-json';
  /** The file for it. */
  readonly file: Word<R>;
}

/** Writes what an image is made of. */
export function scan<R = never>({ image, format, file }: ScanProps<R>): readonly Word<R>[] {
  return ['scan', '--from', 'registry', '--output', joined<R>(`${format}=`, file), image];
}

/** The environment in which Syft works for any user: `folder` is writable. */
export function environment(folder: string): Readonly<Record<string, string>> {
  return { SYFT_CACHE_DIR: `${folder}/syft`, TMPDIR: folder, SYFT_CHECK_FOR_APP_UPDATE: 'false' };
}
