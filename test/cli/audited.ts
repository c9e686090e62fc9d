import { type RunProps, inFolder, run } from './run';

/** A ServiceAccount with one mistake, in its last line. */
export const ACCOUNT =
  'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: build\n  namespace: ci\nautomount: false\n';

/** The same without it. */
export const SOUND = ACCOUNT.replace('automount: false\n', '');

/** `slipway audit` in a folder of these files. */
export function audit(
  files: Record<string, string | Uint8Array>,
  args: string[],
  props?: RunProps,
): ReturnType<typeof run> {
  return inFolder(files, () => run(['audit', ...args], props));
}
