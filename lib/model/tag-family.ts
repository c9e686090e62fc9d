import { invalid } from './invalid';

/** What a family of tags is for: one image a build, one a release, a mark of promotion, or a tag that moves. */
export type TagKind = 'commit' | 'timed' | 'release' | 'promoted' | 'moving';

/** How a tool that sees tags alone finds the newest one. */
export interface TagOrder {
  /** What is compared: whole numbers, or semantic versions. */
  readonly by: 'number' | 'version';
  /** A regular expression of Go for exactly the tags of the family; its group `order` is what is compared. */
  readonly pattern: string;
}

/** Tags of one shape that a delivery pushes, such as `sha-<commit>`: what retention and immutability speak about. */
export class TagFamily {
  /** `sha-` and the full commit id. The prefix keeps YAML from reading a tag as a number. */
  public static readonly commit = new TagFamily('commit', 'commit', 'sha-', '0123456789abcdef0123456789abcdef01234567');

  /**
   * `build-`, the time of the build in UTC to the second, and the full commit id: tags that sort as they were built, for
   * tools that choose the newest. `timedTag` makes one; a shell says `date -u +%Y%m%d%H%M%S`.
   */
  public static readonly timed = new TagFamily(
    'timed',
    'timed',
    'build-',
    '20240115103000-0123456789abcdef0123456789abcdef01234567',
    { by: 'number', pattern: '^build-(?P<order>[0-9]{14})-[0-9a-f]{40}$' },
  );

  /** `v` and a semantic version, such as `v1.4.2`. */
  public static readonly release = new TagFamily('release', 'release', 'v', '1.4.2', {
    by: 'version',
    pattern: '^v(?P<order>[0-9]+\\.[0-9]+\\.[0-9]+)$',
  });

  /** The commit tag again behind the name of an environment: it marks what was promoted there, so that retention keeps it. */
  public static promoted(environment: string): TagFamily {
    if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(environment)) {
      throw invalid('TagFamily.promoted', 'the name of an environment', environment);
    }
    return new TagFamily(
      'promoted',
      `promoted to ${environment}`,
      `${environment}-sha-`,
      '0123456789abcdef0123456789abcdef01234567',
    );
  }

  /** One tag that moves from image to image, such as `cache`. It needs an exception from immutability. */
  public static moving(tag: string): TagFamily {
    if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(tag)) throw invalid('TagFamily.moving', 'a tag', tag);
    return new TagFamily('moving', `moving ${tag}`, tag, '');
  }

  private constructor(
    public readonly kind: TagKind,
    /** What the family is for, in words. */
    public readonly name: string,
    /** What every tag of the family begins with. */
    public readonly prefix: string,
    private readonly rest: string,
    /** How its newest tag is found; nothing for tags that cannot be ordered, such as those of a commit alone. */
    public readonly order?: TagOrder,
  ) {}

  /** Whether a tag of this family is pushed more than once. */
  public get moves(): boolean {
    return this.kind === 'moving';
  }

  /** The pattern of ECR's `tagPatternList` that selects this family and no other of the same delivery. */
  public get pattern(): string {
    return this.moves ? this.prefix : `${this.prefix}*`;
  }

  /** A tag that belongs to the family, for checks and examples. */
  public get example(): string {
    return `${this.prefix}${this.rest}`;
  }

  public toString(): string {
    return this.pattern;
  }
}

/** The tag of `TagFamily.timed` for a commit that is built at a time. Throws `timedTag.…`. */
export function timedTag(commit: string, time: Date): string {
  if (!/^[0-9a-f]{40}$/.test(commit)) throw invalid('timedTag.commit', '40 hex digits', commit);
  const year = time.getUTCFullYear();
  if (!(year >= 1000 && year <= 9999))
    throw invalid('timedTag.time', 'a time with a year of four digits', String(time));
  return `build-${time.toISOString().slice(0, 19).replace(/\D/g, '')}-${commit}`;
}
