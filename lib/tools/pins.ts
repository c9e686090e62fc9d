/** A tool's image as it is pinned. The digest decides what runs; the tag is for people and for the bot that bumps both. */
export interface Pin {
  /** `registry/path`. */
  readonly image: string;
  readonly tag: string;
  /** The digest of the index, so that one pin serves every CPU architecture. */
  readonly digest: string;
}

/** The images of all tools: the one file to edit for a new version. */
export const PINS = {
  awsCli: {
    image: 'docker.io/amazon/aws-cli',
    tag: '2.37.8',
    digest: 'sha256:420ab345e847291b541b45d989535f55bcff957c27fa1100fae4aa233e86398c',
  },
  buildah: {
    image: 'quay.io/konflux-ci/task-runner',
    tag: '3.1.2',
    digest: 'sha256:e272c1e1c60a4ecc72ff9c8d65bc48da534de6f1ce0d5aba79db3ac532d11c35',
  },
  buildkit: {
    image: 'docker.io/moby/buildkit',
    tag: 'v0.33.1-rootless',
    digest: 'sha256:f8a833b2de9d68e27f0815e4a737abdfaf8a2e4c615650557df11025101557b4',
  },
  cosign: {
    image: 'ghcr.io/sigstore/cosign/cosign',
    tag: 'v3.1.3',
    digest: 'sha256:9e5c2f2edc34351160407ca3416c61855bdf9403c3c5936e0f0be7fc261611b8',
  },
  git: {
    image: 'docker.io/alpine/git',
    tag: 'v2.54.0',
    digest: 'sha256:729da2347ce652f30476b064198577fe12e1147e58499be9f343039343ef2cee',
  },
  go: {
    image: 'docker.io/library/golang',
    tag: '1.26.9-bookworm',
    digest: 'sha256:d9c68c2c51161e12fd77e4c6320687c9cd86e1af1e3ad6e6cd63ff970641453c',
  },
  golangciLint: {
    image: 'docker.io/golangci/golangci-lint',
    tag: 'v2.14.0',
    digest: 'sha256:ad862ba6b3798cbe0fd9fd7408d498fd74fbd2623a92406b2fd3898faf0bf98f',
  },
  grype: {
    image: 'ghcr.io/anchore/grype',
    tag: 'v0.120.1',
    digest: 'sha256:e4a44ef45d285b829ce6efe2642980329661bd2d18eab5fc539138d4adaebbbe',
  },
  kaniko: {
    image: 'ghcr.io/osscontainertools/kaniko',
    tag: 'v1.28.5-debug',
    digest: 'sha256:d6d74217dc077acfd3094992e917c357080a2d3fdd1042a49e34e29a7e57c572',
  },
  syft: {
    image: 'ghcr.io/anchore/syft',
    tag: 'v1.54.1',
    digest: 'sha256:3eb5379ba7b409c3f4069b686110527af0c47df993fa5c10d13e7cf34f49b1aa',
  },
  trivy: {
    image: 'ghcr.io/aquasecurity/trivy',
    tag: '0.75.0',
    digest: 'sha256:af6acf9a6b85dfe389a1941505c0ce9efef52a4719635e1a962f022a3d855daa',
  },
} as const satisfies Readonly<Record<string, Pin>>;
