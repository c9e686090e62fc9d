import { type Measured } from './condition';

/** What stands for a vector while types are checked: it has every element. */
export const SOME_VECTOR: readonly number[] = [0];

/** What stands for a value whose type is only known when it is there; it goes wherever a value may go. */
const SOMETHING = Symbol('a value of any type');

/** A value inside a condition. */
export type Operand = Measured | boolean | typeof SOMETHING;

/** Thrown where the controller's evaluation does not compile: the measurement is an Error, whatever the value. */
export class TypeMismatch extends Error {}

/** Applies an operator or a function of the expression language to its operands. */
export function operate(name: string, operands: readonly Operand[]): Operand {
  const operation = OPERATIONS[name];
  if (!operation) throw new TypeMismatch(`${name} is not defined for these operands`);
  return operation(operands[0], operands[1]);
}

const OPERATIONS: Readonly<Record<string, (a: Operand, b: Operand) => Operand>> = {
  not: (a) => !boolean(a),
  negate: (a) => -number(a),
  index: (list, at) => element(list, number(at)),
  '==': (a, b) => isSame(a, b),
  '!=': (a, b) => !isSame(a, b),
  '<': (a, b) => number(a) < number(b),
  '<=': (a, b) => number(a) <= number(b),
  '>': (a, b) => number(a) > number(b),
  '>=': (a, b) => number(a) >= number(b),
  '+': (a, b) => number(a) + number(b),
  '-': (a, b) => number(a) - number(b),
  '*': (a, b) => number(a) * number(b),
  '/': (a, b) => number(a) / number(b),
  len: (a) => vector(a).length,
  isNaN: (a) => Number.isNaN(number(a)),
  isInf: (a) => Math.abs(number(a)) === Infinity,
  isNil: (a) => a === undefined,
  asFloat: (a) => number(a),
  asInt: (a) => Math.trunc(number(a)),
  default: (a, b) => (a === SOME_VECTOR ? SOMETHING : (a ?? b)),
};

/** Values of two types are not different: they cannot be compared. */
function isSame(a: Operand, b: Operand): boolean {
  const known = [a, b].filter((value) => value !== undefined && value !== SOMETHING);
  if (known.length === 2 && typeof a !== typeof b) throw new TypeMismatch('expected values of one type');
  return a === b;
}

function number(value: Operand): number {
  if (value === SOMETHING) return 0;
  if (typeof value !== 'number') throw new TypeMismatch('expected a number');
  return value;
}

/** A value that has to be true or false. */
export function boolean(value: Operand): boolean {
  if (value === SOMETHING) return false;
  if (typeof value !== 'boolean') throw new TypeMismatch('expected a boolean');
  return value;
}

function vector(value: Operand): readonly number[] {
  if (value === SOMETHING) return SOME_VECTOR;
  if (!Array.isArray(value)) throw new TypeMismatch('expected a vector');
  return value as readonly number[];
}

function element(value: Operand, index: number): number {
  const list = vector(value);
  if (list === SOME_VECTOR) return 0;
  const found = list[index < 0 ? list.length + index : index];
  if (found === undefined) throw new RangeError('index out of range');
  return found;
}
