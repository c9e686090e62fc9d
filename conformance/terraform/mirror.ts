import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const REGISTRY = 'registry.terraform.io';
const AWS = join(REGISTRY, 'hashicorp', 'aws');

/** A folder that holds provider packages as `terraform providers mirror` writes them. */
export interface Mirror {
  readonly folder: string;
  /** The newest AWS provider in it. */
  readonly aws: string;
}

/** Looks where machines usually keep a mirror: Terraform's own folders, then two levels below the root folder. */
export function tryFindMirror(): Mirror | undefined {
  const usual = [
    join(homedir(), '.terraform.d', 'plugins'),
    '/usr/local/share/terraform/plugins',
    '/usr/share/terraform/plugins',
  ];
  const topLevel = subfolders('/').filter((path) => !/^\/(proc|sys|dev|run|tmp)$/.test(path));
  for (const folder of [...usual, ...topLevel, ...topLevel.flatMap(subfolders)]) {
    const [aws] = subfolders(join(folder, AWS)).map(version).sort(newestFirst);
    if (aws !== undefined) return { folder, aws };
  }
  return undefined;
}

function subfolders(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => join(path, entry.name));
  } catch {
    return []; // a folder that this user may not read holds no mirror for this user
  }
}

const version = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function newestFirst(left: string, right: string): number {
  return right.localeCompare(left, 'en', { numeric: true });
}
