import { PinnedImage } from '../../lib/model';
import { BASE_IMAGES, PINS, Toolbox, type ToolName } from '../../lib/tools';

const HEX = 'a'.repeat(64);
const names = Object.keys(PINS) as ToolName[];

test('every pin is an image by digest, and has a tag for people', () => {
  for (const [name, { image, tag, digest }] of Object.entries({ ...PINS, ...BASE_IMAGES })) {
    expect({ name, reference: PinnedImage.of(`${image}:${tag}@${digest}`).reference }).toEqual({
      name,
      reference: `${image}:${tag}@${digest}`,
    });
    expect(tag).not.toBe('latest');
  }
});

test('no digest stands for two tools', () => {
  const digests = Object.values({ ...PINS, ...BASE_IMAGES }).map(({ digest }) => digest);
  expect(new Set(digests).size).toBe(digests.length);
});

test('the standard toolbox has every pinned tool', () => {
  const images = names.map((name) => Toolbox.standard.tool(name).image.reference);
  expect(images).toEqual(Object.values(PINS).map(({ image, tag, digest }) => `${image}:${tag}@${digest}`));
});

test('the version is that of the tag', () => {
  const versions = Object.fromEntries(names.map((name) => [name, Toolbox.standard.tool(name).version]));
  expect(versions).toEqual({
    awsCli: '2.37.8',
    buildah: '3.1.2',
    buildkit: '0.33.1',
    cosign: '3.1.3',
    git: '2.54.0',
    go: '1.26.9',
    golangciLint: '2.14.0',
    grype: '0.120.1',
    kaniko: '1.28.5',
    maven: '3.9.16',
    node: '24.21.0',
    python: '3.13.15',
    ruff: '0.16.5',
    syft: '1.54.1',
    trivy: '0.75.0',
  });
});

test('one tool from another image keeps its program and shell; the others stay', () => {
  const image = PinnedImage.of(`registry.example/cosign@sha256:${HEX}`);
  const tools = Toolbox.standard.with({ cosign: image });
  const { program, shell, user, version } = tools.tool('cosign');
  expect({ program, shell, user, version }).toEqual({
    program: 'cosign',
    shell: 'none',
    user: 65532,
    version: undefined,
  });
  expect(tools.tool('cosign').image).toBe(image);
  expect(tools.tool('git').image).toBe(Toolbox.standard.tool('git').image);
  expect(Toolbox.standard.tool('cosign').image.registry).toBe('ghcr.io');
});

test('a mirror changes the registry and nothing else', () => {
  const mirrored = Toolbox.standard.mirroredTo('111122223333.dkr.ecr.eu-west-1.amazonaws.com/cache');
  for (const name of names) {
    const { image, tag, digest } = PINS[name];
    const path = image.slice(image.indexOf('/') + 1);
    expect(mirrored.tool(name).image.reference).toBe(
      `111122223333.dkr.ecr.eu-west-1.amazonaws.com/cache/${path}:${tag}@${digest}`,
    );
  }
});

test('refuses a tool that it does not know', () => {
  const tools = { crane: PinnedImage.of(`registry.example/crane@sha256:${HEX}`) };
  expect(() => Toolbox.standard.with(tools as object)).toThrow(
    'Toolbox.with: expected some of awsCli, buildah, buildkit, cosign, git, go, golangciLint, grype, kaniko, maven, node, python, ruff, syft, trivy, got "crane"',
  );
});

// What must not compile; it never runs.
export const wrong = () => {
  // @ts-expect-error there is no such tool
  Toolbox.standard.with({ kubectl: PinnedImage.of('registry.example/kubectl') });
  // @ts-expect-error a tag is no image
  Toolbox.standard.with({ cosign: 'ghcr.io/sigstore/cosign/cosign:v3' });
};
