import type * as tekton from '../../../imports/tekton.dev';
import { invalid } from '../../model';
import { type PodSecurityLevel } from '../kubernetes/pod-security';
import { BASELINE_CAPABILITIES } from '../kubernetes/pod-security-baseline';

export type { PodSecurityLevel };

export interface RestrictedSecurityProps {
  /** The user id that the step runs as. @default 65532 */
  readonly user?: number;
}

export interface BaselineSecurityProps {
  /** The user id that the step runs as; 0 is root inside the container. @default 0 */
  readonly user?: number;
  /** Capabilities kept when all others are dropped, such as `SETUID`. @default none */
  readonly capabilities?: readonly string[];
  /** Whether the runtime's own seccomp profile applies; without it the step may make user namespaces. @default true */
  readonly seccomp?: boolean;
}

export interface PrivilegedSecurityProps {
  /** Why nothing less works, for those who review it. */
  readonly because: string;
  /** The whole security context of the container, as Kubernetes has it. */
  readonly securityContext: tekton.TaskSpecStepsSecurityContext;
}

/** The user and group that everything restricted runs as, and the group that owns the volumes of a run. */
export const NON_ROOT = 65532;

/** What a step may do in its pod. Everything is restricted until a step declares that it needs more. */
export class Security {
  /** Not root, no capability, no escalation, the runtime's seccomp profile. */
  public static readonly restricted = Security.restrictedAs({});

  /** As `restricted`, with another user. Throws `Security.user: …` for root. */
  public static restrictedAs(props: RestrictedSecurityProps): Security {
    const user = props.user ?? NON_ROOT;
    if (!Number.isInteger(user) || user < 1) throw invalid('Security.user', 'a user id above 0', user);
    return new Security('restricted', {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  }

  /**
   * What a step needs that has to be root inside its container, still without escalation.
   * Throws `Security.capabilities: …` for a capability that Pod Security baseline does not admit.
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
   */
  public static baseline(props: BaselineSecurityProps = {}): Security {
    const { user = 0, capabilities = [], seccomp = true } = props;
    const foreign = capabilities.filter((capability) => !BASELINE_CAPABILITIES.has(capability));
    if (foreign.length > 0) {
      throw invalid(
        'Security.capabilities',
        `some of ${[...BASELINE_CAPABILITIES].join(', ')}`,
        foreign,
        'or use privileged',
      );
    }
    return new Security('baseline', {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'], add: capabilities.length > 0 ? [...capabilities] : undefined },
      runAsNonRoot: user !== 0,
      runAsUser: user,
      seccompProfile: seccomp ? { type: 'RuntimeDefault' } : undefined,
    });
  }

  /** Anything else: only a namespace without Pod Security admits it. */
  public static privileged(props: PrivilegedSecurityProps): Security {
    if (props.because.trim() === '') throw invalid('Security.because', 'the reason', props.because);
    return new Security('privileged', props.securityContext);
  }

  private constructor(
    /** The strictest level whose namespaces admit the step. */
    public readonly level: PodSecurityLevel,
    private readonly context: tekton.TaskSpecStepsSecurityContext,
  ) {}

  /** @internal */
  public _render(): tekton.TaskSpecStepsSecurityContext {
    return this.context;
  }
}

/** The least strict of some levels. */
export function leastStrict(levels: readonly PodSecurityLevel[]): PodSecurityLevel {
  if (levels.includes('privileged')) return 'privileged';
  return levels.includes('baseline') ? 'baseline' : 'restricted';
}
