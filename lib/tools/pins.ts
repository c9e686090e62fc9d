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
  maven: {
    image: 'docker.io/library/maven',
    tag: '3.9.16-eclipse-temurin-25',
    digest: 'sha256:93b8a14ea2f412782e4e842651273b4d903e35cc496284f178fbbe2d67d00976',
  },
  node: {
    image: 'docker.io/library/node',
    tag: '24.21.0-trixie-slim',
    digest: 'sha256:8ec5d7557396cfe32d21c3f9c13072355ceab22b584578ca4bb28af31120cffe',
  },
  python: {
    image: 'docker.io/library/python',
    tag: '3.13.15-slim-trixie',
    digest: 'sha256:9d2e5553305c7c7b0097999bb17187c69b921ccd6bc9d40e4bb5ebe652c00285',
  },
  ruff: {
    image: 'ghcr.io/astral-sh/ruff',
    tag: '0.16.5',
    digest: 'sha256:8355b79edf35788aef97ac9b1ff3b758604a5d67963ead617c45c72e1d92871f',
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

/** What services are built on and run in: the one file to edit for a new version of these too. */
export const BASE_IMAGES = {
  /** The reader of Dockerfiles, so that the same text means the same in every BuildKit. */
  dockerfileFrontend: {
    image: 'docker.io/docker/dockerfile',
    tag: '1.27.1',
    digest: 'sha256:4edf897a3ffa55b89f906fc8cc78afdb3f1834cc9c7083565e611a8a7d5fe99e',
  },
  /** Nothing but certificates, time zones and users: for programs without libraries. */
  goRuntime: {
    image: 'gcr.io/distroless/static-debian13',
    tag: 'nonroot',
    digest: 'sha256:e2e927ec666bae08560abb3c55d0659eceabb657f56b6782ab500a9fc7f555e3',
  },
  javaRuntime: {
    image: 'gcr.io/distroless/java25-debian13',
    tag: 'nonroot',
    digest: 'sha256:ca60da1345c0f17b6d019049e6749e15f10fd3c0da86dec938d2b4ec565d0629',
  },
  nodeRuntime: {
    image: 'gcr.io/distroless/nodejs24-debian13',
    tag: 'nonroot',
    digest: 'sha256:9eeb7f5887d0e239e78264b06f7f11d2e14be534050481803a9e4728fcdd278e',
  },
  /** Python 3.13, as Debian 13 has it: what is compiled for another minor version does not load in it. */
  pythonRuntime: {
    image: 'gcr.io/distroless/python3-debian13',
    tag: 'nonroot',
    digest: 'sha256:83aa8d4f74a4d7f7cf2d472054139bef71a927b76c680c0f2e1021d6b1d6d732',
  },
} as const satisfies Readonly<Record<string, Pin>>;
