import { type Example, assemblyOf, audit } from '../../lib/audit';
import { custodyRules } from '../../lib/custody';
import { pushesOf } from '../../lib/custody/pushes';
import { IMAGE, deployment, example } from '../../lib/custody/rules/examples';
import {
  WORKFLOW,
  WORKFLOW_SUBJECT,
  type WorkflowExample,
  admitting,
  release,
} from '../../lib/custody/rules/job-examples';
import { signersOf } from '../../lib/custody/signers';

const DENIED = 'every pod of Deployment shop/order-service in example is denied';
const CALLER = '.github/workflows/ci.yaml';
const CALLER_SUBJECT = `https://github.com/acme/example/${CALLER}@refs/heads/main`;

function texts(one: Example): string[] {
  return audit(assemblyOf(one), custodyRules).findings.map(({ rule, message }) => `${rule} ${message}`);
}

function rules(one: Example): string[] {
  return audit(assemblyOf(one), custodyRules).findings.map(({ rule }) => rule);
}

const trusting = (subjects: readonly string[], props: WorkflowExample = {}): Example =>
  admitting(subjects, { [WORKFLOW]: release(props) });

/** A workflow that does nothing but call another. */
const calling = (uses: string, permissions = '{ contents: read, id-token: write }'): string =>
  `name: ci\non: { push: { branches: [main] } }\npermissions: {}\njobs:\n  image:\n    permissions: ${permissions}\n    uses: ${uses}\n`;

const reusable = { [CALLER]: calling(`./${WORKFLOW}`), [WORKFLOW]: release({ on: 'workflow_call' }) };

