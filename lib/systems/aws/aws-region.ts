import { invalid } from '../../model';

/** Gives the region back, or throws `place: expected …` unless it has the form of one. */
export function awsRegion(place: string, region: string): string {
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) throw invalid(place, 'an AWS region such as "eu-west-1"', region);
  return region;
}
