import { readAlikeOnce } from '../../assembly';
import { type MeasurementPhase, tryAssess } from './condition';
import { type MetricObject } from './kinds';

/** How a metric's conditions count the answers that decide at night; nothing where the model does not know them. */
export interface ConditionOutcomes {
  /** The query found no series. */
  readonly noSeries?: MeasurementPhase;
  /** The query found one series with an ordinary value. */
  readonly oneValue?: MeasurementPhase;
  /** The query divided by nothing. */
  readonly notANumber?: MeasurementPhase;
}

/** The conditions of a metric as one text: a thousand services are judged by the same few. */
export function conditionsText({ successCondition = '', failureCondition = '' }: MetricObject): string {
  return `${successCondition}\n${failureCondition}`;
}

/** How the conditions of a metric count. */
export const outcomesOf = readAlikeOnce(
  conditionsText,
  ({ successCondition: success, failureCondition: failure }: MetricObject): ConditionOutcomes => ({
    noSeries: tryAssess({ success, failure }, []),
    oneValue: tryAssess({ success, failure }, [0.5]),
    notANumber: tryAssess({ success, failure }, [NaN]),
  }),
);
