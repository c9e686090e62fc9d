import {
  always,
  and,
  bash,
  cancelled,
  command,
  contains,
  endsWith,
  eq,
  type Expr,
  failure,
  filesExist,
  fromThisRepository,
  github,
  hashFiles,
  Input,
  isTrue,
  named,
  ne,
  not,
  On,
  or,
  run,
  runner,
  secret,
  sh,
  startsWith,
  success,
  text,
  toJson,
  variable,
} from '../../../lib/systems/github';
import { FORK_EVENTS } from '../../../lib/systems/github/fork-event';
import * as fc from '../../property';

const { headRef, sha } = github;

test('joins texts and expressions, in the file and inside another expression', () => {
  const tag = text`ghcr.io/${github.repository}:{sha}-${sha}`;
  expect(tag.rendered).toBe('ghcr.io/${{ github.repository }}:{sha}-${{ github.sha }}');
  expect(toJson(tag).rendered).toBe("${{ toJSON(format('ghcr.io/{0}:{{sha}}-{1}', github.repository, github.sha)) }}");
  expect(text`it's`.code).toBe("'it''s'");
  expect(text`${sha}`.code).toBe('github.sha');
  expect(JSON.stringify({ tag: text`v${sha}` })).toBe('{"tag":"v${{ github.sha }}"}');
});

test('is as little to be trusted as the worst of its parts', () => {
  expect(text`${sha}`.trust).toBe('trusted');
  expect(text`${sha}${headRef}`.trust).toBe('attacker');
  expect(text`${headRef}${secret('TOKEN')}`.trust).toBe('secret');
  expect(and(eq(headRef, 'main'), success()).trust).toBe('attacker');
});

test('refuses an expression as text', () => {
  expect(() => `${sha}`).toThrow(
    'Expr: expected an expression inside text`…` or a script, got "github.sha"; write text`…${expression}…`',
  );
  expect(() => text`a ${'${{ github.head_ref }}'}`).toThrow(
    'text: expected a text without GitHub expressions, got "${{ github.head_ref }}"; pass the expression itself, or text`…`',
  );
  expect(() => eq(sha, '${{ x')).toThrow(
    'expression: expected a text without GitHub expressions, got "${{ x"; pass the expression itself, or text`…`',
  );
  expect(() => secret('GITHUB_X')).toThrow(
    'secret: expected letters, digits and "_", not beginning with a digit or "GITHUB_", got "GITHUB_X"',
  );
  expect(() => variable('a-b')).toThrow(
    'variable: expected letters, digits and "_", not beginning with a digit or "GITHUB_", got "a-b"',
  );
});

test.each<[Expr, string]>([
  [eq(github.refType, 'tag'), "github.ref_type == 'tag'"],
  [ne(github.ref, "it's"), "github.ref != 'it''s'"],
  [eq(github.event.pullRequest.number, 3), 'github.event.pull_request.number == 3'],
  [and(success(), or(failure(), cancelled())), 'success() && (failure() || cancelled())'],
  [or(and(success(), failure()), always()), 'success() && failure() || always()'],
  [not(or(success(), failure())), '!(success() || failure())'],
  [not(cancelled()), '!cancelled()'],
  [and(or(always())), 'always()'],
  [contains(github.event.headCommitMessage, '[skip]'), "contains(github.event.head_commit.message, '[skip]')"],
  [startsWith(github.ref, 'refs/tags/'), "startsWith(github.ref, 'refs/tags/')"],
  [endsWith(github.actor, github.repositoryOwner), 'endsWith(github.actor, github.repository_owner)'],
  [filesExist('a.sarif', 'b'), "hashFiles('a.sarif', 'b') != ''"],
  [hashFiles('go.sum'), "hashFiles('go.sum')"],
  [isTrue(On.workflowDispatch({ inputs: { dry: Input.boolean() } }).inputs.dry), 'inputs.dry'],
])('writes %#', (expression, code) => {
  expect(expression.code).toBe(code);
});

test('knows which conditions keep out forks', () => {
  const forks = (condition: { mayHoldFor(event: (typeof FORK_EVENTS)[number]): boolean }): string[] =>
    FORK_EVENTS.filter((event) => condition.mayHoldFor(event));
  const all = [...FORK_EVENTS];
  expect(forks(fromThisRepository)).toEqual([]);
  expect(forks(and(always(), fromThisRepository))).toEqual([]);
  expect(forks(or(always(), fromThisRepository))).toEqual(all);
  expect(forks(or(fromThisRepository, eq(github.eventName, 'push')))).toEqual([]);
  expect(forks(not(fromThisRepository))).toEqual(all);
  expect(forks(eq(github.eventName, 'PUSH'))).toEqual([]);
  expect(forks(ne(github.eventName, 'pull_request'))).toEqual(all.slice(1));
  expect(forks(not(eq(github.eventName, 'pull_request_target')))).toEqual(all.slice(0, 3));
  expect(forks(eq(github.ref, 'refs/heads/main'))).toEqual(['pull_request_target']);
  expect(forks(startsWith(github.ref, 'refs/tags/'))).toEqual([]);
  expect(forks(startsWith(github.ref, 'refs/'))).toEqual(all);
  expect(forks(eq(github.refName, 'main'))).toEqual(['pull_request_target']);
  expect(forks(eq(github.actor, 'me'))).toEqual(all);
});

