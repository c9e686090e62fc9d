import { substitute } from '../../../lib/systems/tekton/substitution';
import { subject, textOf } from '../subject';

/** A string, an array and an object, as the program of Tekton has them, by every way to write a reference to them. */
const VALUES: Readonly<Record<string, string>> = Object.fromEntries([
  ...spellings('url').map((spelled) => [spelled, 'U'] as const),
  ...spellings('a.b').map((spelled) => [spelled, '$(params.url)'] as const),
  ...['x', 'y'].flatMap((item, index) =>
    spellings('list').map((spelled) => [`${spelled}[${String(index)}]`, item] as const),
  ),
  ['params.image.tag', 'T'],
]);

function spellings(name: string): readonly string[] {
  return [`params.${name}`, `params["${name}"]`, `params['${name}']`];
}

const substitution = subject({
  name: 'substitution',
  program: 'upstream-tekton',
  about: "substitute, Tekton's ApplyParameters",
  inputs: textOf(
    [
      ...['$(', '$(', '$(params.', '$(params.', '$(params', ')', ')', '$', '(', ' ', 'x', '-', '.', '*', '\n', 'ü'],
      ...[
        'url',
        'a.b',
        'list',
        'image.tag',
        'params.url',
        '["url"]',
        "['a.b']",
        '["list"]',
        '[0]',
        '[1]',
        '[2]',
        '[*]',
      ],
      ...['$(params.url)', '$(params["a.b"])', '$(tasks.a.results.b)', '$(date)', "$(params['image'].tag)"],
    ],
    9,
  ),
  ours: (text) => substitute(text, (reference) => VALUES[reference.text.slice(2, -1)]),
});

/** How Tekton puts values into texts. */
export const substitutions = [substitution];
