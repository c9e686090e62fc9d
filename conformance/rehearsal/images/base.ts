import { Authority } from '../node/authority';
import { debianRoot } from './debian-root';
import { type Layer } from '../node/layer';

/** What everything needs that speaks to the company's servers. */
export async function trust(): Promise<{ readonly files: Readonly<Record<string, string>> }> {
  return { files: { 'etc/ssl/certs/ca-certificates.crt': (await Authority.once()).certificate } };
}

/** What a program needs that is linked to the C library: that library, users, time zones, and the company's authority. */
export async function programBase(): Promise<readonly Layer[]> {
  return [{ folder: await debianRoot('base', ['libc6', 'tzdata']) }, await trust()];
}

/** The usual small tools, with a shell, and what else is asked for. */
export async function shellBase(name: string, packages: readonly string[]): Promise<readonly Layer[]> {
  return [{ folder: await shellRoot(name, packages) }, await trust()];
}

/** The files of that, without the company's authority. */
export function shellRoot(name: string, packages: readonly string[]): Promise<string> {
  return debianRoot(name, [...SHELL, ...packages]);
}

const SHELL = ['dash', 'coreutils', 'sed', 'grep', 'findutils', 'tar', 'gzip', 'tzdata'];