test('hands expressions over as environment variables, quoted for where they stand', () => {
  const script = bash`
    echo ${headRef} "on ${runner.temp}/x" ${"it's"} \${HOME} ${3} ${['-a', sha]}
    ${bash`true ${github.token}`}
  `;
  expect(script.text).toBe(
    'echo "$HEAD_REF" "on ${TEMP_FOLDER}/x" \'it\'\\\'\'s\' ${HOME} 3 -a "$SHA"\ntrue "$GH_TOKEN"',
  );
  expect([...script.variables].map(([name, { code }]) => [name, code])).toEqual([
    ['HEAD_REF', 'github.head_ref'],
    ['TEMP_FOLDER', 'runner.temp'],
    ['SHA', 'github.sha'],
    ['GH_TOKEN', 'github.token'],
  ]);
  expect(sh`true`._render()).toBe('set -eu\ntrue\n');
  expect(command(['cosign', ['--x=', sha], 'a b']).text).toBe('cosign "$X_SHA" \'a b\'');
  expect(bash`true ${named('TITLE', headRef)}`.text).toBe('true "$TITLE"');
});

test.each<[() => unknown, string]>([
  [
    () => bash`echo '${headRef}'`,
    'bash: expected a reference as a word or in double quotes, got "github.head_ref in single quotes"; give it to a variable first: name=${…}',
  ],
  [
    () => bash`echo \${{ github.head_ref }}`,
    'bash: expected a text without GitHub expressions, got "echo \\\\${{ github.head_ref }}"; pass the expression itself, or text`…`',
  ],
  [
    () => bash`echo "${'$'}{{ x }}"`,
    'bash: expected a text without GitHub expressions, got "echo \\"\\\\${{ x }}\\""; pass the expression itself, or text`…`',
  ],
  [() => bash`true ${sh`false`}`, 'bash: expected a piece of bash, got "false"; write it as bash`…`'],
  [
    () => bash`true ${headRef} ${github.event.pullRequest.headRef}`,
    'bash: expected one value for the variable HEAD_REF, got ["github.head_ref","github.event.pull_request.head.ref"]; name one of them with named(…)',
  ],
  [
    () => named('PATH', headRef),
    'named: expected capitals, digits and "_", no name that runners or shells reserve, got "PATH"',
  ],
  [
    () => run({ name: 'X', script: bash`true ${headRef}`, env: { HEAD_REF: 'x' } }),
    'Step X.env.HEAD_REF: expected the value that the script has under that name, github.head_ref, got "x"; give the expression another name with named(…)',
  ],
  [
    () => run({ name: 'X', id: 'x', script: bash`true`, outputs: ['version'] }),
    'Step x.outputs.version: expected a script that writes "version=…" to "$GITHUB_OUTPUT", got one that does not',
  ],
  [
    () => run({ name: 'X', script: bash`echo version=1 >> "$GITHUB_OUTPUT"`, outputs: ['version'] }),
    'Step.id: expected an id, since its output "version" is read, got nothing',
  ],
  [
    () => run({ name: 'X', id: '1', script: bash`true` }),
    'Step.id: expected a letter or "_", then letters, digits, "_" and "-", got "1"',
  ],
])('refuses script %#', (make, message) => {
  expect(make).toThrow(message);
});

test('no expression ever becomes text of a script', () => {
  const word = fc.constantFrom<unknown>(
    headRef,
    sha,
    github.token,
    runner.temp,
    'plain',
    "it's",
    '$(rm)',
    '`x`',
    '"',
    7,
  );
  const glue = fc.constantFrom(
    ' ',
    ' "',
    '" ',
    '\n',
    ' && ',
    ' $(',
    ') ',
    "'",
    ' # ',
    ' <<EOF\n',
    '\nEOF\n',
    ' \\',
    '{{ ',
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(glue, word), { maxLength: 8 }), glue, (pairs, end) => {
      const raw = [...pairs.map(([before]) => before), end];
      const strings = Object.assign([...raw], { raw });
      let rendered: string;
      try {
        rendered = bash(strings, ...(pairs.map(([, value]) => value) as string[]))._render();
      } catch (error) {
        // A place where the shell would not read it is refused, and that is all that may happen.
        return (error as Error).message.startsWith('bash: expected');
      }
      return !rendered.includes('${{') && !/github\.(head_ref|sha|token)|runner\.temp/.test(rendered);
    }),
  );
});
