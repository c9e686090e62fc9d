/** Something that Flux fetches manifests from. Whatever uses it lies in the same namespace. */
export interface FluxSource {
  readonly kind: 'GitRepository' | 'OCIRepository';
  readonly name: string;
}
