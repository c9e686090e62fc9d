import { type IgnoredDifference } from './ignored-difference';
import { type ApplicationSpecObject, type IgnoredObject } from './kinds';

/** Whether an Application leaves some field of an object alone that its controller moves. */
export function ignores({ ignoreDifferences = [] }: ApplicationSpecObject, moved: IgnoredDifference): boolean {
  const fields = [...(moved.jsonPointers ?? []), ...(moved.jqPathExpressions ?? [])].map(lastPart);
  return ignoreDifferences.some((one) => means(one, moved) && fields.some((field) => mentions(one, field)));
}

/** The paths of an entry that lead into a list. */
export function pathsIntoLists({ jsonPointers = [], jqPathExpressions = [] }: IgnoredObject): readonly string[] {
  return [
    ...jsonPointers.filter((pointer) => /\/\d+(\/|$)/.test(pointer)),
    ...jqPathExpressions.filter((path) => path.includes('[')),
  ];
}

function means({ group = '', kind, name }: IgnoredObject, moved: IgnoredDifference): boolean {
  return (
    (group === moved.group || group === '*') &&
    (kind === moved.kind || kind === '*') &&
    (name === undefined || name === moved.name)
  );
}

/** A path may lead to the field, or to something that it is in: to `/spec/http`, as well as to `.spec.http[].route[].weight`. */
function mentions(
  { jsonPointers = [], jqPathExpressions = [], managedFieldsManagers = [] }: IgnoredObject,
  field: string,
): boolean {
  const paths = [...jsonPointers, ...jqPathExpressions];
  return managedFieldsManagers.length > 0 || paths.some((path) => path.includes(field) || WHOLE.test(path));
}

const WHOLE = /(http|rules|subsets|selector|spec)(\[\]\??)?$/;

function lastPart(path: string): string {
  return /[\w-]+"?$/.exec(path)?.[0]?.replace('"', '') ?? path;
}
