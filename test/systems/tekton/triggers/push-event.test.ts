import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PUSH_EVENT } from '../../../../lib/systems/tekton/triggers/push-event';
import { type StringRef } from '../../../../lib/systems/tekton';

const EVENTS = join(__dirname, '..', '..', '..', '..', 'conformance', 'tekton', 'testdata', 'events');

test.each(['push-to-main', 'push-to-branch'])('every value stands in a recorded %s, as a text', (name) => {
  const { body } = JSON.parse(readFileSync(join(EVENTS, `${name}.json`), 'utf8')) as { readonly body: unknown };
  const missing = pathsOf(PUSH_EVENT).filter((path) => typeof valueAt(body, path) !== 'string');
  expect(missing).toEqual([]);
});

test('the way to a value is its path in the body', () => {
  expect(PUSH_EVENT.repository.clone_url.sources.map(({ kind, name }) => ({ kind, name }))).toEqual([
    { kind: 'event', name: 'repository.clone_url' },
  ]);
  const wrong = Object.entries(refsOf(PUSH_EVENT)).filter(([path, ref]) => ref.sources[0]?.name !== path);
  expect(wrong).toEqual([]);
});

interface Values {
  readonly [name: string]: StringRef<'event'> | Values;
}

function refsOf(values: Values, before = ''): Readonly<Record<string, StringRef<'event'>>> {
  const entries = Object.entries(values).flatMap(([name, value]): [string, StringRef<'event'>][] =>
    isRef(value) ? [[`${before}${name}`, value]] : Object.entries(refsOf(value, `${before}${name}.`)),
  );
  return Object.fromEntries(entries);
}

function pathsOf(values: Values): readonly string[] {
  return Object.keys(refsOf(values));
}

function isRef(value: StringRef<'event'> | Values): value is StringRef<'event'> {
  return 'expression' in value;
}

function valueAt(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>> | undefined)?.[name], body);
}
