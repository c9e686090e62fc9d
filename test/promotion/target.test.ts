import { parseAllDocuments } from 'yaml';
import { commitTimePatch } from '../../lib/model';
import { PromotionTarget, YamlPath } from '../../lib/promotion';
import * as fc from '../property';
import { FILE, component, digest, intent, target } from './promoted';

const values = PromotionTarget.helmValues('values.yaml');
const pod = PromotionTarget.value('pod.yaml', 'spec.containers[name=app].image');
const IMAGE = 'ghcr.io/acme/order-service';

test('writes the digest in quotes, and nothing else', () => {
  expect(target.apply(component(), intent())).toEqual({ text: component(`"${digest('a')}"`), changed: true });
});

test('writes the tag where one stands, and keeps single quotes', () => {
  const before = component(`'${digest('b')}'`);
  expect(target.apply(before, intent({ tag: '1234567' }))).toEqual({
    text: component(`'${digest('a')}'`).replace('newTag: v1', 'newTag: "1234567"'),
    from: digest('b'),
    changed: true,
  });
});

test('quotes a tag that YAML would read as a number, though it is the same', () => {
  const before = component(`"${digest('a')}"`).replace('v1', '1234567');
  const { text } = target.apply(before, intent({ tag: '1234567' }));
  expect(text).toContain('newTag: "1234567"\n');
});

test('changes nothing where it is said already', () => {
  const text = component(digest('a'));
  expect(target.apply(text, intent())).toEqual({ text, from: digest('a'), changed: false });
});

test('finds Helm values by repository, with or without the registry apart', () => {
  const text = `image:\n  repository: ${IMAGE}\n  tag: v1\n  digest: ""\nsidecar: {image: {tag: v9}}\n`;
  expect(values.apply(text, intent({ tag: 'v2' })).text).toBe(
    `image:\n  repository: ${IMAGE}\n  tag: "v2"\n  digest: "${digest('a')}"\nsidecar: {image: {tag: v9}}\n`,
  );
  const apart = 'image: {registry: ghcr.io, repository: acme/order-service, digest: ""}\n';
  expect(values.apply(apart, intent()).text).toBe(apart.replace('""', `"${digest('a')}"`));
});

test('finds a whole reference among several documents, and keeps its tag as a label', () => {
  const text = (image: string): string =>
    `kind: Service\n---\nspec:\n  containers:\n    - {name: proxy, image: envoy}\n    - {name: app, image: ${image}}\n---\n# end\n`;
  const written = pod.apply(text(`${IMAGE}:v1`), intent()).text;
  expect(written).toBe(text(`"${IMAGE}:v1@${digest('a')}"`));
  expect(pod.apply(written, intent({ digest: digest('b'), tag: 'v2' }))).toEqual({
    text: text(`"${IMAGE}:v2@${digest('b')}"`),
    from: digest('a'),
    changed: true,
  });
});

test('finds a digest alone, behind keys with dots and by number', () => {
  const at = PromotionTarget.value('x.yaml', '[kind=App].labels["image.digest/x"][1]');
  const text = `kind: App\nlabels: {image.digest/x: [a, ${digest('b')}]}\n`;
  expect(at.apply(text, intent()).text).toBe(text.replace(digest('b'), `"${digest('a')}"`));
});

describe('the time of the commit', () => {
  const commitTime = '2026-08-14T09:30:00Z';
  const patched = (time: string, quote = "'"): string =>
    `${component()}patches:\n  - patch: ${quote}${commitTimePatch('order-service', time)}${quote}\n`;

  test('stands in a patch of the workload, and goes where the digest changes and nobody knows the new one', () => {
    const written = target.apply(patched(''), intent({ commitTime })).text;
    expect(written).toBe(patched(commitTime).replace('""', `"${digest('a')}"`));
    expect(target.apply(written, intent()).text).toBe(written);
    expect(target.apply(written, intent({ digest: digest('b') })).text).toBe(
      patched('').replace('""   #', `"${digest('b')}"   #`),
    );
  });

  test('stands beside the digest in Helm values', () => {
    const text = `image: {repository: ${IMAGE}, digest: "", commitTime: ""}\nother: {commitTime: ""}\n`;
    expect(values.apply(text, intent({ commitTime })).text).toBe(
      `image: {repository: ${IMAGE}, digest: "${digest('a')}", commitTime: "${commitTime}"}\nother: {commitTime: ""}\n`,
    );
  });

  test.each([
    ['no patch', target, component(), 'nowhere'],
    ['a patch that is no single-quoted text', target, patched('', '').replace(/'.*'/, '|-\n      x'), 'nowhere'],
    ['two patches', target, patched('') + patched('').split('patches:\n')[1], '2 times'],
    ['values without a field for it', values, `image: {repository: ${IMAGE}, digest: ""}\n`, 'nowhere'],
    ['a bare value', pod, `spec: {containers: [{name: app, image: ${IMAGE}}]}\n`, 'nowhere'],
  ] as const)('is refused by a file with %s', (_, at, text, count) => {
    expect(() => at.apply(text, intent({ commitTime }))).toThrow(
      `${at.file}: expected a place for the time of the commit once, got it ${count}; write it once`,
    );
  });
});

