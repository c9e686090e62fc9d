import { problem, type Rule } from '../../../audit';
import { type Given, handovers } from '../handover';
import { type ParamDeclaration } from '../kinds';
import { referencesIn, typeOf } from '../substitution';
import { paramType } from '../task-in-place';
import { example, oneStep, pipeline } from './examples';

const test = oneStep({ args: ['test', '$(params.flags[*])'] }, { params: [{ name: 'flags', type: 'array' }] });
const giving = (value: unknown): object =>
  pipeline({ tasks: [{ name: 'test', taskRef: { name: 'go-test' }, params: [{ name: 'flags', value }] }] });

export const paramTypeMismatch: Rule = {
  id: 'TKN022',
  severity: 'error',
  title: 'a param is given a value of another type',
  why: 'admission does not compare: each run fails with ParameterTypeMismatch, or for want of a key',
  repair: 'give a value of the declared type',
  reference: 'https://tekton.dev/docs/pipelines/pipelines/#specifying-parameters',
  good: example(test, giving(['-race', '-v'])),
  bad: example(test, giving('-race -v')),
  check: (assembly) =>
    handovers(assembly).flatMap(({ manifest, params, declaredParams, taker }) => {
      const declared = new Map(declaredParams.map((one) => [one.name, one]));
      return params.flatMap((given) => {
        const declaration = declared.get(given.name);
        const fault = declaration && faultOf(given, declaration, taker);
        return fault ? [problem(manifest, fault.message, fault.repair, given.path)] : [];
      });
    }),
};

function faultOf(
  { name, value }: Given<unknown>,
  declaration: ParamDeclaration,
  taker: string,
): { message: string; repair: string } | undefined {
  const wanted = paramType(declaration);
  if (isWholeReference(value)) return undefined;
  const got = typeOf(value);
  if (got !== wanted) {
    return {
      message: `the param "${name}" of ${taker} is of type ${wanted}, and the value of type ${got}`,
      repair: `give a value of type ${wanted}`,
    };
  }
  if (wanted !== 'object') return undefined;
  const missing = Object.keys(declaration.properties ?? {}).filter(
    (key) => !has(value, key) && !has(declaration.default, key),
  );
  if (missing.length === 0) return undefined;
  return {
    message: `the value of the param "${name}" has no ${missing.join(', ')}`,
    repair: `give ${missing.join(', ')}`,
  };
}

/** `$(params.flags[*])` hands a whole array or object on, and so does a result of that type by its name. */
function isWholeReference(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const [first] = referencesIn(value);
  return first?.text === value && (first.index === '*' || first.parts[0] === 'tasks');
}

function has(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}
