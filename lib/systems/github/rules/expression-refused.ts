import { problem, tryNearest, type Problem, type Rule } from '../../../audit';
import { fieldTexts, type FieldText } from '../reading/field-texts';
import { callsIn, pathsIn, type ExpressionPiece } from '../reading/references';
import { script, workflow } from './examples';
import { eachWorkflow } from './places';

export const expressionRefused: Rule = {
  id: 'GHA007',
  severity: 'error',
  title: 'an expression is not one that GitHub reads',
  why: 'GitHub refuses the whole workflow, and nothing of it runs',
  repair: 'write it in the language of expressions: texts in single quotes, functions and contexts that exist',
  reference: 'https://docs.github.com/en/actions/reference/workflows-and-actions/expressions',
  good: workflow({ steps: script('make test', "if: ${{ github.ref == 'refs/heads/main' }}") }),
  bad: workflow({ steps: script('make test', 'if: ${{ github.ref == "refs/heads/main" }}') }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) =>
      fieldTexts(file).flatMap((text) =>
        text.pieces.flatMap((piece) =>
          judge(piece, text).map(({ message, repair }) =>
            problem(file.place.within(text.path, text.text, piece.at), message, repair),
          ),
        ),
      ),
    ),
};

const FUNCTIONS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  contains: [2, 2],
  startswith: [2, 2],
  endswith: [2, 2],
  format: [1, 255],
  join: [1, 2],
  tojson: [1, 1],
  fromjson: [1, 1],
  hashfiles: [1, 255],
  case: [3, 255],
  always: [0, 0],
  success: [0, 255],
  failure: [0, 255],
  cancelled: [0, 0],
};
const CONTEXTS = 'github env vars job jobs steps runner secrets strategy matrix needs inputs'.split(' ');

function judge(
  { expression, refused, whole }: ExpressionPiece,
  { place }: FieldText,
): Pick<Problem, 'message' | 'repair'>[] {
  if (!expression)
    return [{ message: `${whole.slice(0, 60)}: ${refused ?? ''}`, repair: 'write an expression of GitHub' }];
  const calls = callsIn(expression).flatMap(({ name, args }) => {
    const [least, most] = FUNCTIONS[name.toLowerCase()] ?? [];
    if (least === undefined || most === undefined) return [unknown('function', name, Object.keys(FUNCTIONS))];
    if (args.length >= least && args.length <= most) return [];
    return [
      {
        message: `${name} is given ${args.length} arguments`,
        repair: least === most ? `give it ${least}` : `give it ${least} or more`,
      },
    ];
  });
  const heads = [...new Set(pathsIn(expression).map(([head = '']) => head))];
  const contexts = heads.flatMap((head) => {
    if (!CONTEXTS.includes(head)) return [unknown('context', head, CONTEXTS)];
    if (place.includes(head)) return [];
    return [{ message: `the context ${head} is not known here`, repair: `use one of ${place.join(', ')}` }];
  });
  return [...calls, ...contexts];
}

function unknown(noun: string, name: string, all: readonly string[]): Pick<Problem, 'message' | 'repair'> {
  const near = tryNearest(name, all);
  return {
    message: `there is no ${noun} "${name}"`,
    repair: near === undefined ? `use one of ${all.join(', ')}` : `write ${near}`,
  };
}
