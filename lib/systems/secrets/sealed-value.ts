/**
 * Whether a text has the form of a sealed value: the length of a wrapped key (an RSA key of 2,048 bits or more), that key,
 * and at least the 16 bytes that authenticate the rest. Whether it can be opened, only the controller knows.
 */
export function isSealed(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length < 2) return false;
  const wrapped = bytes.readUInt16BE();
  return wrapped >= 256 && bytes.length >= 2 + wrapped + 16;
}
