import { PinnedImage } from '../../model';
import { type Pin } from '../../tools';

/** A pin as the reference that a Dockerfile names. */
export function pinned({ image, tag, digest }: Pin): PinnedImage {
  return PinnedImage.of(`${image}:${tag}@${digest}`);
}
