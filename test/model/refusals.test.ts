import {
  AccountId,
  Cluster,
  GitHubRepository,
  Hidden,
  ImageDigest,
  ImageRepository,
  PinnedImage,
  Platform,
  SigningIdentity,
  TagFamily,
  dnsLabel,
  invalid,
  quantity,
} from '../../lib/model';

/** Every refusal of a value: what is called, and the whole message. */
const REFUSALS: readonly (readonly [string, () => unknown, string])[] = [
  [
    'nine digits',
    () => AccountId.of('123456789'),
    'AccountId: expected 12 digits, got "123456789"; write it as text: a leading zero counts',
  ],
  [
    'a tag for a digest',
    () => ImageDigest.of('v1.2'),
    'ImageDigest: expected "sha256:" and 64 lower-case hex digits, got "v1.2"; a tag is not a digest',
  ],
  [
    'an unpinned image',
    () => PinnedImage.of('golang:1.26'),
    'PinnedImage: expected an image reference with a digest ("…@sha256:…"), got "golang:1.26"; a tag can be moved to another image',
  ],
  [
    'a region in words',
    () => ImageRepository.ecr({ account: '111122223333', region: 'Ireland', name: 'order-service' }),
    'ImageRepository.region: expected an AWS region such as "eu-west-1", got "Ireland"',
  ],
  [
    'an ECR name in capitals',
    () => ImageRepository.ecr({ account: '111122223333', region: 'eu-west-1', name: 'Order' }),
    'ImageRepository.name: expected an ECR name of 2 to 256 lower-case letters, digits, ".", "_", "-" and "/", got "Order"',
  ],
  [
    'an address with a tag',
    () => ImageRepository.at('ghcr.io/acme/api:v1'),
    'ImageRepository: expected a registry host and a path without tag or digest, got "ghcr.io/acme/api:v1"',
  ],
  [
    'an address without a host',
    () => ImageRepository.at('acme/api'),
    'ImageRepository: expected a registry host and a path without tag or digest, got "acme/api"',
  ],
  [
    'the ARN of what is not ECR',
    () => ImageRepository.at('ghcr.io/acme/api').arn,
    'ImageRepository.arn: expected a repository of Amazon ECR, got "ghcr.io/acme/api"',
  ],
  [
    'a repository without owner',
    () => GitHubRepository.of('order-service', { id: 1, ownerId: 2 }),
    'GitHubRepository: expected "owner/name" as GitHub spells it, got "order-service"',
  ],
  [
    'a repository id of zero',
    () => GitHubRepository.of('acme/api', { id: 0, ownerId: 2 }),
    'GitHubRepository.id: expected a positive whole number, got 0; ask: gh api repos/OWNER/NAME',
  ],
  [
    'a fraction for an owner id',
    () => GitHubRepository.of('acme/api', { id: 1, ownerId: 2.5 }),
    'GitHubRepository.ownerId: expected a positive whole number, got 2.5; ask: gh api repos/OWNER/NAME',
  ],
  ...['https://github.example.com', 'github.example.com:8443', 'GitHub.example.com', 'github', ''].map(
    (server) =>
      [
        `a server "${server}"`,
        () => GitHubRepository.of('acme/api', { id: 1, ownerId: 2, server }),
        `GitHubRepository.server: expected the host of a GitHub Enterprise Server alone, got "${server}"`,
      ] as const,
  ),
  [
    'a server whose addresses are of another form',
    () => GitHubRepository.of('acme/api', { id: 1, ownerId: 2, server: 'acme.ghe.com' }),
    'GitHubRepository.server: expected github.com or an Enterprise Server, got "acme.ghe.com"; its addresses are of another form',
  ],
  [
    'a short OIDC id',
    () => Cluster.eks({ name: 'main', account: '111122223333', region: 'eu-west-1', oidcId: 'ABC' }),
    'Cluster.oidcId: expected 32 upper-case hex digits, the last part of the OIDC issuer, got "ABC"',
  ],
  [
    'an issuer without https',
    () => Cluster.of('lab', 'http://issuer.example'),
    'Cluster.issuer: expected an https URL without query, got "http://issuer.example"',
  ],
  [
    'a cluster name in capitals',
    () => Cluster.of('Lab', 'https://issuer.example'),
    'Cluster.name: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Lab"',
  ],
  [
    'a wildcard subject',
    () =>
      SigningIdentity.certificate({
        subject: 'https://github.com/acme/*',
        issuer: 'https://token.actions.githubusercontent.com',
      }),
    'SigningIdentity.subject: expected one exact URI or address, got "https://github.com/acme/*"; a wildcard would trust others too, or nobody',
  ],
  [
    'an issuer without scheme',
    () =>
      SigningIdentity.certificate({
        subject: 'https://github.com/acme/api',
        issuer: 'token.actions.githubusercontent.com',
      }),
    'SigningIdentity.issuer: expected the https URL of one issuer, got "token.actions.githubusercontent.com"',
  ],
  [
    'versions of a branch',
    () =>
      SigningIdentity.versions({
        subject: 'https://github.com/acme/api/.github/workflows/release.yaml@refs/heads/v',
        issuer: 'https://token.actions.githubusercontent.com',
      }),
    'SigningIdentity.versions: expected a subject up to its tag, such as "…@refs/tags/v", got "https://github.com/acme/api/.github/workflows/release.yaml@refs/heads/v"',
  ],
  [
    'a private key',
    () => SigningIdentity.key('-----BEGIN EC PRIVATE KEY-----\nsecret\n-----END EC PRIVATE KEY-----'),
    'SigningIdentity.key: expected a public key, got a private key; revoke it if it has been committed',
  ],
  [
    'no key at all',
    () => SigningIdentity.key('cosign.pub'),
    'SigningIdentity.key: expected a public key in PEM form, got "cosign.pub"',
  ],
  [
    'a KMS alias alone',
    () => SigningIdentity.awsKms('alias/signing'),
    'SigningIdentity.awsKms: expected the ARN of a KMS key or alias, got "alias/signing"',
  ],
  [
    'an environment with a space',
    () => TagFamily.promoted('pre prod'),
    'TagFamily.promoted: expected the name of an environment, got "pre prod"',
  ],
  ['a tag with a slash', () => TagFamily.moving('a/b'), 'TagFamily.moving: expected a tag, got "a/b"'],
  [
    'a part nobody knows',
    () => Platform.of({ istio: '1.2' } as object),
    'Platform.istio: expected one of kubernetes, tekton, triggers, rollouts, kyverno, cosign, got "istio"',
  ],
  [
    'a version in words',
    () => Platform.of({ tekton: 'latest' }),
    'Platform.tekton: expected a version "major.minor", got "latest"',
  ],
  [
    'a release too old',
    () => Platform.of({ kubernetes: '1.20' }),
    'Platform.kubernetes: expected 1.28 or newer, got "1.20"',
  ],
  [
    'a name with a dot',
    () => dnsLabel('Thing.name', 'a.b', 20),
    'Thing.name: expected 1 to 20 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "a.b"',
  ],
  [
    'a quantity of nothing',
    () => quantity('Thing.cpu', '0', '250m'),
    'Thing.cpu: expected a quantity above zero such as "250m", got "0"',
  ],
  [
    'a quantity in words',
    () => quantity('Thing.cpu', 'half', '250m'),
    'Thing.cpu: expected a quantity above zero such as "250m", got "half"',
  ],
];

test.each(REFUSALS)('refuses %s', (_name, make, message) => {
  expect(make).toThrow(new Error(message));
});

test('shows refused values briefly, and never those that may be secret', () => {
  const loop: { self?: object } = {};
  loop.self = loop;
  const shown = [undefined, 1.5, [50, 10], 'x'.repeat(300), new Hidden('a token'), loop, () => 1].map(
    (got) => invalid('T.f', 'x', got).got,
  );
  expect(shown).toEqual([
    'nothing',
    '1.5',
    '[50,10]',
    `"${'x'.repeat(199)}…`,
    'a token',
    'a value that refers to itself',
    'a function',
  ]);
});
