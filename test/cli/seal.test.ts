import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSealed } from '../../lib/systems/secrets/sealed-manifest';
import { type Ran, inFolder, run } from './run';

const pem = readFileSync(join(__dirname, '..', 'systems', 'secrets', 'testdata', 'controller.pem'));
const args = ['seal', '--certificate', 'controller.pem', '--name', 'db', '--namespace', 'shop'];
const files = { 'controller.pem': pem, password: 'hunter2' };

const sealing = (more: readonly string[], stdin = ''): Promise<Ran> => run([...args, ...more], { stdin });

test('seals values of files and of standard input, and prints none of them', async () => {
  await inFolder(files, async () => {
    const { code, out, err } = await sealing(
      ['--key', 'password=password', '--env-file', '-', '--scope', 'namespace-wide', '--type', 'Opaque'],
      '# the account\nuser=shop\n\nempty=\n',
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { encryptedData, ...rest } = readSealed(out);
    expect(rest).toEqual({ name: 'db', namespace: 'shop', scope: 'namespace-wide', type: 'Opaque' });
    expect(Object.keys(encryptedData)).toEqual(['empty', 'password', 'user']);
    expect(out).not.toMatch(/hunter2|shop=/);
  });
});

test('adds to a file what is new, and leaves the rest of it', async () => {
  await inFolder(files, async () => {
    await sealing(['--key', 'password=password', '--output', 'db.yaml']);
    const first = readSealed(readFileSync('db.yaml', 'utf8'));
    expect((await sealing(['--env-file', '-', '--output', 'db.yaml'], 'user=shop')).code).toBe(0);
    const second = readSealed(readFileSync('db.yaml', 'utf8'));
    expect(Object.keys(second.encryptedData)).toEqual(['password', 'user']);
    expect(second.encryptedData['password']).toBe(first.encryptedData['password']);
    const other = ['--scope', 'cluster-wide', '--key', 'password=password', '--output', 'db.yaml'];
    expect(await sealing(other)).toEqual({
      code: 2,
      out: '',
      err: 'slipway: slipway seal --output: expected a SealedSecret with the scope cluster-wide, got "strict"\n',
    });
    expect(readSealed(readFileSync('db.yaml', 'utf8'))).toEqual(second);
  });
});

test.each<readonly [readonly string[], string]>([
  [[], 'slipway: slipway seal: expected --key or --env-file, got "no value"\n'],
  [['--key', 'a=none'], 'slipway: slipway seal --key: expected a file that can be read, got "none"\n'],
  [['--env-file', 'broken'], 'slipway: slipway seal --env-file: expected NAME=value, got "something else in line 2"\n'],
])('refuses %j', async (more, err) => {
  await inFolder({ ...files, broken: 'a=1\nhunter2\n' }, async () => {
    expect(await sealing(more)).toEqual({ code: 2, out: '', err });
  });
});

test('refuses a key that is not written as name=file, and a file that is no SealedSecret', async () => {
  await inFolder(files, async () => {
    expect((await sealing(['--key', 'password'])).code).toBe(2);
    writeFileSync('db.yaml', 'kind: Secret\n');
    expect((await sealing(['--key', 'password=password', '--output', 'db.yaml'])).code).toBe(2);
    expect(readFileSync('db.yaml', 'utf8')).toBe('kind: Secret\n');
  });
});
