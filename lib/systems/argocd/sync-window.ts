import { type Duration, invalid } from '../../model';

/** When a window is open, and for whom. */
export interface SyncWindowProps {
  /** When it opens: minute, hour, day of month, month, day of week, such as `0 22 * * 5`. */
  readonly schedule: string;
  /** How long it stays open. */
  readonly lasting: Duration;
  /** The time zone of the schedule, such as `Europe/Berlin`. @default UTC */
  readonly timeZone?: string;
  /** The Applications it is for, by patterns such as `*-production`. @default all of the project */
  readonly applications?: readonly string[];
  /** Whether somebody may sync by hand although it says no. @default true: a way out at night */
  readonly manualSync?: boolean;
  /** What it is for, in a sentence of at most 255 characters. @default nothing */
  readonly description?: string;
}

/** Times in which the Applications of a project may be synced, or may not. */
export class SyncWindow {
  /** Syncs happen in this time alone. Throws `SyncWindow.<prop>: …`. */
  public static allow(props: SyncWindowProps): SyncWindow {
    return new SyncWindow('allow', props);
  }

  /** No sync happens in this time. Throws `SyncWindow.<prop>: …`. */
  public static deny(props: SyncWindowProps): SyncWindow {
    return new SyncWindow('deny', props);
  }

  private constructor(
    private readonly kind: 'allow' | 'deny',
    private readonly props: SyncWindowProps,
  ) {
    const { schedule, lasting, timeZone, applications, description = '' } = props;
    if (!FIVE_FIELDS.test(schedule)) throw invalid('SyncWindow.schedule', 'the five fields of cron', schedule);
    if (lasting.milliseconds < 60_000) {
      throw invalid('SyncWindow.lasting', 'at least a minute', lasting.toString());
    }
    if (timeZone !== undefined && !isTimeZone(timeZone)) {
      throw invalid('SyncWindow.timeZone', 'a time zone such as "Europe/Berlin"', timeZone, 'Argo CD would use UTC');
    }
    if (applications?.length === 0) throw invalid('SyncWindow.applications', 'at least one pattern', applications);
    if (description.length > 255) throw invalid('SyncWindow.description', 'at most 255 characters', description);
  }

  /** @internal */
  public _render(): object {
    const { schedule, lasting, timeZone, applications = ['*'], manualSync = true, description } = this.props;
    return {
      kind: this.kind,
      schedule,
      duration: lasting.toString(),
      ...(timeZone === undefined ? {} : { timeZone }),
      applications,
      manualSync,
      ...(description === undefined ? {} : { description }),
    };
  }
}

const FIELD = String.raw`[\d*/,A-Za-z?-]+`;
const FIVE_FIELDS = new RegExp(`^${FIELD}( ${FIELD}){4}$`);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
