import { invalid } from '../../model';

/** Where the pages lie that say what to do, one for each alert and named after it. */
export class Runbooks {
  /** Throws `Runbooks.address: …` for what is no http or https URL. */
  public static at(address: string): Runbooks {
    if (!/^https?:\/\/[^\s?#]+$/.test(address)) {
      throw invalid('Runbooks.address', 'an http or https URL without query', address);
    }
    return new Runbooks(address.replace(/\/$/, ''));
  }

  private constructor(private readonly address: string) {}

  /** The page of one alert. */
  public of(alert: string): string {
    return `${this.address}/${alert}`;
  }
}