describe('who signs in a workflow', () => {
  test('the file at the ref of the run', () => {
    expect(texts(trusting([WORKFLOW_SUBJECT]))).toEqual([]);
    expect(texts(trusting([WORKFLOW_SUBJECT.replace('main', 'release')]))).toEqual([
      `CUS001 workflow release.yaml of acme/example signs as ${WORKFLOW_SUBJECT} → policy images trusts https://github.com/acme/example/${WORKFLOW}@refs/heads/release → ${DENIED}`,
    ]);
  });

  test('of a called workflow the certificate names the called file, not the caller', () => {
    expect(texts(admitting([WORKFLOW_SUBJECT], reusable))).toEqual([]);
    expect(texts(admitting([CALLER_SUBJECT], reusable))).toEqual([
      `CUS001 workflow ci.yaml of acme/example through release.yaml signs as ${WORKFLOW_SUBJECT} → policy images trusts ${CALLER_SUBJECT} → ${DENIED}`,
    ]);
  });

  test('a pattern for the workflows of all repositories takes the caller, and not what it calls', () => {
    const pattern = 'https://github.com/acme/*/.github/workflows/ci.yaml@refs/heads/main';
    const keyless = { subject: pattern, issuer: 'https://token.actions.githubusercontent.com' };
    const clusterPolicy = {
      apiVersion: 'kyverno.io/v1',
      kind: 'ClusterPolicy',
      metadata: { name: 'verify-image-signature' },
      spec: {
        rules: [
          {
            name: 'signed',
            match: { any: [{ resources: { kinds: ['Pod'], namespaces: ['shop'] } }] },
            verifyImages: [
              {
                failureAction: 'Enforce',
                imageReferences: [`${IMAGE}*`],
                attestors: [{ count: 1, entries: [{ keyless }] }],
              },
            ],
          },
        ],
      },
    };
    const trusted = example(clusterPolicy, deployment());
    expect(texts({ ...trusted, files: { [CALLER]: release() } })).toEqual([]);
    expect(texts({ ...trusted, files: reusable })).toEqual([
      `CUS001 workflow ci.yaml of acme/example through release.yaml signs as ${WORKFLOW_SUBJECT} → policy verify-image-signature trusts ${pattern} → ${DENIED}`,
    ]);
  });

  test('a workflow of another repository that is not here may sign, as itself', () => {
    const platform = 'acme/platform/.github/workflows/build.yaml';
    const of = (ref: string): string => calling(`${platform}@${ref}`);
    const build = `name: build\non: { push: { branches: [main] } }\npermissions: {}\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: docker push ${IMAGE}:sha-1\n`;
    const found = (subject: string, ref: string): string[] =>
      rules(admitting([subject], { [CALLER]: of(ref), '.github/workflows/build.yaml': build }));
    expect(found(`https://github.com/${platform}@refs/heads/main`, 'main')).toEqual([]);
    expect(found(CALLER_SUBJECT, 'main')).toEqual(['CUS002']);
    expect(found(`https://github.com/${platform}@refs/tags/v1`, 'v1')).toEqual([]);
  });

  test('a ref that is not known may be the one that is trusted, and the file may not', () => {
    const on = '{ push: { tags: ["v*"] }, workflow_dispatch: }';
    expect(rules(trusting([WORKFLOW_SUBJECT], { on }))).toEqual([]);
    expect(rules(trusting([WORKFLOW_SUBJECT.replace('heads/main', 'tags/v1')], { on }))).toEqual([]);
    expect(texts(trusting([CALLER_SUBJECT], { on }))).toEqual([
      `CUS001 workflow release.yaml of acme/example signs as https://github.com/acme/example/${WORKFLOW}@refs/tags/v… → policy images trusts ${CALLER_SUBJECT} → ${DENIED}`,
    ]);
  });

  test('an expression of the policy is not compared with an open ref', () => {
    const text = JSON.stringify(admitting([WORKFLOW_SUBJECT], {}).manifests);
    expect(text).toContain(WORKFLOW_SUBJECT);
    const one = trusting([WORKFLOW_SUBJECT], { on: 'workflow_dispatch' });
    const manifests = (one.manifests ?? '').replace(
      `subject: ${WORKFLOW_SUBJECT}`,
      'subjectRegExp: ^https://github.com/acme/example/.github/workflows/ci.yaml@refs/tags/v[0-9]+$',
    );
    expect(rules({ ...one, manifests })).toEqual([]);
  });

  test('one of two branches that is trusted is enough', () => {
    expect(rules(trusting([WORKFLOW_SUBJECT], { on: '{ push: { branches: [main, next] } }' }))).toEqual([]);
  });

  test('a job without the permission has no identity', () => {
    const files = { [WORKFLOW]: release().replace(', id-token: write', '') };
    expect(signersOf(assemblyOf(admitting([], files))).all.map(({ identity }) => identity)).toEqual([undefined]);
  });

  test('what a called job may do is what its caller gives', () => {
    const called = release({ on: 'workflow_call' }).replace(/^.*(permissions: \{).*\n/gm, '');
    const identities = (permissions?: string): unknown =>
      signersOf(assemblyOf({ files: { [CALLER]: calling(`./${WORKFLOW}`, permissions), [WORKFLOW]: called } })).all.map(
        ({ identity }) => identity?.subject,
      );
    expect(identities()).toEqual([WORKFLOW_SUBJECT]);
    expect(identities('{ contents: read }')).toEqual([undefined]);
  });

  test('a key, a script of the repository and an action of somebody may sign unseen', () => {
    const signing = 'cosign sign --yes "$REGISTRY/order-service@$DIGEST"';
    const stranger = [CALLER_SUBJECT];
    const files = (to: string): Readonly<Record<string, string>> => ({ [WORKFLOW]: release().replace(signing, to) });
    expect(rules(admitting(stranger, files(`${signing} --key awskms:///alias/images`)))).toEqual([]);
    for (const other of ['make sign', './sign.sh', 'bash sign.sh']) {
      expect(rules(admitting([WORKFLOW_SUBJECT], files(other)))).toEqual([]);
    }
    const action = release({ signs: false }).replace('    steps:\n', '    steps:\n      - uses: acme/sign@v1\n');
    expect(rules(admitting([WORKFLOW_SUBJECT], { [WORKFLOW]: action }))).toEqual([]);
  });

  test('nobody signs what a workflow pushes', () => {
    expect(texts(trusting([WORKFLOW_SUBJECT], { signs: false }))).toEqual([
      `CUS002 workflow release.yaml of acme/example pushes ${IMAGE} and nobody signs it → policy images trusts ${WORKFLOW_SUBJECT} → ${DENIED}`,
    ]);
    expect(
      rules(trusting(['https://github.com/acme/other/.github/workflows/sign.yaml@refs/heads/main'], { signs: false })),
    ).toEqual([]);
  });

  test('a policy trusts a workflow that signs nothing', () => {
    const files = { [WORKFLOW]: release(), [CALLER]: release({ signs: false }) };
    expect(texts(admitting([WORKFLOW_SUBJECT, CALLER_SUBJECT], files))).toEqual([
      `CUS003 it trusts ${CALLER_SUBJECT} → nothing here signs ${IMAGE} as that → whoever runs as it can sign`,
    ]);
  });

  test('what a workflow signs is asked for nowhere', () => {
    expect(rules({ ...example(deployment()), files: { [WORKFLOW]: release() } })).toEqual(['CUS004']);
  });

  test('actions/attest signs a provenance, where it pushes it', () => {
    const attest = (more: string): string =>
      release().replace(
        '      - env:\n',
        `      - uses: actions/attest@1e69f48acb82d1966a394da916b4c1698aa569d6 # v4.2.2\n        with: { subject-name: '${IMAGE}', subject-digest: 'sha256:1', ${more} }\n      - env:\n`,
      );
    const statements = (more: string): unknown =>
      signersOf(assemblyOf({ files: { [WORKFLOW]: attest(more) } }))
        .of(IMAGE)
        .map(({ statement }) => statement);
    const signature = 'https://sigstore.dev/cosign/sign/v1';
    expect(statements('push-to-registry: true')).toEqual(['https://slsa.dev/provenance/v1', signature]);
    expect(statements('push-to-registry: true, sbom-path: sbom.json')).toEqual([
      'https://spdx.dev/Document',
      'https://cyclonedx.org/bom',
      signature,
    ]);
    expect(statements("push-to-registry: true, predicate-type: 'https://acme.example/tested/v1'")).toEqual([
      'https://acme.example/tested/v1',
      signature,
    ]);
    expect(statements('push-to-registry: false')).toEqual([signature]);
  });

  test('the name of a repository that nobody has said may be any', () => {
    const assembly = assemblyOf(trusting([WORKFLOW_SUBJECT]));
    const unnamed = (subject: string): string[] => {
      const { manifests } = assemblyOf(trusting([subject]));
      const all = assembly.files.all.map((file) => ({ ...file, repository: 'this/repository' }));
      const files = Object.assign(
        Object.create(Object.getPrototypeOf(assembly.files) as object) as typeof assembly.files,
        { all },
      );
      return audit({ ...assembly, manifests, files }, custodyRules).findings.map(({ rule }) => rule);
    };
    expect(unnamed(WORKFLOW_SUBJECT)).toEqual([]);
    expect(unnamed(CALLER_SUBJECT)).toEqual(['CUS001']);
  });
});

describe('what a workflow pushes', () => {
  const METADATA = 'docker/metadata-action@dc802804100637a589fabce1cb79ff13a1411302 # v6.2.0';
  const pushed = (tags: string, on?: string): unknown => {
    const text = release(on === undefined ? {} : { on })
      .replace(
        '      - uses: docker/build-push',
        `      - uses: ${METADATA}\n        id: meta\n        with:\n          images: ${IMAGE}\n          tags: |\n            ${tags.replaceAll('\n', '\n            ')}\n      - uses: docker/build-push`,
      )
      .replace(/tags: \$\{\{ steps\.login.*/, 'tags: ${{ steps.meta.outputs.tags }}');
    return pushesOf(assemblyOf({ files: { [WORKFLOW]: text } }))
      .to(IMAGE)
      .map(({ tag }) => tag);
  };

  test('tags by the rules of docker/metadata-action', () => {
    expect(pushed('type=sha,format=long\ntype=ref,event=branch\ntype=raw,value=latest')).toEqual([
      'main',
      'latest',
      'sha-…',
    ]);
    expect(pushed('type=sha,prefix=', '{ push: { tags: ["v*"] } }')).toEqual([undefined]);
  });

  test('a fixed tag is pushed again and again', () => {
    const files = { [WORKFLOW]: release().replace('sha-${{ github.sha }}', 'latest') };
    const terraform = { aws_ecr_repository: { images: { name: 'order-service', image_tag_mutability: 'IMMUTABLE' } } };
    expect(texts({ files, terraform })).toEqual([
      `CUS010 workflow release.yaml of acme/example pushes ${IMAGE}:latest each time → aws_ecr_repository.images is IMMUTABLE → the second run is refused`,
    ]);
  });

  test('inputs of callers are put in', () => {
    const text = `name: build\non:\n  workflow_call:\n    inputs:\n      image: { type: string, required: true }\n      tag: { type: string, default: stable }\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    env: { NAME: '\${{ inputs.image }}' }\n    steps:\n      - run: |\n          TARGET=$NAME:\${{ inputs.tag }}\n          docker push "$TARGET"\n`;
    const call = `${calling(`./${WORKFLOW}`)}    with: { image: '${IMAGE}' }\n`;
    expect(
      pushesOf(assemblyOf({ files: { [CALLER]: call, [WORKFLOW]: text } }))
        .to(IMAGE)
        .map(({ tag }) => tag),
    ).toEqual(['stable']);
  });
});
