/** A picture that reports/figures drew. It is made from numbers and escaped names alone. */
export function Svg({ markup }: { markup: string }) {
  return <span className="svg" dangerouslySetInnerHTML={{ __html: markup }} />;
}
