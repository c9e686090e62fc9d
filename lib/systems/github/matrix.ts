import { invalid } from '../../model';
import { Expr, literal, type Open, type Source, sourcesOf, variableName } from './expression';

/** What a cell of a matrix may hold. */
export type MatrixValue = string | number | boolean;
type Row = Readonly<Record<string, MatrixValue>>;

/** How the cells of a matrix run. */
export interface MatrixOptions {
  /** Whether a cell that fails stops the others. @default false */
  readonly failFast?: boolean;
  /** How many cells run at a time. @default as many as there are runners */
  readonly maxParallel?: number;
}

/** Which combinations of the axes are cells, and how these run. */
export interface AxesOptions<V extends Row> extends MatrixOptions {
  /** Combinations that do not run. @default none */
  readonly exclude?: readonly Partial<V>[];
  /** Combinations that run as well, or values for those that do. @default none */
  readonly include?: readonly Partial<V>[];
}

/** What a job is run for several times, and the values of each time. */
export class Matrix<V extends Row = Row> {
  /** Every combination of the values of some axes. Throws `Matrix.of: …` for none, or more than 256. */
  public static of<const A extends Readonly<Record<string, readonly MatrixValue[]>>>(
    axes: A,
    options: AxesOptions<{ readonly [N in keyof A]: A[N][number] }> = {},
  ): Matrix<{ readonly [N in keyof A]: A[N][number] }> {
    const { include = [], exclude = [] } = options;
    const cells = cellsOf(axes, include as readonly Row[], exclude as readonly Row[]);
    requireCount('Matrix.of', cells.length);
    Object.keys(axes).forEach((axis) => requireAxis('Matrix.of', axis));
    return new Matrix(
      { ...axes, ...(include.length ? { include } : {}), ...(exclude.length ? { exclude } : {}) },
      options,
    );
  }

  /** One run for each row. Throws `Matrix.rows: …` for none, or more than 256. */
  public static rows<const R extends Row>(rows: readonly R[], options: MatrixOptions = {}): Matrix<R> {
    requireCount('Matrix.rows', rows.length);
    rows.flatMap((row) => Object.keys(row)).forEach((axis) => requireAxis('Matrix.rows', axis));
    return new Matrix({ include: rows }, options);
  }

  /** As an earlier job has written it, as JSON. Its values are as much to be trusted as the text is. */
  public static fromJson<V extends Row>(json: Open<string>, options: MatrixOptions = {}): Matrix<V> {
    return new Matrix(new Expr(`fromJSON(${json.code})`, json.trust, json.sources, json.variable), options);
  }

  private constructor(
    private readonly values: object | Expr,
    private readonly options: MatrixOptions,
  ) {
    const { maxParallel } = options;
    if (maxParallel !== undefined && !(Number.isInteger(maxParallel) && maxParallel > 0)) {
      throw invalid('Matrix.maxParallel', 'a positive whole number', maxParallel);
    }
  }

  /** Declared so that a matrix of one kind is no matrix of another; never set. */
  declare protected readonly row: V;

  /** The value of this time. */
  public value<const N extends keyof V & string>(name: N): Open<V[N]> {
    const trust = this.values instanceof Expr && this.values.trust !== 'trusted' ? 'attacker' : 'trusted';
    return new Expr(
      `matrix.${name}`,
      trust,
      [{ context: 'matrix', owner: this, name }],
      variableName(`matrix_${name}`),
    );
  }

  /** @internal */
  public get _sources(): readonly Source[] {
    return sourcesOf(this.values);
  }

  /** @internal */
  public _render(place: string): object {
    return {
      'fail-fast': this.options.failFast ?? false,
      'max-parallel': this.options.maxParallel,
      matrix: this.values instanceof Expr ? this.values.rendered : plain(`${place}.matrix`, this.values),
    };
  }
}

/** GitHub's own limit for one run of a workflow. */
const MOST_CELLS = 256;

function requireCount(place: string, count: number): void {
  if (count < 1 || count > MOST_CELLS) throw invalid(place, `between 1 and ${MOST_CELLS} combinations`, count);
}

function requireAxis(place: string, axis: string): void {
  if (!/^[A-Za-z_][\w-]*$/.test(axis) || axis === 'include' || axis === 'exclude') {
    throw invalid(place, 'axes such as "platform"', axis);
  }
}

function cellsOf(
  axes: Readonly<Record<string, readonly MatrixValue[]>>,
  include: readonly Row[],
  exclude: readonly Row[],
): readonly Row[] {
  let cells: readonly Row[] = [{}];
  for (const [axis, values] of Object.entries(axes)) {
    cells = cells.flatMap((cell) => values.map((value) => ({ ...cell, [axis]: value })));
    // A product of many axes would not fit into memory.
    if (cells.length > 100 * MOST_CELLS) break;
  }
  const kept = cells.filter((cell) => !exclude.some((one) => agrees(one, cell)));
  const added = include.filter((one) => !kept.some((cell) => agrees(onlyAxes(one, axes), cell)));
  return [...kept, ...added];
}

function onlyAxes(row: Row, axes: object): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name in axes));
}

function agrees(part: Row, cell: Row): boolean {
  return Object.entries(part).every(([name, value]) => cell[name] === value);
}

function plain(place: string, value: unknown): unknown {
  if (typeof value === 'string') return literal(place, value);
  if (Array.isArray(value)) return value.map((entry) => plain(place, entry));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [literal(place, name), plain(place, inner)]));
}
