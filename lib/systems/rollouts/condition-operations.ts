import { type Measured } from './condition';

/** A value inside a condition. */
export type Operand = Measured | boolean;

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
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
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
  default: (a, b) => a ?? b,
};

function number(value: Operand): number {
  if (typeof value !== 'number') throw new TypeMismatch('expected a number');
  return value;
}

function boolean(value: Operand): boolean {
  if (typeof value !== 'boolean') throw new TypeMismatch('expected a boolean');
  return value;
}

function vector(value: Operand): readonly number[] {
  if (!Array.isArray(value)) throw new TypeMismatch('expected a vector');
  return value as readonly number[];
}

function element(value: Operand, index: number): number {
  const list = vector(value);
  const found = list[index < 0 ? list.length + index : index];
  if (found === undefined) throw new RangeError('index out of range');
  return found;
}
