import { type IConstruct } from 'constructs';
import { type Finding, constructValidation, found } from '../audit';

/** The complaints of constructs' own validations (`node.addValidation`), in the form of findings. */
export function validationFindings(roots: readonly IConstruct[], terraform: readonly string[]): Finding[] {
  const kubernetes = roots.flatMap((root) =>
    root.node
      .findAll()
      .flatMap((construct) => construct.node.validate().map((message) => complaint(construct.node.path, message))),
  );
  return [...kubernetes, ...terraform.map((message) => complaint('terraform', message))];
}

function complaint(construct: string, message: string): Finding {
  return {
    ...found(constructValidation),
    place: { origin: { construct }, subject: construct },
    message,
    repair: 'the validation was added by this construct or for it: its own documentation says what it asks for',
  };
}
