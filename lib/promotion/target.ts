import { type Document, type Node } from 'yaml';
import { ImageDigest, type ImageRepository, invalid, repositoryOf, tryParseImageReference } from '../model';
import { DocumentText, type Replacement, textOf } from './document-text';
import { type PromotionIntent } from './intent';
import { Refusal } from './refusal';
import { type FindTime, timesBeside, timesInPatches } from './time-slot';
import { type Found, YamlPath, tryValue } from './yaml-path';

/** A file as an intent leaves it. */
export interface Applied {
  readonly text: string;
  /** The digest that stood there; nothing where there was none yet. */
  readonly from?: string;
  readonly changed: boolean;
}

/** The one place in a file where an image stands. */
interface Slot {
  /** The digest in it; nothing where it has none yet. */
  readonly digest?: string;
  readonly write: (intent: PromotionIntent) => readonly Replacement[];
}

type Find = (documents: readonly Document[], image: ImageRepository) => readonly Slot[];

/** Where a promotion is written: a file of the GitOps repository, and the one place in it that names the image. */
export class PromotionTarget {
  /**
   * The entry of `images` in a kustomize `Component` or `Kustomization` whose `name` or `newName` is the image's address. The
   * time of the commit stands in a patch, one line of JSON with the annotation `delivery/commit-time`.
   */
  public static kustomize(file: string): PromotionTarget {
    const images = YamlPath.of('images');
    const find: Find = (documents, image) =>
      images.in(documents).flatMap((list) => itemsOf(list).flatMap((entry) => kustomizeSlot(entry, image)));
    return new PromotionTarget(file, 'an entry of images', find, timesInPatches);
  }

  /** A map of Helm values with `repository` (and `registry`), `digest` and, beside it, `tag` and `commitTime`. */
  public static helmValues(file: string, path = 'image'): PromotionTarget {
    const at = YamlPath.of(path);
    const maps = (documents: readonly Document[], image: ImageRepository): readonly Found[] =>
      at.in(documents).filter((map) => helmSlot(map, image).length > 0);
    const find: Find = (documents, image) => maps(documents, image).flatMap((map) => helmSlot(map, image));
    return new PromotionTarget(file, `a map ${path} with repository and digest`, find, timesBeside(maps));
  }

  /** Any value that is the image as a whole reference, or its digest alone. */
  public static value(file: string, path: string): PromotionTarget {
    const at = YamlPath.of(path);
    const find: Find = (documents, image) => at.in(documents).flatMap((one) => valueSlot(one, image));
    return new PromotionTarget(file, path, find, () => []);
  }

