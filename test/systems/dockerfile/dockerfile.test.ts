import { App, Chart } from 'cdk8s';
import { type Construct } from 'constructs';
import { PinnedImage } from '../../../lib/model';
import { Dockerfile, GoDockerfile, Instruction, Mount, Stage } from '../../../lib/systems/dockerfile';
import * as fc from '../../property';
import { filesOf, linesOf, repository, service } from './written';

const base = PinnedImage.of(`registry.example/base:1@sha256:${'a'.repeat(64)}`);

describe('the .dockerignore', () => {
  const ignoredOf = (steps: readonly Instruction[], path?: string): Readonly<Record<string, string>> =>
    filesOf((scope) => new Dockerfile(scope, 'image', { ...plain(steps), path }));

  test('lets through what is copied or mounted, and nothing else', () => {
    const steps = [
      Instruction.copy(['go.mod', './cmd/'], './'),
      Instruction.run('true', { mounts: [Mount.bind('internal', '/x')] }),
    ];
    expect(ignoredOf(steps)['.dockerignore']?.split('\n').slice(0, 5)).toEqual([
      '**',
      '!cmd',
      '!go.mod',
      '!internal',
      '.git',
    ]);
  });

  test('keeps histories and secrets away where all is copied', () => {
    const [first] = (ignoredOf([Instruction.copy(['.'], './')])['.dockerignore'] ?? '').split('\n');
    expect(first).toBe('.git');
  });

  test('bears the name of a Dockerfile that is not at the common place', () => {
    expect(Object.keys(ignoredOf([], 'build/worker.Dockerfile'))).toEqual([
      'build/worker.Dockerfile',
      'build/worker.Dockerfile.dockerignore',
    ]);
  });
});

test('stages read one another, each from what comes before it', () => {
  const build = new Stage({ name: 'build', from: base, steps: [Instruction.run(['one', 'two $X'])] });
  const next = new Stage({
    name: 'next',
    from: build,
    steps: [Instruction.env({ A: 'a "b" \\ $C', D: '1' }), Instruction.user(7)],
  });
  const mounts = [
    Mount.bind('/out', '/in', build),
    Mount.cache('/c', { id: 'k' }),
    Mount.secret('s', { variable: 'S' }),
  ];
  const image = new Stage({
    name: 'image',
    from: base,
    steps: [Instruction.copy(['/a b'], '/c', { from: next }), Instruction.run('x', { mounts })],
  });
  const make = (scope: Construct): Construct =>
    new Dockerfile(scope, 'image', {
      repository,
      stages: [build, next, image],
      entrypoint: ['/c'],
      user: 7,
      frontend: base,
    });
  expect(linesOf(make)).toEqual([
    '# syntax=registry.example/base:1@…',
    'FROM registry.example/base:1@… AS build',
    'RUN one \\',
    ' && two $X',
    'FROM build AS next',
    'ENV A="a \\"b\\" \\\\ $C" \\',
    '    D=1',
    'USER 7:7',
    'FROM registry.example/base:1@… AS image',
    'COPY --from=next ["/a b", "/c"]',
    'RUN --mount=type=bind,source=/out,target=/in,from=build \\',
    '    --mount=type=cache,id=k,target=/c,sharing=locked \\',
    '    --mount=type=secret,id=s,env=S,required=true \\',
    '    x',
    'USER 7:7',
    'ENTRYPOINT ["/c"]',
  ]);
});

function plain(steps: readonly Instruction[]): ConstructorParameters<typeof Dockerfile>[2] {
  return { repository, stages: [new Stage({ name: 'image', from: base, steps })], entrypoint: ['/x'] };
}

