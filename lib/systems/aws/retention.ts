import { matchesWildcard } from './wildcard';

/** One rule of an ECR lifecycle policy, as its JSON has it. */
export interface LifecycleRule {
  readonly rulePriority: number;
  readonly description?: string;
  readonly selection: LifecycleSelection;
  readonly action: { readonly type: string; readonly targetStorageClass?: string };
}

/** The images that a rule looks at, and how many or how old they may be. */
export interface LifecycleSelection {
  readonly tagStatus: string;
  readonly tagPatternList?: readonly string[];
  readonly tagPrefixList?: readonly string[];
  readonly storageClass?: string;
  readonly countType: string;
  readonly countUnit?: string;
  readonly countNumber: number;
}

/** An image as ECR keeps it: one manifest with any number of tags. */
export interface StoredImage {
  readonly tags: readonly string[];
  /** When it was pushed, in days on any clock. A further tag does not change it. */
  readonly pushedAt: number;
}

/**
 * The images of a repository that its lifecycle policy deletes, as ECR decides it: all rules look at all images; the
 * rule of the lowest priority number that selects an image alone decides about it, yet every rule counts all images
 * that it selects. Of images pushed at one moment the later in the list is the newer. Archive storage is not modelled.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
export function expiredImages<I extends StoredImage>(
  rules: readonly LifecycleRule[],
  images: readonly I[],
  now: number,
): readonly I[] {
  const newestFirst = [...images].reverse().sort((a, b) => b.pushedAt - a.pushedAt);
  const decided = new Set<I>();
  const expired = new Set<I>();
  for (const rule of inOrder(rules)) {
    const selected = newestFirst.filter((image) => selects(rule.selection, image));
    const marked = selected.filter((image, position) => isBeyond(rule.selection, image, position, now));
    if (rule.action.type === 'expire') {
      for (const image of marked) if (!decided.has(image)) expired.add(image);
    }
    for (const image of selected) decided.add(image);
  }
  return images.filter((image) => expired.has(image));
}

/** The rule that alone decides about an image, if any rule selects it. */
export function tryDecidingRule(rules: readonly LifecycleRule[], image: StoredImage): LifecycleRule | undefined {
  return inOrder(rules).find((rule) => selects(rule.selection, image));
}

/** Rules in the order in which they are applied. */
export function inOrder(rules: readonly LifecycleRule[]): readonly LifecycleRule[] {
  return [...rules].sort((a, b) => a.rulePriority - b.rulePriority);
}

/** Whether a rule looks at an image. A list of patterns asks for all of them: each must match one of the tags. */
export function selects(selection: LifecycleSelection, image: StoredImage): boolean {
  if ((selection.storageClass ?? 'standard') !== 'standard') return false;
  if (selection.tagStatus === 'any') return true;
  if (selection.tagStatus === 'untagged') return image.tags.length === 0;
  return patternsOf(selection).every((pattern) => image.tags.some((tag) => matchesTag(pattern, tag)));
}

/** The patterns of a rule; a prefix is a pattern that ends with `*`. */
export function patternsOf(selection: LifecycleSelection): readonly string[] {
  return selection.tagPatternList ?? (selection.tagPrefixList ?? []).map((prefix) => `${prefix}*`);
}

/** Whether a tag has the form of a pattern, in which `*` stands for any text. */
export function matchesTag(pattern: string, tag: string): boolean {
  return !pattern.includes('?') && matchesWildcard(pattern, tag);
}

function isBeyond(selection: LifecycleSelection, image: StoredImage, position: number, now: number): boolean {
  if (selection.countType === 'imageCountMoreThan') return position >= selection.countNumber;
  return selection.countType === 'sinceImagePushed' && now - image.pushedAt > selection.countNumber;
}