  private constructor(
    /** The file's path in the GitOps repository. */
    public readonly file: string,
    private readonly place: string,
    private readonly find: Find,
    private readonly findTime: FindTime,
  ) {
    if (
      !/^(?!["/])(?!(?:.*\/)?\.{1,2}(?:\/|$))(?!(?:.*\/)?\.git\/)[^\x00-\x1f\x7f\\:]+$/i.test(file) ||
      /\/(\/|$)/.test(file)
    ) {
      throw invalid('PromotionTarget.file', 'a path inside the GitOps repository', file);
    }
  }

  /** The text of the file with the intent in it. Throws `Refusal` unless exactly one place is for the image. */
  public apply(text: string, intent: PromotionIntent): Applied {
    const { slot, document } = this.slotIn(text, intent.image);
    const next = document.with([...slot.write(intent), ...this.time(document, slot, intent)]);
    const written = next === text ? slot : this.slotIn(next, intent.image).slot;
    if (written.digest !== intent.digest.text) {
      throw new Refusal(
        'target',
        `${this.file}: expected ${intent.digest.text} after the change, got ${written.digest ?? 'none'}`,
      );
    }
    return { text: next, changed: next !== text, ...(slot.digest === undefined ? {} : { from: slot.digest }) };
  }

  /** The digest that the file says an image to have; nothing where it has none yet. Throws as `apply`. */
  public digestIn(text: string, image: ImageRepository): string | undefined {
    return this.slotIn(text, image).slot.digest;
  }

  /** With another digest the old time would be wrong: where nobody knows the new one, none stands there. */
  private time({ documents }: DocumentText, { digest }: Slot, intent: PromotionIntent): readonly Replacement[] {
    const { commitTime } = intent;
    const slots = this.findTime(documents, intent.image);
    if (commitTime !== undefined && slots.length !== 1) {
      throw new Refusal(
        'target',
        `${this.file}: expected a place for the time of the commit once, got it ${count(slots.length)}; write it once`,
      );
    }
    if (commitTime === undefined && digest === intent.digest.text) return [];
    return slots.map((slot) => slot(commitTime ?? ''));
  }

  private slotIn(text: string, image: ImageRepository): { readonly slot: Slot; readonly document: DocumentText } {
    const document = DocumentText.of(this.file, text);
    const slots = this.find(document.documents, image);
    const [slot] = slots;
    if (slots.length !== 1 || !slot) {
      throw new Refusal(
        'target',
        `${this.file}: expected ${this.place} for ${image.address} once, got it ${count(slots.length)}`,
      );
    }
    return { slot, document };
  }
}

function count(times: number): string {
  return times === 0 ? 'nowhere' : `${times} times`;
}

function itemsOf(list: Found): readonly Found[] {
  const items = 'items' in list.node ? (list.node.items as Node[]) : [];
  return items.map((node) => ({ node, way: [...list.way, node] }));
}

function kustomizeSlot(entry: Found, image: ImageRepository): readonly Slot[] {
  const named = textOf(tryValue(entry.node, 'newName')) ?? textOf(tryValue(entry.node, 'name'));
  return isAt(named, image) ? mapSlot(entry, 'newTag') : [];
}

function helmSlot(map: Found, image: ImageRepository): readonly Slot[] {
  const repository = textOf(tryValue(map.node, 'repository'));
  const registry = textOf(tryValue(map.node, 'registry'));
  const named = repository !== undefined && registry ? `${registry}/${repository}` : repository;
  return isAt(named, image) ? mapSlot(map, 'tag') : [];
}

/** A map with a field `digest` and perhaps one for the tag, which then is a label: the digest decides. */
function mapSlot(map: Found, tagField: string): readonly Slot[] {
  const at = (key: string): readonly Found[] => {
    const node = tryValue(map.node, key);
    return node ? [{ node, way: [...map.way, node] }] : [];
  };
  const [digest] = at('digest');
  if (!digest) return [];
  const now = textOf(digest.node);
  return [
    {
      ...(now === undefined || now === '' ? {} : { digest: now }),
      write: (intent) => [
        { found: digest, value: intent.digest.text },
        ...(intent.tag === undefined ? [] : at(tagField).map((found) => ({ found, value: intent.tag ?? '' }))),
      ],
    },
  ];
}

function valueSlot(found: Found, image: ImageRepository): readonly Slot[] {
  const now = textOf(found.node) ?? '';
  if (ImageDigest.isDigest(now)) {
    return [{ digest: now, write: ({ digest }) => [{ found, value: digest.text }] }];
  }
  const reference = tryParseImageReference(now);
  if (!isAt(now, image)) return [];
  const label = ({ tag }: PromotionIntent): string => {
    const text = tag ?? reference?.tag;
    return text === undefined ? '' : `:${text}`;
  };
  return [
    {
      ...(reference?.digest === undefined ? {} : { digest: reference.digest }),
      write: (intent) => [{ found, value: `${image.address}${label(intent)}@${intent.digest.text}` }],
    },
  ];
}

function isAt(text: string | undefined, image: ImageRepository): boolean {
  const reference = text === undefined ? undefined : tryParseImageReference(text);
  return reference !== undefined && repositoryOf(reference) === image.address;
}