describe('refuses', () => {
  const dockerfile = (props: Partial<ConstructorParameters<typeof Dockerfile>[2]>): (() => unknown) => {
    const chart = new Chart(new App(), 'files');
    return () => new Dockerfile(chart, 'image', { ...plain([]), ...props });
  };
  const go = (props: object): (() => unknown) => {
    const chart = new Chart(new App(), 'files');
    return () => new GoDockerfile(chart, 'image', { ...service, ...props });
  };
  const first = new Stage({ name: 'first', from: base, steps: [] });
  const second = new Stage({ name: 'second', from: first, steps: [] });

  test.each<[string, () => unknown, string]>([
    ['no stage', dockerfile({ stages: [] }), 'Dockerfile.stages: expected at least one stage, got []'],
    [
      'a stage before the one it reads',
      dockerfile({ stages: [second, first] }),
      'Dockerfile.stages: expected "first" before "second", which reads it, got ["second","first"]',
    ],
    [
      'two stages of one name',
      dockerfile({ stages: [first, new Stage({ name: 'first', from: base, steps: [] })] }),
      'Dockerfile.stages: expected a name for each stage alone, got ["first","first"]',
    ],
    ['nothing to run', dockerfile({ entrypoint: [] }), 'Dockerfile.entrypoint: expected a program, got []'],
    ['root', dockerfile({ user: 0 }), 'Dockerfile.user: expected a user id above 0, got 0'],
    [
      'a port for root',
      dockerfile({ port: 80 }),
      'Dockerfile.port: expected a port from 1024 to 65535, got 80; lower ones are for root in many clusters',
    ],
    [
      'a stage name in upper case',
      () => new Stage({ name: 'Build', from: base, steps: [] }),
      'Stage.name: expected a lower-case letter, then letters, digits, ".", "_" and "-", got "Build"',
    ],
    [
      'a secret argument',
      () => Instruction.arg('NPM_TOKEN'),
      'Instruction.arg: expected no secret, got "NPM_TOKEN"; it would stay in the history of the image; use Mount.secret',
    ],
    [
      'a secret variable',
      () => Instruction.env({ DB_PASSWORD: 'x' }),
      'Instruction.env: expected no secret, got "DB_PASSWORD"; it would stay in the history of the image; use Mount.secret',
    ],
    ['no name', () => Instruction.arg('a b'), 'Instruction.arg: expected the name of a variable, got "a b"'],
    ['no values', () => Instruction.label({}), 'Instruction: expected at least one value, got {}'],
    [
      'a value of two lines',
      () => Instruction.env({ A: 'b\nUSER root' }),
      'Instruction: expected a value of one line, got "b\\nUSER root"',
    ],
    ['no command', () => Instruction.run([]), 'Instruction.run: expected commands of one line, got []'],
    ['two lines', () => Instruction.run('a\nb'), 'Instruction.run: expected commands of one line, got "a\\nb"'],
    ['nothing to copy', () => Instruction.copy([], '/'), 'Instruction.copy: expected at least one path, got []'],
    [
      'a path outside the context',
      () => Instruction.copy(['../x'], '/'),
      'Instruction.copy: expected a path inside the build\'s context, got "../x"',
    ],
    [
      'a folder that is not absolute',
      () => Instruction.workdir('x'),
      'Instruction.workdir: expected an absolute path, got "x"',
    ],
    ['no user', () => Instruction.user(-1), 'Instruction.user: expected a user id, got -1'],
    ['a relative mount', () => Mount.cache('x'), 'Mount.path: expected an absolute path, got "x"'],
    [
      'a strange secret',
      () => Mount.secret('a b'),
      'Mount.secret: expected an id of letters, digits, ".", "_" and "-", got "a b"',
    ],
    [
      'blanks in a mount',
      () => Mount.bind('a b', '/c'),
      'Mount: expected values without blanks, got "type=bind,source=a b,target=/c"',
    ],
    [
      'a name in upper case',
      go({ name: 'Order' }),
      'Dockerfile.name: expected lower-case letters and digits, joined by ".", "_" or "-", got "Order"',
    ],
    [
      'blanks in a package',
      go({ main: './a b' }),
      'GoDockerfile.main: expected a name or path without blanks and quotes, got "./a b"',
    ],
    [
      'quotes in a tag',
      go({ tags: ['"'] }),
      'GoDockerfile.tags: expected a name or path without blanks and quotes, got "\\""',
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

test('whatever a value holds, the Dockerfile keeps its instructions', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/[\n\r]/.test(text)),
      (value) => {
        const rendered = Instruction.env({ A: value })._render();
        expect(rendered.split('\n')).toHaveLength(1);
        expect(rendered).toMatch(/^ENV A=(?:[\w./:@%+,-]+|"(?:[^"\\]|\\.)*")$/s);
      },
    ),
  );
});
