import {
  Cluster,
  GitHubRepository,
  ImageDigest,
  ImageRepository,
  PinnedImage,
  Platform,
  SigningIdentity,
  TagFamily,
} from '../../lib/model';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const OIDC_ID = 'EXAMPLED539D4633E53DE1B71EXAMPLE'.replace(/[^0-9A-F]/g, '0');
const PEM = '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n';

test('computes the address and ARN of an ECR repository, so that nothing has to be deployed to know them', () => {
  const image = ImageRepository.ecr({ account: '111122223333', region: 'eu-west-1', name: 'shop/order-service' });
  expect([image.address, image.arn, `${image}`]).toEqual([
    '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/order-service',
    'arn:aws:ecr:eu-west-1:111122223333:repository/shop/order-service',
    '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/order-service',
  ]);
});

test.each([
  [
    'cn-north-1',
    '111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/api',
    'arn:aws-cn:ecr:cn-north-1:111122223333:repository/api',
  ],
  [
    'us-gov-west-1',
    '111122223333.dkr.ecr.us-gov-west-1.amazonaws.com/api',
    'arn:aws-us-gov:ecr:us-gov-west-1:111122223333:repository/api',
  ],
])('knows the partition of %s', (region, address, arn) => {
  const image = ImageRepository.ecr({ account: '111122223333', region, name: 'api' });
  expect([image.address, image.arn]).toEqual([address, arn]);
});

test('pins an image of a repository, and keeps the digest in a mirror', () => {
  const pinned = ImageRepository.at('ghcr.io/acme/api').pinned(ImageDigest.of(DIGEST));
  expect(pinned.reference).toBe(`ghcr.io/acme/api@${DIGEST}`);
  expect(PinnedImage.of(`golang:1.26@${DIGEST}`).mirroredTo('mirror.example:5000').reference).toBe(
    `mirror.example:5000/library/golang:1.26@${DIGEST}`,
  );
});

test('names a repository as Git, certificates and people do', () => {
  const { fullName, url, cloneUrl, sshUrl } = GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 });
  expect({ fullName, url, cloneUrl, sshUrl }).toEqual({
    fullName: 'acme/order-service',
    url: 'https://github.com/acme/order-service',
    cloneUrl: 'https://github.com/acme/order-service.git',
    sshUrl: 'git@github.com:acme/order-service.git',
  });
});

test('names a repository of an Enterprise Server by its own host', () => {
  const ids = { id: 12, ownerId: 3 };
  const { server, isPublicGitHub, url, cloneUrl, sshUrl } = GitHubRepository.of('acme/order-service', {
    ...ids,
    server: 'github.example.com',
  });
  expect({ server, isPublicGitHub, url, cloneUrl, sshUrl }).toEqual({
    server: 'github.example.com',
    isPublicGitHub: false,
    url: 'https://github.example.com/acme/order-service',
    cloneUrl: 'https://github.example.com/acme/order-service.git',
    sshUrl: 'git@github.example.com:acme/order-service.git',
  });
  const named = GitHubRepository.of('acme/order-service', { ...ids, server: 'github.com' });
  expect(named).toEqual(GitHubRepository.of('acme/order-service', ids));
});

test('knows how the public Fulcio names a pod of an EKS cluster', () => {
  const cluster = Cluster.eks({ name: 'build', account: '111122223333', region: 'eu-west-1', oidcId: OIDC_ID });
  expect(cluster.signerOf('order-service-ci', 'build').certificate).toEqual({
    issuer: `https://oidc.eks.eu-west-1.amazonaws.com/id/${OIDC_ID}`,
    subject: 'https://kubernetes.io/namespaces/order-service-ci/serviceaccounts/build',
  });
  expect([cluster.knownToPublicFulcio, Cluster.of('lab', 'https://issuer.example').knownToPublicFulcio]).toEqual([
    true,
    false,
  ]);
});

test('says who signs, in one line', () => {
  const kms = 'arn:aws:kms:eu-west-1:111122223333:alias/signing';
  expect(
    [
      SigningIdentity.key(PEM),
      SigningIdentity.awsKms(kms),
      Cluster.of('lab', 'https://i.example').signerOf('ci', 'b'),
    ].map(String),
  ).toEqual([
    'the holder of a key',
    `awskms:///${kms}`,
    'https://kubernetes.io/namespaces/ci/serviceaccounts/b (issuer https://i.example)',
  ]);
});

test('gives each tag family a pattern that selects its own tags', () => {
  const families = [TagFamily.commit, TagFamily.release, TagFamily.promoted('staging'), TagFamily.moving('cache')];
  expect(families.map(({ name, pattern, example, moves }) => ({ name, pattern, example, moves }))).toEqual([
    { name: 'commit', pattern: 'sha-*', example: 'sha-0123456789abcdef0123456789abcdef01234567', moves: false },
    { name: 'release', pattern: 'v*', example: 'v1.4.2', moves: false },
    {
      name: 'promoted to staging',
      pattern: 'staging-sha-*',
      example: 'staging-sha-0123456789abcdef0123456789abcdef01234567',
      moves: false,
    },
    { name: 'moving cache', pattern: 'cache', example: 'cache', moves: true },
  ]);
});

test('knows the newest platform, and compares releases by number, not by letter', () => {
  const platform = Platform.of({ kyverno: 'v1.9.2'.replace('1.9', '1.19') });
  expect([
    `${platform.kyverno}`,
    `${platform.tekton}`,
    platform.kyverno.isAtLeast('1.9'),
    platform.kyverno.isAtLeast('1.20'),
  ]).toEqual(['1.19', '1.15', true, false]);
});
