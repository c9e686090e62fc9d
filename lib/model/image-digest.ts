import { invalid } from './invalid';

/** The content address of an image: `sha256:` and 64 hex digits. Unlike a tag it can never come to mean another image. */
export class ImageDigest {
  public static of(text: string): ImageDigest {
    if (!ImageDigest.isDigest(text)) {
      throw invalid('ImageDigest', '"sha256:" and 64 lower-case hex digits', text, 'a tag is not a digest');
    }
    return new ImageDigest(text);
  }

  public static isDigest(text: string): boolean {
    return /^sha256:[0-9a-f]{64}$/.test(text);
  }

  private constructor(public readonly text: string) {}

  public toString(): string {
    return this.text;
  }
}
