import {
  atLeast,
  awsCli,
  buildah,
  buildkit,
  cosign,
  go,
  golangciLint,
  grype,
  joined,
  kaniko,
  partsOf,
  syft,
  trivy,
  type Word,
} from '../../lib/tools';
import * as fc from '../property';

const image = 'registry.example/x@sha256:abc';

/** A value of some CI system: not a text until the run. */
class Later {
  public constructor(public readonly name: string) {}
}
const later = new Later('image');

describe('a word', () => {
  test('has one part or several', () => {
    expect(partsOf('a')).toEqual(['a']);
    expect(partsOf<Later>(['a=', later])).toEqual(['a=', later]);
    expect(joined<Later>('a=', ['b', later], 'c')).toEqual(['a=', 'b', later, 'c']);
  });

  test('of texts alone is what is written when its parts are put together', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.array(fc.string()))), (words) => {
        const text = (word: Word): string => partsOf(word).join('');
        expect(joined(...words).join('')).toBe(words.map(text).join(''));
      }),
    );
  });
});

test('severities are listed from one upward', () => {
  expect(atLeast('low')).toEqual(['low', 'medium', 'high', 'critical']);
  expect(atLeast('critical')).toEqual(['critical']);
});

describe('builders', () => {
  const build = {
    context: 'src',
    dockerfile: 'Dockerfile',
    tag: 'registry.example/x:1',
    buildArgs: { A: '1' },
    labels: { b: 'c' },
    target: 'final',
  };

  test('buildah', () => {
    expect(flat(buildah.build(build))).toEqual([
      'build',
      '--file',
      'src/Dockerfile',
      '--tag',
      'registry.example/x:1',
      '--build-arg',
      'A=1',
      '--label',
      'b=c',
      '--target',
      'final',
      'src',
    ]);
    expect(buildah.push({ tag: 'x:1', digestFile: 'digest' })).toEqual(['push', '--digestfile', 'digest', 'x:1']);
    expect(buildah.orasTag({ image, tag: 'live' })).toEqual(['tag', image, 'live']);
  });

  test('BuildKit', () => {
    expect(flat(buildkit.build({ ...build, metadataFile: 'meta.json' }))).toEqual([
      'build',
      '--frontend',
      'dockerfile.v0',
      '--local',
      'context=src',
      '--local',
      'dockerfile=src',
      '--opt',
      'filename=Dockerfile',
      '--opt',
      'build-arg:A=1',
      '--opt',
      'label:b=c',
      '--opt',
      'target=final',
      '--output',
      'type=image,push=true,name=registry.example/x:1',
      '--metadata-file',
      'meta.json',
    ]);
  });

  test('kaniko', () => {
    expect(flat(kaniko.build({ ...build, digestFile: 'digest', credentialHelper: 'ecr' }))).toEqual([
      '--context',
      'dir://src',
      '--dockerfile',
      'Dockerfile',
      '--destination',
      'registry.example/x:1',
      '--digest-file',
      'digest',
      '--image-format=oci',
      '--build-arg',
      'A=1',
      '--label',
      'b=c',
      '--target',
      'final',
      '--credential-helpers=ecr',
    ]);
  });
});

test('Go', () => {
  expect(go.test({ packages: ['./...'], race: false })).toEqual(['test', './...']);
  expect(go.test({ packages: ['./a'], race: true, coverProfile: 'c.out', tags: ['x', 'y'], flags: ['-v'] })).toEqual([
    'test',
    '-race',
    '-covermode=atomic',
    '-coverprofile',
    'c.out',
    '-tags=x,y',
    '-v',
    './a',
  ]);
  expect(go.coverage('c.out')).toEqual(['tool', 'cover', '-func', 'c.out']);
  expect(golangciLint.lint({ packages: ['./...'] })).toEqual(['run', '--output.text.path=stdout', './...']);
});

test('scanners', () => {
  expect(flat(grype.gate({ image, failOn: 'high', ignoreUnfixed: true, sarif: 'x.sarif' }))).toEqual([
    '--from',
    'registry',
    '--output',
    'table',
    '--output',
    'sarif=x.sarif',
    '--fail-on',
    'high',
    '--only-fixed',
    image,
  ]);
  expect(trivy.report({ image, ignoreUnfixed: false, sarif: 'x.sarif' })).toEqual([
    'image',
    '--image-src',
    'remote',
    '--scanners',
    'vuln',
    '--format',
    'sarif',
    '--output',
    'x.sarif',
    image,
  ]);
  expect(flat(syft.scan({ image, format: 'spdx-json', file: 'x.json' }))).toEqual([
    'scan',
    '--from',
    'registry',
    '--output',
    'spdx-json=x.json',
    image,
  ]);
});

test('cosign, with what a CI system fills in later', () => {
  expect(cosign.sign<Later>({ image: later, with: { identity: 'ambient' } })).toEqual(['sign', '--yes', later]);
  expect(cosign.sign({ image, with: { identity: 'github-actions' }, services: { signingConfig: 'config' } })).toEqual([
    'sign',
    '--yes',
    '--oidc-provider',
    'github-actions',
    '--signing-config',
    'config',
    image,
  ]);
  expect(
    cosign.attest<Later>({ image: later, with: { key: 'env://KEY' }, type: 'spdxjson', predicate: 'sbom.json' }),
  ).toEqual(['attest', '--yes', '--type', 'spdxjson', '--predicate', 'sbom.json', '--key', 'env://KEY', later]);
});

test('the AWS CLI', () => {
  expect(awsCli.ecrPassword({ region: 'eu-west-1' })).toEqual(['ecr', 'get-login-password', '--region', 'eu-west-1']);
  expect(awsCli.ecrTag({ region: 'eu-west-1', repository: 'x' })).toEqual([
    'ecr',
    'put-image',
    '--region',
    'eu-west-1',
    '--repository-name',
    'x',
  ]);
});

function flat(words: readonly Word[]): readonly string[] {
  return words.map((word) => partsOf(word).join(''));
}
