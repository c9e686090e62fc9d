import { invalid, type PinnedImage } from '../../model';
import { renderVariables, type Variables } from './variables';

/** A container beside a job, such as the database of a test. */
export interface Service {
  readonly image: PinnedImage;
  /** The host name by which the job reaches it. */
  readonly alias: string;
  /** What runs in place of the image's own command. @default the image's own */
  readonly command?: readonly string[];
  /** Its environment variables. @default none */
  readonly variables?: Variables;
}

/** Services as the file has them. Throws `<place>.alias: …` for an alias that is no host name, or given twice. */
export function renderServices(place: string, services: readonly Service[]): object[] {
  services.forEach(({ alias }, i) => {
    const isFirst = services.findIndex((other) => other.alias === alias) === i;
    if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(alias) || !isFirst) {
      throw invalid(`${place}.alias`, 'a host name that no other service of the job has', alias);
    }
  });
  return services.map(({ image, alias, command, variables }) => ({
    name: image.reference,
    alias,
    ...(command === undefined ? {} : { command: [...command] }),
    ...(variables === undefined ? {} : { variables: renderVariables(`${place}.variables`, variables) }),
  }));
}
