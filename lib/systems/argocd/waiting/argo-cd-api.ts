import { type ReportedApplication } from './reported-application';

/** Argo CD does not let us in, or knows no such Application: asking again changes nothing. */
export class NotLetIn extends Error {}

/** Which Application of which Argo CD. */
export interface ArgoCdApiProps {
  /** The address of the server, such as `https://argocd.acme.dev`. */
  readonly address: string;
  /** A token that may get the Application. */
  readonly token: string;
  readonly application: string;
  /** The namespace of the Application. @default that of Argo CD */
  readonly namespace?: string;
  /** The time after which a question is given up, in milliseconds. @default 30 s */
  readonly patience?: number;
}

/** `hard` renders the manifests anew; `normal` looks which commit the branch points to. */
export type Refresh = 'hard' | 'normal';

/** The API of Argo CD, as far as one Application is asked for. */
export class ArgoCdApi {
  public constructor(private readonly props: ArgoCdApiProps) {}

  /**
   * What Argo CD says of the Application; nothing where it did not answer in time or could not. A refresh may be answered only
   * after it is done, or never. Throws `NotLetIn`.
   */
  public async tryAsk(refresh?: Refresh): Promise<ReportedApplication | undefined> {
    const { token, patience = 30_000 } = this.props;
    try {
      const response = await fetch(this.url(refresh), {
        headers: { Accept: 'application/json', Authorization: `Bearer ${token}`, 'User-Agent': 'slipway' },
        redirect: 'error', // a redirect would carry the token elsewhere
        signal: AbortSignal.timeout(patience),
      });
      if (REFUSALS.has(response.status)) {
        throw new NotLetIn(`Argo CD answers ${response.status} for the Application ${this.props.application}`);
      }
      return response.ok ? ((await response.json()) as ReportedApplication) : undefined;
    } catch (error) {
      if (error instanceof NotLetIn) throw error;
      return undefined;
    }
  }

  private url(refresh: Refresh | undefined): string {
    const { address, application, namespace } = this.props;
    const url = new URL(`${address.replace(/\/+$/, '')}/api/v1/applications/${encodeURIComponent(application)}`);
    if (refresh !== undefined) url.searchParams.set('refresh', refresh);
    if (namespace !== undefined) url.searchParams.set('appNamespace', namespace);
    return url.href;
  }
}

/** Argo CD answers 403 for an Application that does not exist, so that nobody can guess names. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403, 404]);
