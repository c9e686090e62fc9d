import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { SEAL_SCOPES, type SealScope } from '../../lib/systems/secrets/seal';
import { readSealed } from '../../lib/systems/secrets/sealed-manifest';
import { builtOnce } from '../cache';
import { mustRun, run } from '../command';
import { brokenInput, type Engine, type Ruling } from '../engine';

const VALUES: Readonly<Record<string, string>> = { password: 'correct horse\nbattery', user: 'shop', empty: '' };
const SLIPWAY = join(__dirname, '..', '..', 'lib', 'cli', 'main.ts');
const UNSEALABLE = 'no key could decrypt secret';

/** kubeseal opens what `slipway seal` has sealed, and `slipway` reads what kubeseal has sealed. */
export const secrets: Engine = {
  name: 'secrets',
  version: '0.36.6',
  async *rulings() {
    const tools = await builtOnce('kubeseal-0.36.6', {
      module: join(__dirname, 'kubeseal'),
      programs: { kubeseal: 'github.com/bitnami-labs/sealed-secrets/cmd/kubeseal', keypair: './keypair' },
    });
    const folder = mkdtempSync(join(tmpdir(), 'slipway-seal-'));
    const kubeseal = join(tools, 'kubeseal');
    try {
      await mustRun(join(tools, 'keypair'), [folder]);
      for (const scope of SEAL_SCOPES) yield await opened(kubeseal, folder, scope);
      for (const scope of SEAL_SCOPES) yield await read(kubeseal, folder, scope);
      yield await moved(kubeseal, folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function opened(kubeseal: string, folder: string, scope: SealScope): Promise<Ruling> {
  const { stdout, stderr } = await unsealed(kubeseal, folder, await sealed(folder, scope));
  const { data = {} } = (load(stdout) ?? {}) as { readonly data?: Readonly<Record<string, string>> };
  const wrong = Object.entries(VALUES).filter(
    ([key, value]) => Buffer.from(data[key] ?? '?', 'base64').toString() !== value,
  );
  return {
    judged: `${String(Object.keys(VALUES).length)} values sealed ${scope}`,
    refusals: wrong.map(([key]) => `${key} came back as something else: ${stderr.trim()}`),
  };
}

/** Seals the values in one call, the first of them from a file. */
async function sealed(folder: string, scope: SealScope): Promise<string> {
  const { password = '', ...others } = VALUES;
  writeFileSync(join(folder, 'password'), password);
  const lines = Object.entries(others).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(join(folder, 'others'), lines.join(''));
  const where = ['--certificate', join(folder, 'certificate.pem'), '--name', 'db', '--namespace', 'shop'];
  const what = ['--key', `password=${join(folder, 'password')}`, '--env-file', join(folder, 'others')];
  return mustRun(process.execPath, ['--import', 'tsx', SLIPWAY, 'seal', ...where, ...what, '--scope', scope], {
    cwd: join(__dirname, '..', '..'),
  });
}

async function unsealed(kubeseal: string, folder: string, text: string): ReturnType<typeof run> {
  return run(kubeseal, ['--recovery-unseal', '--recovery-private-key', join(folder, 'key.pem'), '-o', 'yaml'], {
    input: text,
  });
}

async function read(kubeseal: string, folder: string, scope: SealScope): Promise<Ruling> {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: 'shop' }, stringData: VALUES };
  const certificate = ['--cert', join(folder, 'certificate.pem'), '--scope', scope, '-o', 'yaml'];
  const text = await mustRun(kubeseal, certificate, { input: JSON.stringify(secret) });
  const { encryptedData, ...rest } = readSealed(text);
  const keys = Object.keys(encryptedData).sort().join(', ');
  const expected = Object.keys(VALUES).sort().join(', ');
  return {
    judged: `a SealedSecret of kubeseal, ${scope}`,
    refusals: [
      ...(rest.scope === scope ? [] : [`read as ${rest.scope}`]),
      ...(keys === expected ? [] : [`read the keys ${keys}`]),
    ],
  };
}

/** A value that was sealed for another name is one that nobody may open. */
async function moved(kubeseal: string, folder: string): Promise<Ruling> {
  const text = (await sealed(folder, 'strict')).replaceAll('name: db', 'name: other');
  const { stderr } = await unsealed(kubeseal, folder, text);
  return brokenInput('a strict value under another name', UNSEALABLE, [stderr.trim()]);
}
