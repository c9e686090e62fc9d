import { invalid } from '../../model';
import { DASHBOARD_VARIABLES, isQueryError, parseQuery, queryErrorText } from '../../promql';

/** What a number on a panel is, by Grafana's names. */
export type Unit = 'short' | 'percentunit' | 's' | 'reqps' | 'none';

export interface PanelProps {
  /** Unique on its dashboard. */
  readonly title: string;
  /** The queries, each with what its line is called: `{{name}}` is a label. `$__rate_interval` and `$variable` may stand. */
  readonly queries: readonly { readonly expr: string; readonly legend?: string }[];
  /** What the numbers are. */
  readonly unit: Unit;
  /** What the panel tells, for those who meet it first. @default nothing */
  readonly description?: string;
  /** The width of 24 columns. @default 6 for one number, 12 for lines */
  readonly width?: number;
}

/** One picture of a dashboard. Throws `Panel <title>.<field>: …`, also for a query that is not PromQL. */
export class Panel {
  /** The newest value of each series as a number. */
  public static number(props: PanelProps): Panel {
    return new Panel(props, 'stat', 6, 4, true);
  }

  /** Each series as a line over time. */
  public static lines(props: PanelProps): Panel {
    return new Panel(props, 'timeseries', 12, 8, false);
  }

  /** The newest value of each series as a row. */
  public static table(props: PanelProps): Panel {
    return new Panel(props, 'table', 12, 8, true);
  }

  public readonly title: string;
  public readonly width: number;

  private constructor(
    private readonly props: PanelProps,
    private readonly type: 'stat' | 'timeseries' | 'table',
    usualWidth: number,
    public readonly height: number,
    private readonly newestOnly: boolean,
  ) {
    this.title = props.title;
    this.width = props.width ?? usualWidth;
    const place = `Panel ${props.title}`;
    if (!Number.isInteger(this.width) || this.width < 1 || this.width > 24) {
      throw invalid(`${place}.width`, 'a whole number from 1 to 24', this.width);
    }
    if (props.queries.length === 0) throw invalid(`${place}.queries`, 'at least one query', props.queries);
    for (const { expr } of props.queries) {
      const parsed = parseQuery(expr, DASHBOARD_VARIABLES);
      if (isQueryError(parsed)) throw invalid(`${place}.queries`, 'PromQL', expr, queryErrorText(parsed));
    }
  }

  /** The queries, as Grafana asks them. */
  public get queries(): readonly string[] {
    return this.props.queries.map(({ expr }) => expr);
  }

  /** @internal */
  public _render(id: number, place: { readonly x: number; readonly y: number }): object {
    const { title, description, unit, queries } = this.props;
    const datasource = { type: 'prometheus', uid: '${datasource}' };
    return {
      id,
      type: this.type,
      title,
      ...(description === undefined ? {} : { description }),
      datasource,
      gridPos: { x: place.x, y: place.y, w: this.width, h: this.height },
      fieldConfig: { defaults: { unit }, overrides: [] },
      ...(this.type === 'stat' ? { options: { reduceOptions: { calcs: ['lastNotNull'] } } } : {}),
      targets: queries.map(({ expr, legend }, i) => ({
        refId: String.fromCharCode(65 + i),
        datasource,
        expr,
        ...(legend === undefined ? {} : { legendFormat: legend }),
        ...(this.newestOnly ? { instant: true, range: false } : {}),
        ...(this.type === 'table' ? { format: 'table' } : {}),
      })),
    };
  }
}
