import { type Document, type Node, isScalar, isSeq } from 'yaml';
import { COMMIT_TIME, type ImageRepository } from '../model';
import { type Replacement, textOf } from './document-text';
import { type Found, YamlPath, tryValue } from './yaml-path';

/** A place in a file where the time of the commit stands; an empty text says that nobody knows it. */
export type TimeSlot = (time: string) => Replacement;

/** Where a kind of file says when the image's commit was made. */
export type FindTime = (documents: readonly Document[], image: ImageRepository) => readonly TimeSlot[];

const IN_PATCH = new RegExp(`("${COMMIT_TIME}": *")[^"]*(")`);

/** The patch of a kustomize file, one line of JSON in single quotes, that annotates the workload. */
export const timesInPatches: FindTime = (documents) =>
  YamlPath.of('patches')
    .in(documents)
    .flatMap(({ node, way }) =>
      isSeq(node) ? (node.items as Node[]).map((item) => ({ node: item, way: [...way, item] })) : [],
    )
    .flatMap((entry) => at(entry, 'patch'))
    .flatMap((found) => {
      const text = textOf(found.node) ?? '';
      const isOneLine = isScalar(found.node) && found.node.type === 'QUOTE_SINGLE';
      if (!isOneLine || !IN_PATCH.test(text)) return [];
      return [(time: string) => ({ found, value: text.replace(IN_PATCH, `$1${time}$2`) })];
    });

/** The field `commitTime` of a map of Helm values. */
export function timesBeside(
  maps: (documents: readonly Document[], image: ImageRepository) => readonly Found[],
): FindTime {
  return (documents, image) =>
    maps(documents, image)
      .flatMap((map) => at(map, 'commitTime'))
      .map((found) => (time: string) => ({ found, value: time }));
}

function at({ node, way }: Found, key: string): readonly Found[] {
  const value = tryValue(node, key);
  return value ? [{ node: value, way: [...way, value] }] : [];
}
