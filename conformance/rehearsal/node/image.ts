import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mustRun } from '../../command';

/** An image as a tar archive of an OCI layout, and the name that it gets in the registry. */
export interface ImageArchive {
  /** Path of the archive. */
  readonly archive: string;
  /** Repository and tag below the registry, like `tools/cosign:3.1.2`. */
  readonly name: string;
}

export interface ProgramImage {
  /** Files by their absolute path in the image; each can be executed. */
  readonly files: Readonly<Record<string, string>>;
  /** The program that runs, with its first arguments. */
  readonly entrypoint: readonly string[];
}

/** Writes an image of nothing but some files, without a tool that builds images. */
export async function writeImage(archive: string, { files, entrypoint }: ProgramImage): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'slipway-image-'));
  try {
    const [root, layout, layer] = [join(work, 'root'), join(work, 'layout'), join(work, 'layer.tar')];
    for (const [path, file] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      copyFileSync(file, join(root, path));
    }
    await tarOf(root, layer);
    mkdirSync(join(layout, 'blobs', 'sha256'), { recursive: true });
    const content = addBlob(layout, LAYER, readFileSync(layer));
    const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
    const rootfs = { type: 'layers', diff_ids: [content.digest] };
    const config = { architecture, os: 'linux', config: { Entrypoint: entrypoint }, rootfs };
    const described = addBlob(layout, CONFIG, JSON.stringify(config));
    const manifest = { schemaVersion: 2, mediaType: MANIFEST, config: described, layers: [content] };
    const manifests = [addBlob(layout, MANIFEST, JSON.stringify(manifest))];
    writeFileSync(join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
    writeFileSync(join(layout, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
    await tarOf(layout, archive);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar';

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

function addBlob(layout: string, mediaType: string, content: string | Buffer): Descriptor {
  const hash = createHash('sha256').update(content).digest('hex');
  writeFileSync(join(layout, 'blobs', 'sha256', hash), content);
  return { mediaType, digest: `sha256:${hash}`, size: Buffer.byteLength(content) };
}

/** The same files make the same archive, byte by byte. */
async function tarOf(folder: string, archive: string): Promise<void> {
  const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--mode=a+rX,u+w,go-w'];
  await mustRun('tar', [...same, '--directory', folder, '--create', '--file', archive, '.']);
}
