import { Duration, ImageDigest, ImageRepository } from '../../../lib/model';
import {
  ArrayRef,
  DigestRef,
  ImageRef,
  ObjectRef,
  Param,
  Result,
  Security,
  Step,
  StringRef,
  text,
  Volume,
  WorkspaceSource,
} from '../../../lib/systems/tekton';
import { VolumeRef } from '../../../lib/systems/tekton/volume';
import { image } from './example-tasks';

const owner = {};
const url = new StringRef<'graph'>('$(params.url)', [{ kind: 'param', owner, name: 'url' }], 'PARAM_URL');
const digest = new DigestRef<'graph'>('$(params.at)', [{ kind: 'param', owner, name: 'at' }], 'PARAM_AT');

describe('references', () => {
  test('join to a text that reads from all of them', () => {
    const joined = text`${url}:${1}/${'a'}-${digest}`;
    expect(joined).toEqual(
      new StringRef('$(params.url):1/a-$(params.at)', [...url.sources, ...digest.sources], 'PARAM_URL_1_A_PARAM_AT'),
    );
  });

  test('an image is a repository and a digest', () => {
    expect(ImageRef.at(url, digest).expression).toBe('$(params.url)@$(params.at)');
    expect(ImageRef.at('ghcr.io/acme/api', digest).expression).toBe('ghcr.io/acme/api@$(params.at)');
    expect(ImageRef.at(ImageRepository.at('ghcr.io/acme/api'), digest).expression).toBe(
      'ghcr.io/acme/api@$(params.at)',
    );
  });

  test('the key of an object is a text', () => {
    const repo = new ObjectRef<'owner', 'graph'>('$(params.repo[*])', url.sources, 'PARAM_REPO');
    expect(repo.key('owner')).toEqual(new StringRef('$(params.repo.owner)', url.sources, 'PARAM_REPO_OWNER'));
  });

  test('are shown as what they stand for, and refuse to be text before the run', () => {
    expect(JSON.stringify({ url, list: new ArrayRef('$(params.tags[*])', [], 'TAGS') })).toBe(
      '{"url":"$(params.url)","list":"$(params.tags[*])"}',
    );
    expect(() => `${url}`).toThrow(
      'Ref: expected a reference inside text`…` or a script, got "$(params.url)"; write text`…${reference}…`',
    );
    expect(() => text`$(tasks.build.results.url)`).toThrow(
      'text: expected a text without Tekton expressions, got "$(tasks.build.results.url)"; pass the reference itself, or text`…`',
    );
  });
});

describe('params and results', () => {
  test.each([
    [Param.string(), { name: 'x', type: 'string' }],
    [Param.array({ default: [] }), { name: 'x', type: 'array', default: [] }],
    [
      Param.digest({ default: ImageDigest.of(image.digest.text) }),
      { name: 'x', type: 'string', default: image.digest.text },
    ],
    [Param.image({ description: 'a base' }), { name: 'x', type: 'string', description: 'a base' }],
    [Result.image('built'), { name: 'x', type: 'string', description: 'built' }],
    [Result.array(), { name: 'x', type: 'array' }],
    [Result.object(['a']), { name: 'x', type: 'object', properties: { a: { type: 'string' } } }],
  ])('render %#', (declared, expected) => {
    expect(JSON.parse(JSON.stringify(declared._render('Task t', 'x')))).toEqual(expected);
  });

  test.each([[[]], [['a', 'a']], [['a.b']]])('keys of an object cannot be %j', (keys) => {
    const expected = `expected one or more different keys of letters, digits, "_" and "-", got ${JSON.stringify(keys)}`;
    expect(() => Param.object({ keys })).toThrow(`Param.keys: ${expected}`);
    expect(() => Result.object(keys)).toThrow(`Result.keys: ${expected}`);
  });
});

describe('security', () => {
  test('each choice says which namespaces admit it', () => {
    expect(Security.restricted.level).toBe('restricted');
    expect(Security.restrictedAs({ user: 1000 })._render()).toMatchObject({ runAsUser: 1000, runAsGroup: 1000 });
    expect(Security.baseline({ user: 1000 })._render()).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      runAsUser: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    const privileged = Security.privileged({ because: 'loop devices', securityContext: { privileged: true } });
    expect([privileged.level, privileged._render()]).toEqual(['privileged', { privileged: true }]);
  });

  test('refuses what would not be what it says', () => {
    expect(() => Security.restrictedAs({ user: 0 })).toThrow('Security.user: expected a user id above 0, got 0');
    expect(() => Security.baseline({ capabilities: ['SYS_ADMIN', 'CHOWN'] })).toThrow(
      'Security.capabilities: expected some of AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT, got ["SYS_ADMIN"]; or use privileged',
    );
    expect(() => Security.privileged({ because: ' ', securityContext: {} })).toThrow(
      'Security.because: expected the reason, got " "',
    );
  });
});

