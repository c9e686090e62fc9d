import { Authority } from '../node/authority';
import { debianRoot } from './debian-root';
import { type Layer } from '../node/layer';

/** What everything needs that speaks to the company's servers. */
export async function trust(): Promise<Layer> {
  return { files: { 'etc/ssl/certs/ca-certificates.crt': (await Authority.once()).certificate } };
}

/** What a program needs that is linked to the C library: that library, users, time zones, and the company's authority. */
export async function programBase(): Promise<readonly Layer[]> {
  return [{ folder: await debianRoot('base', ['libc6', 'tzdata']) }, await trust()];
}

/** The usual small tools, with a shell, and what else is asked for. */
export async function shellBase(name: string, packages: readonly string[]): Promise<readonly Layer[]> {
  return [{ folder: await debianRoot(name, [...SHELL, ...packages]) }, await trust()];
}

const SHELL = ['dash', 'coreutils', 'sed', 'grep', 'findutils', 'tar', 'gzip', 'tzdata'];
