import { tryEcrAddress } from '../../lib/custody/ecr-address';
import { namedImage, sampleOf } from '../../lib/custody/named-image';
import { isKnown, mapOpen, masked } from '../../lib/custody/open-text';
import { tryPush } from '../../lib/custody/push-commands';
import { commandsOf } from '../../lib/custody/step-commands';
import { mayTake } from '../../lib/custody/tag-patterns';
import { ImageRepository } from '../../lib/model';
import { type StepDeclaration } from '../../lib/systems/tekton/kinds';
import { shellCommands } from '../../lib/shell';
import * as fc from '../property';

const IMAGE = 'ghcr.io/acme/order-service';

describe('open pieces', () => {
  test.each([
    ['sha-$(params.commit)', 'sha-…'],
    ['$(tasks.a.results["b"])@${DIGEST}', '…@…'],
    ['a-$REVISION-b', 'a-…-b'],
    ['a-`git rev-parse HEAD`', 'a-…'],
    ['$(cat "$(dirname x)/y") z', '… z'],
    ['$1.$?', '….…'],
    ['costs 5$', 'costs 5$'],
    ['a $(not closed', 'a …'],
  ])('%s is %s', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  test('a text without any stays as it is, and a masked one is known', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[$`…]/.test(text)),
        (text) => masked(text) === text && isKnown(text),
      ),
    );
    fc.assert(fc.property(fc.string(), (text) => mapOpen(text, (piece) => piece) === text));
  });
});

describe('the name of an image', () => {
  test.each([
    [`${IMAGE}:sha-$(params.c)`, { repository: IMAGE, tag: 'sha-…', byDigest: false, producers: [] }],
    [`docker://${IMAGE}@$(tasks.build.results.digest)`, { repository: IMAGE, byDigest: true, producers: ['build'] }],
    ['localhost:5000/app', { repository: 'localhost:5000/app', byDigest: false, producers: [] }],
    ['$(params.image)', { byDigest: false, producers: [] }],
    ['$(params.registry)/app:1', { tag: '1', byDigest: false, producers: [] }],
    [`${IMAGE}$SUFFIX:1`, { tag: '1', byDigest: false, producers: [] }],
  ])('%s', (text, expected) => {
    expect(namedImage(text)).toEqual(expected);
  });

  test('an address of ECR is that of its repository', () => {
    for (const region of ['eu-west-1', 'us-gov-west-1', 'cn-north-1']) {
      const repository = ImageRepository.ecr({ account: '111122223333', region, name: 'shop/orders' });
      expect(tryEcrAddress(repository.address)).toEqual({ ...repository.ecr, arn: repository.arn });
    }
    expect(tryEcrAddress(IMAGE)).toBeUndefined();
  });
});

describe('what a command pushes', () => {
  const pushed = (line: string): unknown => {
    const [program = '', ...words] = shellCommands(line)[0]?.words ?? [];
    return tryPush({ program, words });
  };
  const made = { repository: IMAGE, tag: '1', isMark: false };

  test.each([
    [`buildah push --digestfile /d ${IMAGE}:1`],
    [`buildah push --tls-verify=false localhost/app docker://${IMAGE}:1`],
    [`podman push -q ${IMAGE}:1`],
    [`docker push ${IMAGE}:1`],
    [`docker buildx build --push -t ${IMAGE}:1 .`],
    [`executor --context=dir:///w --destination=${IMAGE}:1`],
    [`executor -d ${IMAGE}:1`],
    [`buildctl build --output type=image,name=${IMAGE}:1,push=true`],
    [`crane push image.tar ${IMAGE}:1`],
  ])('%s', (line) => {
    expect(pushed(line)).toEqual([made]);
  });

  test.each([
    [`crane tag ${IMAGE}@sha256:$D live`, { repository: IMAGE, tag: 'live', isMark: true }],
    [`oras tag ${IMAGE}:1 live`, { repository: IMAGE, tag: 'live', isMark: true }],
    [`skopeo copy --all docker://a/b:1 docker://${IMAGE}:1`, { ...made, isMark: true }],
    [`crane cp a/b:1 ${IMAGE}:1`, { ...made, isMark: true }],
    [
      'aws ecr put-image --repository-name orders --region eu-west-1 --image-tag "live-$C"',
      { inEcr: { name: 'orders', region: 'eu-west-1' }, tag: 'live-…', isMark: true },
    ],
    [`docker push ${IMAGE}`, { repository: IMAGE, tag: 'latest', isMark: false }],
    ['buildah push $IMAGE', { isMark: false }],
  ])('%s', (line, expected) => {
    expect(pushed(line)).toEqual([expected]);
  });

  test.each([
    'buildah build --tag x .',
    'docker build -t x .',
    `executor --no-push --destination=${IMAGE}:1`,
    `buildctl build --output type=image,name=${IMAGE}:1`,
    `crane digest ${IMAGE}:1`,
    'aws ecr put-image --image-tag x',
    'aws s3 cp a b',
    'constructor x',
  ])('%s pushes nothing', (line) => {
    expect(pushed(line)).toEqual([]);
  });
});

describe('the commands of a step', () => {
  const read = (declared: StepDeclaration): unknown =>
    commandsOf({ index: 0, name: 'do', path: 'spec.steps[0]', declared, container: declared }).map(
      ({ program, words, into, piped }) => [program, words.join(' '), into, piped],
    );

  test('variables are put in where they have one value', () => {
    const script = [
      'image="$REPOSITORY:${TAG}"',
      'export more=1',
      'x=1',
      'if true; then x=2; fi',
      'push "$image" $x $more',
    ].join('\n');
    expect(read({ env: [{ name: 'REPOSITORY', value: IMAGE }], script })).toEqual([
      ['true', '', undefined, false],
      ['fi', '', undefined, false],
      ['push', `${IMAGE}:\${TAG} $x 1`, undefined, false],
    ]);
  });

  test('output is followed into files and pipes', () => {
    expect(read({ script: 'printf %s a > b\necho c >d 2>&1\ne | tee f\ng 2>/dev/null || true' })).toEqual([
      ['printf', '%s a', 'b', false],
      ['echo', 'c', 'd', false],
      ['e', '', undefined, true],
      ['tee', 'f', undefined, false],
      ['g', '', undefined, false],
      ['true', '', undefined, false],
    ]);
  });

  test('without a command the program of the image runs', () => {
    expect(read({ image: 'gcr.io/kaniko-project/executor:v1@sha256:0', args: ['--destination', IMAGE] })).toEqual([
      ['executor', `--destination ${IMAGE}`, undefined, false],
    ]);
    expect(read({ image: 'alpine' })).toEqual([]);
  });
});

describe('tags and patterns', () => {
  const takes = (pattern: string, ...tags: readonly string[]): boolean =>
    mayTake({ tagStatus: 'tagged', tagPatternList: [pattern], countType: 'imageCountMoreThan', countNumber: 1 }, tags);

  test.each([
    ['sha-*', 'sha-…', true],
    ['sha-*', 'v…', false],
    ['sha-*', '…-release', true],
    ['*-release', 'v…', true],
    ['*-release', 'v…-debug', false],
    ['latest', 'latest', true],
    ['latest', 'la…', true],
    ['latest', 'sha-…', false],
  ])('%s may take %s: %s', (pattern, tag, expected) => {
    expect(takes(pattern, tag)).toBe(expected);
  });

  test('a pattern that takes what an open tag becomes may take the open tag', () => {
    const piece = fc.stringMatching(/^[a-z-]{0,5}$/);
    fc.assert(
      fc.property(piece, piece, piece, piece, (a, b, c, d) => {
        const pattern = `${a}*${b}`;
        const tag = `${c}…${d}`;
        return !takes(pattern, sampleOf(tag)) || takes(pattern, tag);
      }),
    );
  });
});
