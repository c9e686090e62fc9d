import { PINS } from './pins';
import { Tool } from './tool';
import { type Word } from './word';

/** cosign 3: signatures are Sigstore bundles, kept beside the image as referrers. */
export const tool = Tool.pinned(PINS.cosign, { program: 'cosign', shell: 'none', user: 65532 });

/** Where cosign's provider `filesystem` looks for the token that says who signs. */
export const TOKEN = { folder: '/var/run/sigstore/cosign', file: 'oidc-token', audience: 'sigstore' } as const;

export interface SigningProps<R = never> {
  /** The image, by digest: `registry/path@sha256:…`. A tag could have come to mean another image. */
  readonly image: Word<R>;
  /** Where the identity comes from, or the key: a path, `awskms:///…`, `env://…`. */
  readonly with: { readonly identity: 'filesystem' | 'github-actions' | 'ambient' } | { readonly key: Word<R> };
  /** Files that say which Fulcio, Rekor and timestamp authority to use. @default those of the public good instance */
  readonly services?: { readonly signingConfig: Word<R>; readonly trustedRoot?: Word<R> };
  /** Whether registry credentials may come from the cloud's own identity, beside the docker configuration. @default false */
  readonly cloudCredentials?: boolean;
}

export interface AttestProps<R = never> extends SigningProps<R> {
  /** What kind of statement it is, as cosign calls it, such as `spdxjson`. */
  readonly type: string;
  /** The file that is stated. */
  readonly predicate: Word<R>;
}

/** Signs one image. */
export function sign<R = never>(props: SigningProps<R>): readonly Word<R>[] {
  return ['sign', '--yes', ...signing<R>(props), props.image];
}

/** Signs a statement about one image and keeps it beside the image. */
export function attest<R = never>(props: AttestProps<R>): readonly Word<R>[] {
  return ['attest', '--yes', '--type', props.type, '--predicate', props.predicate, ...signing<R>(props), props.image];
}

function signing<R>(props: SigningProps<R>): readonly Word<R>[] {
  const { services, cloudCredentials = false } = props;
  return [
    ...('key' in props.with ? ['--key', props.with.key] : identity(props.with.identity)),
    ...(services === undefined ? [] : ['--signing-config', services.signingConfig]),
    ...(services?.trustedRoot === undefined ? [] : ['--trusted-root', services.trustedRoot]),
    ...(cloudCredentials ? ['--k8s-keychain'] : []),
  ];
}

function identity(provider: 'filesystem' | 'github-actions' | 'ambient'): readonly string[] {
  return provider === 'ambient' ? [] : ['--oidc-provider', provider];
}
