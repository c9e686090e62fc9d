import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of slipway that is running: that of the nearest package.json above this file. */
export function ownVersion(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
  }
  return '0.0.0';
}
