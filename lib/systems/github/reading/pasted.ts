import { expressionsIn, valuePathsIn, callsIn, type ContextPath, type ExpressionPiece } from './references';
import { tryEnvironment } from './step-values';
import { trustOf, type Trust } from './trust';
import { type StepInFile } from './workflow-file';

/** A value that becomes part of a text, and who decides what it is. */
export interface Pasted {
  readonly piece: ExpressionPiece;
  /** The path that decides, such as `github.event.issue.title`. */
  readonly reads: string;
  readonly trust: Trust;
}

const ORDER: readonly Trust[] = ['stranger', 'secret', 'writer', 'platform'];

/** The values that are pasted into a text of a step, each judged by the worst that it reads; `env` is looked through. */
export function pastedInto(step: StepInFile, text: string): readonly Pasted[] {
  return expressionsIn(text).flatMap((piece) => {
    const paths = piece.expression ? valuePathsIn(piece.expression) : [];
    const judged = paths.flatMap((path) => judge(step, path, 0));
    const worst = ORDER.flatMap((trust) => judged.filter((one) => one.trust === trust))[0];
    return worst ? [{ piece, reads: worst.path.join('.'), trust: worst.trust }] : [];
  });
}

interface Judged {
  readonly path: ContextPath;
  readonly trust: Trust;
}

function judge(step: StepInFile, path: ContextPath, depth: number): readonly Judged[] {
  const [context, name = ''] = path;
  const value = context === 'env' ? tryEnvironment(step, name) : undefined;
  if (value === undefined || depth > 5) return [{ path, trust: trustOf(path) }];
  const inside = expressionsIn(value).flatMap(({ expression }) => (expression ? valuePathsIn(expression) : []));
  const worst = inside.flatMap((one) => judge(step, one, depth + 1));
  const found = ORDER.flatMap((trust) => worst.filter((one) => one.trust === trust))[0];
  return [{ path, trust: found?.trust ?? 'platform' }];
}

/** Whether a text is pasted as JSON writes it, with its quotes escaped. */
export function isJson({ expression }: ExpressionPiece): boolean {
  return expression !== undefined && callsIn(expression).some(({ name }) => name.toLowerCase() === 'tojson');
}