describe('volumes and workspace sources', () => {
  test.each<[Volume, object]>([
    [Volume.emptyDir(), { name: 'v', emptyDir: {} }],
    [
      Volume.emptyDir({ sizeLimit: '1Gi', inMemory: true }),
      { name: 'v', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } },
    ],
    [Volume.secret('s'), { name: 'v', secret: { secretName: 's', defaultMode: 0o440 } }],
    [
      Volume.config('c', { items: { a: 'b' } }),
      { name: 'v', configMap: { name: 'c', items: [{ key: 'a', path: 'b' }] } },
    ],
    [
      Volume.token({ audience: 'sigstore', path: 'oidc-token', expiresIn: Duration.minutes(10) }),
      {
        name: 'v',
        projected: {
          defaultMode: 0o440,
          sources: [{ serviceAccountToken: { audience: 'sigstore', expirationSeconds: 600, path: 'oidc-token' } }],
        },
      },
    ],
  ])('volume %#', (volume, expected) => {
    expect(volume._render('v')).toEqual(expected);
  });

  test.each<[WorkspaceSource, object]>([
    [WorkspaceSource.emptyDir(), { name: 'w', emptyDir: {} }],
    [
      WorkspaceSource.claimTemplate({ size: '1Gi', storageClass: 'fast', accessModes: ['ReadWriteMany'] }),
      {
        name: 'w',
        volumeClaimTemplate: {
          spec: {
            accessModes: ['ReadWriteMany'],
            storageClassName: 'fast',
            resources: { requests: { storage: '1Gi' } },
          },
        },
      },
    ],
    [
      WorkspaceSource.dockerConfig('registry'),
      { name: 'w', secret: { secretName: 'registry', items: [{ key: '.dockerconfigjson', path: 'config.json' }] } },
    ],
    [
      WorkspaceSource.token({ audience: 'sigstore' }),
      {
        name: 'w',
        projected: {
          sources: [{ serviceAccountToken: { audience: 'sigstore', expirationSeconds: 3600, path: 'token' } }],
        },
      },
    ],
    [
      WorkspaceSource.csi('secrets-store.csi.k8s.io', { secretProviderClass: 'npm' }),
      {
        name: 'w',
        csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: 'npm' } },
      },
    ],
  ])('source %#', (source, expected) => {
    expect(source._render('w')).toEqual(expected);
  });

  test('refuse what Kubernetes or Tekton would refuse', () => {
    expect(() => Volume.emptyDir({ sizeLimit: 'big' })).toThrow(
      'Volume.sizeLimit: expected a quantity above zero such as "10Gi", got "big"',
    );
    expect(() => WorkspaceSource.claimTemplate({ size: '0' })).toThrow(
      'WorkspaceSource.size: expected a quantity above zero such as "2Gi", got "0"',
    );
    expect(() => Volume.token({ audience: 'a', expiresIn: Duration.minutes(9) })).toThrow(
      'Token.expiresIn: expected whole seconds, ten minutes or more, got "540s"',
    );
    const ref = new VolumeRef({ kind: 'volume', owner, name: 'v' });
    for (const path of ['scratch', '/tekton', '/tekton/results', '/a/../tekton/home']) {
      expect(() => ref.at(path)).toThrow(
        `VolumeMount.mountPath: expected an absolute path outside /tekton, got "${path}"`,
      );
    }
    expect(ref.at('/tekton/home/.docker')._render()).toMatchObject({ mountPath: '/tekton/home/.docker' });
  });
});

describe('steps', () => {
  test('have a name that leaves room for what Tekton puts before it', () => {
    expect(() => Step.command({ name: 'a'.repeat(59), image })).toThrow(
      'Step.name: expected 1 to 58 lower-case letters',
    );
  });

  test('ask for quantities', () => {
    const step = Step.command({ name: 'a', image, resources: { memory: 'much' } });
    expect(() => step._render('Task t.a', false)).toThrow(
      'Task t.a.resources.memory: expected a quantity above zero such as "1Gi", got "much"',
    );
  });
});
