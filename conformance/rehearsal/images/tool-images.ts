import { join } from 'node:path';
import { COSIGN, signingPrograms } from '../../kyverno/registry';
import { type ToolName } from '../../../lib/tools';
import { programBase, shellBase, trust } from './base';
import { goImage } from './go-images';
import { type Image, imageOnce } from '../node/image';
import { GOLANGCI_LINT, GRYPE, SYFT, anchorePrograms, golangciLintProgram, orasProgram } from './programs';

/** How the image of each tool is made once, by the names of slipway's toolbox: it has the same program, shell and user. */
export const TOOL_IMAGES = {
  git: async () =>
    imageOnce({ name: 'tools/git:2.39.5', layers: await shellBase('git', ['git', 'openssh-client']), user: 0 }),
  go: () => goImage('library/golang', 'test', []),
  golangciLint: async () => {
    const program = { files: { 'usr/local/bin/golangci-lint': await golangciLintProgram() } };
    return goImage(`tools/golangci-lint-${GOLANGCI_LINT}`, 'lint', [program]);
  },
  buildah: async () => {
    const oras = { files: { 'usr/local/bin/oras': await orasProgram() } };
    const layers = [...(await shellBase('buildah', ['bash', 'buildah'])), oras];
    return imageOnce({ name: 'tools/buildah:1.28.2', layers, user: 1000 });
  },
  syft: async () => oneProgram(`tools/syft:${SYFT}`, 'syft', (await anchorePrograms()).syft, { user: 0 }),
  grype: async () => oneProgram(`tools/grype:${GRYPE}`, 'grype', (await anchorePrograms()).grype, { user: 0 }),
  cosign: async () =>
    oneProgram(`tools/cosign:${COSIGN}`, 'usr/local/bin/cosign', (await signingPrograms()).cosign, {}),
} as const satisfies Readonly<Partial<Record<ToolName, () => Promise<Image>>>>;

/** What the second stage of a Dockerfile begins with: users and the company's authority, for programs without libraries. */
export async function goRuntimeImage(): Promise<Image> {
  const users = { files: { 'etc/passwd': join(__dirname, 'runtime', 'passwd') } };
  return imageOnce({ name: 'distroless/static:nonroot', layers: [users, await trust()] });
}

interface Settings {
  readonly user?: number;
}

async function oneProgram(name: string, path: string, program: string, settings: Settings): Promise<Image> {
  const layers = [...(await programBase()), { files: { [path]: program } }];
  return imageOnce({ name, layers, entrypoint: [`/${path}`], ...settings });
}
