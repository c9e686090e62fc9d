import { PinnedImage } from '../model';
import { type Pin } from './pins';

/** What is known of a tool's image beyond its content. */
export interface ToolFacts {
  /** The program, as the image finds it: a name on its path, or a path. */
  readonly program: string;
  /** The shell at `/bin` that scripts can use; an image without one runs commands only. */
  readonly shell: 'bash' | 'sh' | 'none';
  /** The user that the image runs as of its own accord; 0 is root. */
  readonly user: number;
}

/** A program and the pinned image that carries it. */
export class Tool implements ToolFacts {
  public static pinned(pin: Pin, facts: ToolFacts): Tool {
    return new Tool(PinnedImage.of(`${pin.image}:${pin.tag}@${pin.digest}`), facts);
  }

  public readonly program: string;
  public readonly shell: 'bash' | 'sh' | 'none';
  public readonly user: number;

  private constructor(
    public readonly image: PinnedImage,
    facts: ToolFacts,
  ) {
    this.program = facts.program;
    this.shell = facts.shell;
    this.user = facts.user;
  }

  /** The version, as the tag tells it: `3.1.3` for `v3.1.3`; nothing where an image has a digest alone. */
  public get version(): string | undefined {
    return /^v?(\d+(?:\.\d+)*)/.exec(this.image.tag ?? '')?.[1];
  }

  /** The same tool in another image, which must have the same program, shell and user. */
  public in(image: PinnedImage): Tool {
    return new Tool(image, this);
  }
}
