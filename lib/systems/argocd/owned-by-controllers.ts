import { type IConstruct } from 'constructs';
import { type OwnedFields } from '../kubernetes/owned-fields';
import { type IgnoredDifference } from './ignored-difference';
import { objectsOf } from '../kubernetes/objects-of';
import { movedFields, switchedSelectors } from './moved-fields';

/**
 * What controllers write below a construct: each Rollout, route and autoscaler says it of itself, in its `ownedFields`. For
 * objects that were made some other way it is read from the objects.
 */
export function ownedByControllers(scope: IConstruct): readonly IgnoredDifference[] {
  const owned = new Map<string, OwnedFields>();
  for (const one of scope.node.findAll().flatMap(ownedFieldsOf)) {
    const before = owned.get(keyOf(one))?.jqPathExpressions ?? [];
    owned.set(keyOf(one), { ...one, jqPathExpressions: [...new Set([...before, ...one.jqPathExpressions])] });
  }
  const objects = objectsOf(scope);
  const read = [...movedFields(objects), ...switchedSelectors(objects)];
  return [...owned.values(), ...read.filter((one) => !owned.has(keyOf(one)))];
}

function ownedFieldsOf(construct: IConstruct): readonly OwnedFields[] {
  return 'ownedFields' in construct ? (construct.ownedFields as readonly OwnedFields[]) : [];
}

function keyOf({ group, kind, name }: Pick<IgnoredDifference, 'group' | 'kind' | 'name'>): string {
  return `${group}/${kind}/${name}`;
}