const refusals: readonly (readonly [string, PromotionTarget, string, string])[] = [
  [
    'no file for the image',
    target,
    'images: []\n',
    `${FILE}: expected an entry of images for ${IMAGE} once, got it nowhere`,
  ],
  ['another image', target, component().replace('order-service #', 'other #'), 'once, got it nowhere'],
  ['no digest beside it', target, component().replace('digest:', 'other:'), 'once, got it nowhere'],
  ['the image twice', target, component() + component().split('images:\n')[1], 'once, got it 2 times'],
  ['the image in two documents', target, `${component()}---\n${component()}`, 'once, got it 2 times'],
  ['an empty value', target, component(''), `${FILE}: expected a text, got nothing; write "" there once`],
  ['a block', target, component('|-\n      x'), `${FILE}: expected a text on one line, got BLOCK_LITERAL`],
  ['a list', target, component('[a]'), `${FILE}: expected a text on one line, got a list or map`],
  [
    'an alias',
    target,
    `x: &x ""\n${component('*x')}`,
    'expected a value of its own, got an anchor that another place refers to',
  ],
  ['a value that others share', target, `${component('&x ""')}y: *x\n`, 'a change would be seen there too'],
  ['no YAML', target, 'a: [\n', `${FILE}: expected YAML, got a text with an error: `],
  ['a key twice', target, component().replace('    newTag', '    digest: ""\n    newTag'), 'Map keys must be unique'],
  [
    'another repository',
    values,
    'image: {repository: nginx, digest: ""}\n',
    'a map image with repository and digest for',
  ],
  ['another reference', pod, 'spec: {containers: [{name: app, image: nginx}]}\n', 'got it nowhere'],
];

test.each(refusals)('refuses %s', (_, at, text, message) => {
  expect(() => at.apply(text, intent())).toThrow(message);
  expect(() => at.apply(text, intent())).toThrow(expect.objectContaining({ name: 'Refusal', reason: 'target' }));
});

test('an anchor that nobody refers to is no hindrance', () => {
  expect(target.apply(component('&x ""'), intent()).text).toBe(component(`&x "${digest('a')}"`));
});

test.each(['/etc/x', '../x', 'a/../b', 'a//b', '.git/config', 'a/.GIT/x', '', 'a\nb', '"a"', 'a:b', 'a/'])(
  'refuses the path %j',
  (file) => {
    expect(() => PromotionTarget.kustomize(file)).toThrow(
      'PromotionTarget.file: expected a path inside the GitOps repository',
    );
  },
);

test.each(['', 'a..b', 'a[', 'a[x', 'a b', '["a]'])('refuses the YAML path %j', (path) => {
  expect(() => YamlPath.of(path)).toThrow('YamlPath: expected a path such as');
});

test('no byte outside of the values ever changes', () => {
  const word = fc.stringMatching(/^[a-z]{1,6}$/);
  const comment = fc.stringMatching(/^[ -~äß\t]{0,12}$/).map((text) => (text === '' ? '' : ` #${text}`));
  const entry = fc.record({ name: word, comment, tag: fc.boolean(), indent: fc.integer({ min: 0, max: 3 }) });
  const file = fc.record({
    before: fc.array(entry, { maxLength: 3 }),
    after: fc.array(entry, { maxLength: 3 }),
    own: entry,
    quote: fc.constantFrom('"', "'", ''),
    eol: fc.constantFrom('\n', '\r\n'),
    start: fc.constantFrom('', '\uFEFF', '# top\n', '---\n', 'kind: Other\n---\n'),
    end: fc.constantFrom('', '\n...\n', '\n---\nkind: Other # last', '\n\n\n'),
  });
  fc.assert(
    fc.property(file, ({ before, after, own, quote, eol, start, end }) => {
      const indent = ' '.repeat(own.indent);
      const lines = (one: typeof own, name: string, now: string): string =>
        [
          `${indent}- name: ${name}${one.comment}`,
          ...(one.tag ? [`${indent}  newTag: v1${one.comment}`] : []),
          `${indent}  digest: ${now}${one.comment}`,
        ].join('\n');
      const others = (list: readonly (typeof own)[]): string =>
        list.map((one) => `${lines(one, `other/${one.name}`, '"x"')}\n`).join('');
      const whole = (now: string): string =>
        `${start}images:${own.comment}\n${others(before)}${lines(own, IMAGE, now)}\n${others(after)}${end}`.replaceAll(
          '\n',
          eol,
        );
      const text = whole(`${quote}${digest('b')}${quote}`);
      const applied = target.apply(text, intent());
      expect(applied).toEqual({
        text: whole(`${quote || '"'}${digest('a')}${quote || '"'}`),
        from: digest('b'),
        changed: true,
      });
      expect(target.apply(applied.text, intent()).changed).toBe(false);
      expect(parseAllDocuments(applied.text).map((one) => JSON.stringify(one))).toEqual(
        parseAllDocuments(text.replace(digest('b'), digest('a'))).map((one) => JSON.stringify(one)),
      );
    }),
    { numRuns: 150 },
  );
});
